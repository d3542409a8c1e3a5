"""The page that one would write first: px.choropleth in a Dash callback that answers with the whole figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import plotly.express as px
from dash import Dash, Input, Output, dcc, html

from data.dataset import load_dataset
from data.geo.boundaries import load_boundaries
from models.risk_index import score_areas

DATASET, BOUNDARIES = load_dataset(), load_boundaries()
TABLE = score_areas(DATASET, "municipality", date(2006, 7, 31))
FIELDS = ("vulnerability", "thin_prevention", "priority")

# Without this stub a geo plot waits for a world map from another host, and off line it never draws.
STUB = (Path(__file__).parent.parent / "dashboard/assets/geo_stub.js").read_text(encoding="utf-8")

app = Dash(__name__)
app.index_string = app.index_string.replace("{%scripts%}", f"<script>{STUB}</script>{{%scripts%}}")
server = app.server
app.layout = html.Div([dcc.RadioItems(FIELDS, FIELDS[0], id="field"), dcc.Graph(id="map")])


@app.callback(Output("map", "figure"), Input("field", "value"))
def draw(field: str):
    figure = px.choropleth(
        locations=[row.region_id for row in TABLE.rows],
        color=[getattr(row, field) for row in TABLE.rows],
        geojson=BOUNDARIES.geojson["municipality"],
        fitbounds="locations",
        basemap_visible=False,
    )
    return figure
