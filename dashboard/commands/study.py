"""`parandalim drivers` and `patterns`: what moves the ranking, and whether like lies beside like."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer

from dashboard.commands.output import Format, FormatOption, LevelChoice, RootOption, open_dataset, parse_day, print_rows
from data.types import Dataset

app = typer.Typer()

AsOfOption = Annotated[str, typer.Option("--as-of", help="Day, YYYY-MM-DD; by default the last one fully described.")]


def day_of(as_of: str, dataset: Dataset) -> date:
    """Return the asked day, or the last one that the whole country was described."""
    from models.presence import last_complete_date

    return parse_day(as_of) if as_of else last_complete_date(dataset)


@app.command()
def drivers(
    as_of: AsOfOption = "",
    level: LevelChoice = LevelChoice.qark,
    draws: Annotated[int, typer.Option(help="Rows of each sample; the versions computed are this many times eleven.")] = 4096,
    seed: Annotated[int, typer.Option(help="Seed of the draws: the same one gives the same bytes.")] = 1,
    form: FormatOption = Format.table,
    root: RootOption = None,
) -> None:
    """Print what drives the ranking: each group of choices' share of variance, alone and with all that it takes part in."""
    from dashboard.commands.study_rows import DRIVER_COLUMNS, driver_rows

    dataset = open_dataset(root)
    print_rows(driver_rows(dataset, level.value, day_of(as_of, dataset), draws, seed), form, DRIVER_COLUMNS)


@app.command()
def patterns(
    as_of: AsOfOption = "",
    level: LevelChoice = LevelChoice.qark,
    field: Annotated[
        str, typer.Option(help="priority, risk, vulnerability, thin_prevention, or the id of an indicator.")
    ] = "priority",
    form: FormatOption = Format.table,
    root: RootOption = None,
) -> None:
    """Print whether like lies beside like: Moran, Geary and Getis-Ord with p-values, and each area's own. Exploratory."""
    from dashboard.commands.study_rows import PATTERN_COLUMNS, find_pattern, pattern_object, pattern_rows

    dataset = open_dataset(root)
    found = find_pattern(dataset, level.value, day_of(as_of, dataset), field)
    if form is Format.json:
        print(json.dumps(pattern_object(dataset, found), ensure_ascii=False, indent=1))
        return
    print_rows(pattern_rows(dataset, found), form, PATTERN_COLUMNS)
    if form is Format.table:
        print("\n".join(_notes(found.pattern.left_out)))


def _notes(left_out: tuple[str, ...]) -> list[str]:
    """Return what must be known beside the figures."""
    said = ["Exploratory: 999 seeded permutations; p_fdr is adjusted over the areas (Benjamini-Hochberg)."]
    return [*said, f"Left out, without a figure or a neighbour: {', '.join(left_out)}."] if left_out else said
