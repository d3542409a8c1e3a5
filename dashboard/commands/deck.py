"""`parandalim deck`: PowerPoint slides of an area or of a sequence of views, every part of them editable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.output import RootOption, open_world, parse_day, spinner

app = typer.Typer()


@app.command()
def deck(
    out: Annotated[Path, typer.Option(help="The file to write, .pptx.")],
    region: Annotated[str, typer.Option(help="Code of a qark or municipality, such as AL013.")] = "",
    sequence: Annotated[
        typer.FileText | None,
        typer.Option(encoding="utf-8", help="File with one view's query per line, a title and notes after tabs if wanted."),
    ] = None,
    on: Annotated[str, typer.Option("--date", help="Day, YYYY-MM-DD; by default the last one fully described.")] = "",
    lang: Annotated[str, typer.Option(help="sq or en.")] = "sq",
    root: RootOption = None,
) -> None:
    """Write slides: native text, tables and charts, maps of shapes, notes with the reasons."""
    from dashboard.export.deck_area import build_area_deck
    from dashboard.export.deck_drawing import draw_deck
    from dashboard.export.deck_sequence import build_sequence_deck
    from dashboard.sequence import parse_sequence
    from dashboard.state import LANGUAGES, default_selection
    from dashboard.text import load_words
    from dashboard.view_models.world import build_choices

    if lang not in LANGUAGES:
        raise ValueError(f"language {lang!r} is not known: sq or en")
    words = load_words(lang)
    if bool(region) == bool(sequence):
        raise ValueError(words("deck.fault.both" if region else "deck.fault.neither"))
    items = parse_sequence(sequence.read()) if sequence else ()
    with spinner("..."):
        world = open_world(root)
        choices = build_choices(world)
        if region and region not in choices.regions:
            raise ValueError(words("deck.fault.region", region=region))
        usual = replace(default_selection(choices), lang=lang, region=region)
        selection = replace(usual, date=parse_day(on)) if on else usual
        made = build_sequence_deck(world, items, lang) if items else build_area_deck(world, selection)
        out.write_bytes(draw_deck(made))
    print(words("deck.wrote", path=out, n=len(made.slides)))
