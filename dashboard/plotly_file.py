"""plotly.js as the browser gets it: the slim build where set-up made one that fits, otherwise the whole one that Dash brings."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort
from plotly.offline import get_plotlyjs_version

from dashboard.fixed_files import FixedBody, answer_fixed

# The traces that dashboard/figures draws; a test holds this list against them.
TRACES = ("bar", "choropleth", "scatter", "scattergeo")
# Where tools/slim_plotly.py puts the build; PARANDALIM_PLOTLY moves it.
FOLDER_SETTING = "PARANDALIM_PLOTLY"
DEFAULT_FOLDER = Path(__file__).parent.parent / ".plotly"
BUNDLE, MANIFEST = "plotly-slim.min.js", "plotly-slim.json"


@dataclass(frozen=True)
class SlimPlotly:
    """A slim build and the address that holds its hash."""

    body: bytes
    url: str


def write_manifest(body: bytes, version: str, traces: list[str]) -> str:
    """Write what stands beside a build: which plotly.js it is, what it can draw, and its hash."""
    return json.dumps({"version": version, "traces": traces, "sha256": hashlib.sha256(body).hexdigest()}, indent=1)


def check_slim(manifest: bytes, body: bytes) -> SlimPlotly | None:
    """Return the build if it is whole, of the very version that the installed plotly speaks to, and draws all that is in use."""
    try:
        told = json.loads(manifest)
        sha, version, traces = told["sha256"], told["version"], set(told["traces"])
    except (ValueError, KeyError, TypeError):
        return None
    if sha != hashlib.sha256(body).hexdigest() or version != get_plotlyjs_version() or not set(TRACES) <= traces:
        return None
    return SlimPlotly(body, f"/plotly/{sha[:10]}/plotly.js")


def plotly_tag(slim: SlimPlotly | None) -> str:
    """Return what the page says of plotly.js: nothing where Dash brings its own."""
    return f'<meta name="plotly" content="{slim.url}">\n<script defer src="{slim.url}"></script>' if slim else ""


def register_plotly(server: Flask, slim: SlimPlotly | None) -> None:
    """Add the route of the slim build, compressed when it is first asked for."""

    def plotly(sha: str) -> Response:
        if slim is None or slim.url != f"/plotly/{sha}/plotly.js":
            abort(404)
        return answer_fixed(_compressed(slim.body), "text/javascript")

    server.add_url_rule("/plotly/<sha>/plotly.js", "plotly", plotly)


@lru_cache(maxsize=2)
def _compressed(body: bytes) -> FixedBody:
    return FixedBody.of_bytes(body)
