"""Three thousand made-up areas, drawn by the app's own figure and repainted by its own scripts: is there room to grow?"""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

from dash import Dash, dcc, html
from flask import Flask

from dashboard import ids
from dashboard.app import _load_slim
from dashboard.figures.layer_pack import write_pack
from dashboard.figures.map_figure import RESTYLED, draw_map
from dashboard.fixed_files import FixedBody, answer_fixed
from dashboard.geometry import GeometryFiles, register_geometry
from dashboard.index_page import INDEX
from dashboard.layouts.map_page import GRAPH_CONFIG
from dashboard.plotly_file import plotly_tag, register_plotly
from dashboard.view_models.layer_pack import LayerPack, LayerPicture
from dashboard.view_models.map_view import MapArea, MapView
from dashboard.view_models.markers import MarksView

COLUMNS, ROWS = 60, 50
SIDE = 0.05
CORNERS = 24
WEST, SOUTH = 19.0, 39.5
OPENING = "2006-07-31"
DRAWN = random.Random(7)


def ring(column: int, row: int) -> list[list[float]]:
    """A round patch of so many corners, clockwise."""
    x, y = WEST + SIDE * (column + 0.5), SOUTH + SIDE * (row + 0.5)
    turns = [-2 * math.pi * k / CORNERS for k in range(CORNERS + 1)]
    return [[round(x + SIDE * 0.5 * math.cos(t), 4), round(y + SIDE * 0.5 * math.sin(t), 4)] for t in turns]


def shapes(names: list[str]) -> dict:
    places = [(n % COLUMNS, n // COLUMNS) for n in range(len(names))]
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": name, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring(*place)]}}
            for name, place in zip(names, places, strict=True)
        ],
    }


def picture(names: list[str]) -> LayerPicture:
    areas = tuple(MapArea(name, name, DRAWN.randrange(5), "", False, f"{DRAWN.randrange(100)}") for name in names)
    return LayerPicture("score", areas, tuple(name for name in names if DRAWN.random() < 0.3))


NAMES = [f"A{number:04d}" for number in range(COLUMNS * ROWS)]
LAYERS = {"first": picture(NAMES), "second": picture(NAMES)}
server = Flask("many_areas")
files = GeometryFiles.of({"municipality": shapes(NAMES), "qark": shapes(NAMES[:1]), "neighbours": shapes(NAMES[:1])})
register_geometry(server, files)
register_plotly(server, _load_slim())
pack = FixedBody.of(write_pack(LayerPack(LAYERS, True), named=True))
server.add_url_rule("/pack/0/sq/<level>/<day>.json", "pack", lambda level, day: answer_fixed(pack, "application/json"))
first = LAYERS["first"]
url = files.urls
view = MapView(
    "municipality", url["neighbours"], tuple(NAMES[:1]), url["municipality"], url["qark"], tuple(NAMES[:1]),
    (WEST, SOUTH, WEST + SIDE * COLUMNS, SOUTH + SIDE * ROWS), "score", first.areas, first.unsettled, "", url["qark"], "", "", "",
)  # fmt: skip
STATE = {"lang": "sq", "level": "municipality", "layer": "first", "date": OPENING, "region": "", "markers": "", "view": "map"}
told = {
    "state": json.dumps(STATE),
    "defaults": json.dumps(STATE),
    "places": "[]",
    "url-store": ids.QUERY_URL,
    "live": ids.APP_LIVE,
}
told |= {"page": "map", "graph": ids.MAP_FIGURE, "packs": "/pack/0/sq/", "map-store": ids.QUERY_MAP, "steps": "{}"}
told |= {"title": "", "walk": "", "panel": "", "summary": "", "date-input": ids.MAP_DATE, "search-input": ids.MAP_SEARCH}
told |= {f"url{level}": address for level, address in url.items()}
told |= {f"{name}-trace": str(number) for name, number in RESTYLED.items()}
page = INDEX.replace("{%grid_url%}", "").replace("{%plotly%}", plotly_tag(_load_slim()))
app = Dash("many_areas", server=server, index_string=page, assets_folder=str(Path(ids.__file__).parent / "assets"))
links = [html.A(name, href=f"?layer={name}", **{"data-set": f"layer={name}"}) for name in LAYERS]
figure = draw_map(view, MarksView((), ()))
graph = dcc.Graph(id=ids.MAP_FIGURE, figure=figure, config=GRAPH_CONFIG, style={"height": "800px"})
stores = [dcc.Store(id=store) for store in (ids.QUERY_URL, ids.QUERY_MAP)]
slider = dcc.Input(id=ids.MAP_DATE, type="range")
app.layout = html.Div([*links, graph, *stores, slider, html.Div(id=ids.APP_LIVE)], **{f"data-{k}": v for k, v in told.items()})
