"""The same map as one would first write it with Streamlit: a radio button and a plotly chart, drawn anew at each choice."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import plotly.express as px
import streamlit as st

sys.path.insert(0, str(Path(__file__).parent.parent))

from data.dataset import load_dataset
from data.geo.boundaries import load_boundaries
from models.risk_index import score_areas

FIELDS = ("vulnerability", "thin_prevention", "priority")


@st.cache_resource
def load():
    """Load and score once."""
    return load_boundaries().geojson["municipality"], score_areas(load_dataset(), "municipality", date(2006, 7, 31))


shapes, table = load()
chosen = st.radio("field", FIELDS, horizontal=True)
figure = px.choropleth(
    locations=[row.region_id for row in table.rows],
    color=[getattr(row, chosen) for row in table.rows],
    geojson=shapes,
    fitbounds="locations",
    basemap_visible=False,
)
st.plotly_chart(figure)
