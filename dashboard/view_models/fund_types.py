"""What the fund page is made of, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.view_models.document import Grid, Para
from dashboard.view_models.legend import LegendView
from dashboard.view_models.map_view import MapView

Changes = dict[str, str]


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its words, the fields of the address that it sets, and whether it holds now."""

    text: str
    changes: Changes
    current: bool
    hint: str = ""


@dataclass(frozen=True)
class Field:
    """A field to fill in or to choose from; ``options`` (value, text) make it a list."""

    field: str
    title: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class ShortRow:
    """One area of the shortlist, all in words; ``colour`` is its class 0-4, None without one."""

    region_id: str
    name: str
    level: str
    rank: str
    priority: str
    chance: str
    risk: str
    thin: str
    active: str
    ending: str
    people: str
    reliability: str
    reason: str
    colour: int | None
    pinned: bool


@dataclass(frozen=True)
class Dot:
    """One area of the scatter; ``pair`` is its class on the bivariate scale.

    ``thin_range`` and ``risk_range`` are the 5th and 95th percentile over the plausible versions, None where no bar is drawn.
    """

    region_id: str
    name: str
    thin: float
    risk: float
    pair: int
    pinned: bool
    hover: str
    thin_range: tuple[float, float] | None = None
    risk_range: tuple[float, float] | None = None


@dataclass(frozen=True)
class ScatterView:
    """Risk without thin prevention against thin prevention: one dot per area that has both."""

    title: str
    subtitle: str
    across: str
    up: str
    dots: tuple[Dot, ...]
    cuts: tuple[float, ...]
    named: bool


@dataclass(frozen=True)
class FundMap:
    """The small map beside it, its legend, and the areas outlined."""

    picture: MapView
    legend: LegendView
    pins: tuple[str, ...]


@dataclass(frozen=True)
class Shortlist:
    """The first part: who comes first, and whom to find out about first."""

    said: str
    heads: dict[str, str]
    rows: tuple[ShortRow, ...]
    apart_said: str
    apart: tuple[ShortRow, ...]
    fields: tuple[Field, ...]
    toggles: tuple[tuple[str, str, bool], ...]
    clear: Choice | None
    pinned_said: str
    unpin: Choice | None
    scatter: ScatterView | None
    map: FundMap
    pending: str


@dataclass(frozen=True)
class SplitView:
    """The second part: a budget under the four rules, with presence and without."""

    fields: tuple[Field, ...]
    said: str
    refused: str
    tables: tuple[Grid, ...]
    notes: tuple[Para, ...]


@dataclass(frozen=True)
class SiteMark:
    """A numbered site or an existing place on the map."""

    lat: float
    lon: float
    text: str
    hover: str
    existing: bool


@dataclass(frozen=True)
class EditLine:
    """One change of the scenario, and how to take it back."""

    text: str
    remove: Choice
    wrong: bool


@dataclass(frozen=True)
class SitesView:
    """The third part: where to put outreach points; ``costs`` are those that differ from the usual one."""

    fields: tuple[Field, ...]
    said: str
    refused: str
    lines: tuple[str, ...]
    greedy: tuple[str, ...]
    tables: tuple[Grid, ...]
    map: FundMap | None
    marks: tuple[SiteMark, ...]
    costs: tuple[EditLine, ...] = ()
    cost_form: tuple[Field, ...] = ()


@dataclass(frozen=True)
class WhatView:
    """The fourth part: what if."""

    said: str
    edits: tuple[EditLine, ...]
    undo: Choice | None
    clear: Choice | None
    forms: tuple[tuple[str, str, tuple[Field, ...], str], ...]
    full: str
    tables: tuple[Grid, ...]
    notes: tuple[str, ...]
    pending: str
    edits_now: str
