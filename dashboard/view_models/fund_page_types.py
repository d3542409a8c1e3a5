"""The whole fund page as plain values: its frame, and whichever part is shown."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.view_models.fund_saved_types import OpenedView, SavedView
from dashboard.view_models.fund_types import Choice, Shortlist, SitesView, SplitView, WhatView
from dashboard.view_models.page import Place

Part = Shortlist | SplitView | SitesView | WhatView | SavedView


@dataclass(frozen=True)
class FundPageView:
    """The whole page of one selection. ``made`` and ``told`` go into the address, so that an old link can say what changed."""

    fields: dict[str, str]
    defaults: dict[str, str]
    places: tuple[Place, ...]
    parts: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    dates: tuple[Choice, ...]
    said: str
    notes: tuple[str, ...]
    offer: Choice | None
    old: tuple[str, ...]
    fresh: Choice | None
    body: Part
    files: tuple[tuple[str, str], ...]
    attribution: str
    made: str
    told: str
    opened: OpenedView | None = None
