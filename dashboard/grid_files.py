"""AG Grid's bundle weighs more than the whole map: it stays out of the page and is fetched when the table is opened."""

from __future__ import annotations

from pathlib import Path

import dash_ag_grid
from dash.fingerprint import build_fingerprint

BUNDLE = "dash_ag_grid.min.js"


def keep_grid_out() -> None:
    """Mark the bundle as one that the browser asks for itself; Dash still serves it."""
    for resource in dash_ag_grid._js_dist:
        if resource["relative_package_path"] == BUNDLE:
            resource["async"] = "lazy"


def grid_url() -> str:
    """Return the address of the bundle, which carries its version: kept for good."""
    changed = int((Path(dash_ag_grid.__file__).parent / BUNDLE).stat().st_mtime)
    return f"/_dash-component-suites/dash_ag_grid/{build_fingerprint(BUNDLE, dash_ag_grid.__version__, changed)}"
