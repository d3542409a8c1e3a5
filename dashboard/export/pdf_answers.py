"""A PDF as the answer to a request, or a page that says in the visitor's language why there is none here."""

from __future__ import annotations

import logging
from collections.abc import Callable

from flask import Response

from dashboard.export.pdf import PdfUnavailable, escape
from dashboard.text import Words

log = logging.getLogger(__name__)


def send_pdf(make: Callable[[], bytes], file: str, words: Words) -> Response:
    """Answer with the file that ``make`` writes; 503 and one clear sentence where this machine cannot make any."""
    try:
        written = make()
    except PdfUnavailable as missing:
        log.error("%s", missing)
        return Response(_refusal(words), status=503, content_type="text/html; charset=utf-8")
    response = Response(written, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _refusal(words: Words) -> str:
    title, said, back = (escape(words(f"pdf.unavailable.{key}")) for key in ("title", "said", "back"))
    return (
        f'<!DOCTYPE html><html lang="{words.lang}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body style="font-family: system-ui, sans-serif; max-width: 40em; margin: 4em auto; padding: 0 1em">'
        f'<h1>{title}</h1><p>{said}</p><p><a href="/?lang={words.lang}">{back}</a></p></body></html>\n'
    )
