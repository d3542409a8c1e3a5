"""What `parandalim scenarios` keeps and prints: the very figures and sentences of the fund page."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from dashboard.export.scenario_tables import HEADS, scenarios_table
from dashboard.fund_words import words_of
from dashboard.state import Fund, default_selection, parse_selection
from dashboard.view_models.fund_figures import figures_of, kept_fields, to_values
from dashboard.view_models.fund_saved import moved_of
from dashboard.view_models.world import Shapes, World, build_choices
from data.types import Dataset
from data.workspace_scenario_types import SavedScenario


def world_of(dataset: Dataset, today: date) -> World:
    """Return a world without shapes: nothing is drawn here."""
    return World(dataset, Shapes({}, {}, {}, (0.0, 0.0, 0.0, 0.0), {}, ""), today)


def kept_of(world: World, address: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Return what is kept of an address: its fields, and its figures today."""
    query = urlsplit(address).query or address
    selection = parse_selection(query, build_choices(world))
    return kept_fields(selection), to_values(figures_of(world, selection))


def scenario_rows(world: World, one: SavedScenario, lang: str) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Return a scenario's figures by area, then and now, and their columns."""
    alone = copy(world)
    alone.saved = lambda: (one,)
    words_of(lang)
    selection = replace(default_selection(build_choices(world)), lang=lang, fund=Fund(saved=str(one.number)))
    heads, *rows = scenarios_table(alone, selection)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows], HEADS


def scenario_said(world: World, one: SavedScenario, lang: str) -> str:
    """Say what moved in a scenario since it was saved."""
    moved = moved_of(world, one, words_of(lang))
    return "\n".join((moved.said, *moved.lines))
