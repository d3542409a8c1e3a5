"""What one slide shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.view_models.directory_places import PlacesView
from dashboard.view_models.document import Grid
from dashboard.view_models.fund_types import ScatterView, SiteMark
from dashboard.view_models.legend import LegendView
from dashboard.view_models.map_view import MapView
from dashboard.view_models.markers import MarksView
from dashboard.view_models.survey_charts import ChangeChart, IntervalChart


@dataclass(frozen=True)
class MapLabel:
    """An area's name on the map: nobody points at a wall with a mouse."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class SlideMap:
    """One map; ``caption`` where two stand side by side, ``pins`` are the areas outlined, ``sites`` numbered places."""

    picture: MapView
    marks: MarksView
    labels: tuple[MapLabel, ...]
    caption: str = ""
    pins: tuple[str, ...] = ()
    sites: tuple[SiteMark, ...] = ()


@dataclass(frozen=True)
class MapPair:
    """Two maps side by side."""

    first: SlideMap
    second: SlideMap


@dataclass(frozen=True)
class SpanRow:
    """One row of ranges: ``low`` and ``high`` are NaN where the end is open, ``text`` says the figure; a head has no figure."""

    name: str
    text: str
    low: float
    high: float
    head: bool = False


@dataclass(frozen=True)
class SpanChart:
    """Ranges side by side, the first row on top."""

    rows: tuple[SpanRow, ...]
    axis: str
    separators: str


@dataclass(frozen=True)
class SlideLines:
    """A slide of sentences."""

    lines: tuple[str, ...]


Picture = SlideMap | MapPair | SpanChart | IntervalChart | ChangeChart | ScatterView | PlacesView | Grid | SlideLines


@dataclass(frozen=True)
class SlideView:
    """One slide. ``title`` says the finding, ``subtitle`` what is measured; ``said`` stands beside the picture.

    ``notes`` are the reasons for whoever speaks, ``twin`` is the picture as a table, ``summary`` says it to who cannot see it.
    """

    title: str
    subtitle: str
    picture: Picture
    legends: tuple[LegendView, ...]
    said: tuple[str, ...]
    source: str
    watermark: str
    notes: tuple[str, ...]
    twin: Grid
    summary: str
