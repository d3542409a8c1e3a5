"""`parandalim brief`: two pages on an area, for paper."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dashboard.commands.output import RootOption, open_world, parse_day, spinner
from dashboard.state import LANGUAGES, Selection, default_selection

app = typer.Typer()


@app.command()
def brief(
    out: Annotated[Path, typer.Option(help="The file to write; with --all the folder.")],
    region: Annotated[str, typer.Argument(help="Code of a qark or municipality, such as AL013.")] = "",
    every: Annotated[bool, typer.Option("--all", help="One brief for each of the qarks.")] = False,
    lang: Annotated[str, typer.Option(help="sq or en.")] = "sq",
    as_of: Annotated[str, typer.Option("--as-of", help="Day, YYYY-MM-DD; by default the last one fully described.")] = "",
    base_url: Annotated[
        str, typer.Option("--base-url", help="Where the app is reached, for the QR code; else PARANDALIM_BASE_URL.")
    ] = "",
    root: RootOption = None,
) -> None:
    """Write a brief as PDF: two A4 pages for black-and-white printing, with map, reasons, gaps, questions and sources."""
    from dashboard.export.brief_files import base_address
    from dashboard.export.pdf import load_engine

    if bool(region) == every:
        raise ValueError("say which area (such as AL013), or --all for every qark")
    if lang not in LANGUAGES:
        raise ValueError(f"{lang!r} is no language of the app: {' or '.join(LANGUAGES)}")
    base = base_address(base_url, os.environ)
    load_engine()
    with spinner("..."):
        world = open_world(root)
        selections = _selections(world, region, lang, as_of)
    if every:
        out.mkdir(parents=True, exist_ok=True)
        _write_all(world, selections, base, out)
    else:
        with spinner(world.region(region).name[lang]):
            _write(world, selections[0], base, out)
    _say_where(base)


def _selections(world: Any, region: str, lang: str, as_of: str) -> list[Selection]:
    """Return the views to write: the one that is asked for, or every qark's."""
    from dashboard.view_models.world import build_choices

    choices = build_choices(world)
    if region and region not in choices.regions:
        raise ValueError(f"{region!r} is no qark or municipality: write its code, such as AL013")
    day = parse_day(as_of) if as_of else world.default_date
    if not choices.first <= day <= choices.last:
        raise ValueError(f"{day} lies outside of what is described: {choices.first} to {choices.last}")
    usual = replace(default_selection(choices), lang=lang, date=day)
    return [replace(usual, region=name) for name in ([region] if region else [area.region_id for area in world.areas("qark")])]


def _write_all(world: Any, selections: list[Selection], base: str, folder: Path) -> None:
    """Write one file after the other, and show how far it is."""
    from dashboard.export.brief_files import brief_name

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(selections))
        for selection in selections:
            bar.update(task, description=world.region(selection.region).name[selection.lang])
            _write(world, selection, base, folder / brief_name(selection, world.dataset.survey.example))
            bar.advance(task)


def _write(world: Any, selection: Selection, base: str, file: Path) -> None:
    from dashboard.export.brief_files import write_brief

    file.write_bytes(write_brief(world, selection, base))
    print(file)


def _say_where(base: str) -> None:
    """Say that a code of this very machine leads nowhere from a phone."""
    from dashboard.export.brief_files import is_local

    if is_local(base):
        told = f"The QR code leads to {base}, which opens on this computer only: say --base-url, or set PARANDALIM_BASE_URL."
        print(told, file=sys.stderr)
