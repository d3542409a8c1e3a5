"""What every command shares: the options, the printing of rows, the spinner."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table


class Format(StrEnum):
    """How to print."""

    table = "table"
    csv = "csv"
    json = "json"


class LevelChoice(StrEnum):
    """Which areas."""

    qark = "qark"
    municipality = "municipality"


FormatOption = Annotated[Format, typer.Option("--format", help="table for people, csv or json for programs.")]
RootOption = Annotated[
    Path | None, typer.Option("--data", help="Another data folder than the shipped one, without anything imported.")
]


def print_rows(rows: list[dict[str, Any]], form: Format, columns: Sequence[str], exact: bool = False) -> None:
    """Print rows as a table, CSV or JSON; a missing number is empty (null in JSON), never 0 or NaN.

    ``exact`` writes every digit of a number in CSV, for programs that reckon on.
    """
    if form is Format.json:
        print(json.dumps([{c: _json_value(row[c]) for c in columns} for row in rows], ensure_ascii=False, indent=1))
        return
    write = _exact_cell if exact and form is Format.csv else _cell
    text = [[write(row[column]) for column in columns] for row in rows]
    if form is Format.csv:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([columns, *text])
        print(out.getvalue(), end="")
        return
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for line in text:
        table.add_row(*line)
    Console(width=None if sys.stdout.isatty() else 240).print(table)


def _json_value(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _exact_cell(value: Any) -> str:
    return repr(float(value)) if isinstance(value, float) and not math.isnan(value) else _cell(value)


def parse_day(text: str) -> date:
    """Return an ISO day; a clear error otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day: write it as YYYY-MM-DD, such as 2006-07-31") from None


def open_dataset(root: Path | None) -> Any:
    """Load the shipped data with what is in force, as the app does, or another folder's alone; small counts are hidden."""
    from data.dataset import load_dataset
    from data.tiers import tier_of
    from data.workspace import open_workspace
    from models.suppress_dataset import protect_dataset

    return protect_dataset(load_dataset(root) if root else load_dataset(workspace=open_workspace()), tier_of(os.environ))


def open_world(root: Path | None) -> Any:
    """Make the world that the app would show: data of :func:`open_dataset`, the boundaries in use, today."""
    from dashboard.geometry import files_of, shapes_of
    from dashboard.view_models.world import World
    from data.geo.boundaries import load_boundaries, path_from_environment

    boundaries = load_boundaries(path_from_environment(os.environ))
    return World(open_dataset(root), shapes_of(files_of(boundaries), boundaries), date.today())


@contextmanager
def spinner(words: str) -> Iterator[None]:
    """Show a spinner on standard error while work goes on, on a terminal only."""
    with Console(stderr=True).status(words):
        yield
