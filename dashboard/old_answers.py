"""Whatever is answered from data that are no longer today's: a file's name says so, and nobody keeps the answer."""

from __future__ import annotations

import re

from flask import Flask, Response

from dashboard.living_world import LivingWorld, asked_search
from dashboard.state import mark_of

NAMED = re.compile(r'(filename\*?="?)([^";]*?)((?:\.[A-Za-z0-9]{1,8})?"?)(?=;|$)')
FILE = "Content-Disposition"


def register_old_answers(server: Flask, living: LivingWorld) -> None:
    """Mark every answer to a request that asked for data as they were, and got them."""

    def mark(response: Response) -> Response:
        asked, then = mark_of(asked_search())
        if asked is None or not then or not living.world.then:
            return response
        # A purge must reach them: no browser and no proxy may hold what was erased here.
        response.headers["Cache-Control"] = "no-store"
        name = response.headers.get(FILE)
        if name:
            response.headers[FILE] = NAMED.sub(rf"\1\2-data-{asked.day:%Y%m%d}-{asked.version}\3", name)
        return response

    server.after_request(mark)
