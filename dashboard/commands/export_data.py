"""`parandalim export data`: any table of the app as a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.output import LevelChoice, RootOption, open_world, parse_day, spinner

app = typer.Typer()


@app.command("data")
def export_data(
    out: Annotated[Path, typer.Option(help="The file to write.")],
    table: Annotated[
        str,
        typer.Option(
            help="view, scores, values, records, services, projects, mechanisms, communities, plan, survey, dictionary, sources, "
            "gaps or all; all is the usual for gpkg and datapackage, scores for the others."
        ),
    ] = "",
    form: Annotated[
        str, typer.Option("--format", help="csv, csv-hxl, xlsx, geojson, gpkg, geoparquet or datapackage (a zip).")
    ] = "csv",
    level: LevelChoice = LevelChoice.qark,
    as_of: Annotated[str, typer.Option("--as-of", help="Day, YYYY-MM-DD; by default the last one fully described.")] = "",
    region: Annotated[str, typer.Option(help="A qark with its municipalities, or a municipality with its qark.")] = "",
    layer: Annotated[str, typer.Option(help="The map's layer, for the table view.")] = "priority",
    lang: Annotated[str, typer.Option(help="sq or en.")] = "sq",
    query: Annotated[str, typer.Option(help="The address of a view, from the question mark on; its filters hold.")] = "",
    root: RootOption = None,
) -> None:
    """Write scores, figures, records or any other table, filtered, with its sources and gaps."""
    from dashboard.export.data_files import ALL, FORMS, write_file
    from dashboard.state import LANGUAGES, parse_selection
    from dashboard.view_models.world import build_choices

    with spinner("..."):
        world = open_world(root)
        choices = build_choices(world)
        selection = parse_selection(query, choices)
        if not query:
            _check("--region", region, choices.regions | {""})
            _check("--layer", layer, choices.layers[level.value])
            _check("--lang", lang, frozenset(LANGUAGES))
            day = parse_day(as_of) if as_of else selection.date
            selection = replace(selection, lang=lang, level=level.value, layer=layer, region=region, date=day)
        _check("--format", form, frozenset(FORMS))
        body = write_file(world, selection, form, table or (ALL if FORMS[form].every else "" if query else "scores"), wait=None)
    out.write_bytes(body)
    print(out)


def _check(option: str, given: str, allowed: frozenset[str]) -> None:
    if given not in allowed:
        listed = ", ".join(sorted(filter(None, allowed)))
        raise ValueError(f"{option} {given!r} is not known: choose one of {listed}")
