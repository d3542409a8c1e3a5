"""Composes the app: data, boundaries, pages, headers. ``dashboard.app:server`` is what gunicorn serves."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dash import Dash, html
from flask import Flask

from dashboard.callbacks.corrections_routes import register_corrections
from dashboard.callbacks.present_routes import register_present
from dashboard.callbacks.shell import register_shell
from dashboard.callbacks.survey_routes import register_survey_routes
from dashboard.compression import register_compression
from dashboard.correction_desk import Desk
from dashboard.export.deck_files import register_decks
from dashboard.export.directory_tables import register_directory_downloads
from dashboard.export.downloads import register_downloads
from dashboard.export.fund_files import register_fund_downloads
from dashboard.export.map_files import register_map_pictures
from dashboard.export.pack import register_packs
from dashboard.export.preview import register_preview
from dashboard.geometry import files_of, register_geometry, shapes_of
from dashboard.grid_files import grid_url, keep_grid_out
from dashboard.headers import register_headers
from dashboard.index_page import INDEX
from dashboard.known_parts import known_parts
from dashboard.layer_packs import register_layer_packs
from dashboard.layouts.shell import layout_shell
from dashboard.link_preview import tell_previews
from dashboard.living_world import LivingWorld
from dashboard.pages import PAGES
from dashboard.plotly_file import (
    BUNDLE,
    DEFAULT_FOLDER,
    FOLDER_SETTING,
    MANIFEST,
    SlimPlotly,
    check_slim,
    plotly_tag,
    register_plotly,
)
from dashboard.text import load_words
from dashboard.view_models.world import World
from dashboard.warming import register_warming
from data.geo.boundaries import Boundaries, load_boundaries, path_from_environment
from data.tiers import tier_of
from data.types import Dataset
from models.suppress_dataset import protect_dataset

ID = "id"
FIRST_LANGUAGE = "sq"
# The folders whose code decides what is painted.
PAINTING = ("view_models", "figures", "../models")


def create_app(
    dataset: Dataset | None = None,
    boundaries: Boundaries | None = None,
    today: date | None = None,
    environ: Mapping[str, str] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Dash:
    """Build one app; two may live in one process. The workspace of ``environ`` is followed; data handed in stand alone."""
    boundaries = boundaries or _load_boundaries()
    geometry = files_of(boundaries)
    edition = _edition()
    shapes, day = shapes_of(geometry, boundaries), today or date.today()
    followed = environ if environ is not None or dataset is not None else os.environ
    tier = tier_of(followed or {})
    desk = Desk(followed, clock)

    def make(known: Dataset) -> World:
        return World(protect_dataset(known, tier), shapes, day, edition, steward=desk.open, waiting=desk.waiting)

    living = LivingWorld(dataset or _load_dataset(), make, followed, clock)
    slim = _load_slim()
    keep_grid_out()
    app = Dash(
        "dashboard",
        server=Flask("dashboard"),  # type: ignore[arg-type]
        title=load_words(FIRST_LANGUAGE)("app.title"),
        update_title="",
        serve_locally=True,
        index_string=INDEX.replace("{%grid_url%}", grid_url()).replace("{%plotly%}", plotly_tag(slim)),
        suppress_callback_exceptions=False,
        compress=False,
        assets_folder=str(Path(__file__).parent / "assets"),
    )
    app.layout = layout_shell()
    living.wire(app, lambda wires, world: wire_world(wires, world, living.notices, desk))
    shell = layout_shell()
    in_shell = {getattr(part, ID, "") for part in shell._traverse()}
    parts = [part for part in known_parts(app) if getattr(part, ID) not in in_shell]
    app.validation_layout = html.Div([shell, *parts])  # type: ignore[assignment]
    register_geometry(app.server, geometry)
    register_plotly(app.server, slim)
    tell_previews(app, living)
    register_headers(app)
    register_warming(app.server, living)
    register_compression(app.server)
    app.server.extensions["parandalim"] = living
    return app


def wire_world(app: Dash, world: World, notices: Callable[[], tuple[str, ...]], desk: Desk) -> dict[str, Any]:
    """Wire all that answers from the data; done anew, without the app, for each world that takes another's place."""
    pages = {name: register(app, world) for name, register in PAGES.items()}
    register_shell(app, pages, notices)
    register_layer_packs(app.server, world)
    register_downloads(app.server, world)
    register_directory_downloads(app.server, world)
    register_fund_downloads(app.server, world)
    register_corrections(app.server, world, desk)
    register_survey_routes(app.server, desk)
    register_map_pictures(app.server, world)
    register_preview(app.server, world)
    register_decks(app.server, world)
    register_present(app.server)
    register_packs(app.server, world)
    return pages


@lru_cache(maxsize=1)
def _edition() -> str:
    """Return a mark of the code that pictures hang on: what browsers keep for good must not outlive it."""
    here = Path(__file__).parent
    files = [here / "theme.py", here / "text.py", *(p for part in PAINTING for p in (here / part).rglob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:12]


def _load_slim() -> SlimPlotly | None:
    """Return the slim build of plotly.js that set-up made; None where there is none that fits."""
    folder = Path(os.environ.get(FOLDER_SETTING) or DEFAULT_FOLDER)
    try:
        return check_slim((folder / MANIFEST).read_bytes(), (folder / BUNDLE).read_bytes())
    except OSError:
        return None


def _load_dataset() -> Dataset:
    from data.dataset import load_dataset

    return load_dataset()


def _load_boundaries() -> Boundaries:
    return load_boundaries(path_from_environment(os.environ))


@lru_cache(maxsize=1)
def _shared_server() -> Flask:
    return create_app().server


def __getattr__(name: str) -> Any:
    """Build the app when ``server`` is first asked for, so that importing this module costs nothing."""
    if name == "server":
        return _shared_server()
    raise AttributeError(name)
