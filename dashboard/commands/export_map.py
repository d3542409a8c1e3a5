"""`parandalim export map`: any map of the app as a picture, drawn without a browser."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.output import LevelChoice, RootOption, open_world, parse_day, spinner

app = typer.Typer()


class Picture(StrEnum):
    """What file a picture is written as."""

    png = "png"
    svg = "svg"


@app.command("map")
def export_map(
    out: Annotated[Path, typer.Option(help="The file to write.")],
    layer: Annotated[str, typer.Option(help="Id of the layer, as in the address of the map.")] = "priority",
    level: LevelChoice = LevelChoice.qark,
    on: Annotated[str, typer.Option("--date", help="Day, YYYY-MM-DD; by default the last one fully described.")] = "",
    lang: Annotated[str, typer.Option(help="sq or en.")] = "sq",
    region: Annotated[str, typer.Option(help="An area to outline, such as AL013.")] = "",
    within: Annotated[str, typer.Option(help="Draw this qark's municipalities alone.")] = "",
    query: Annotated[str, typer.Option(help="The address of a view, from the question mark on; overrules the rest.")] = "",
    form: Annotated[Picture, typer.Option("--format", help="png or svg.")] = Picture.png,
    scale: Annotated[int, typer.Option(help="How many times the usual size: 1, 2 or 4 (png).")] = 1,
    names: Annotated[bool, typer.Option("--names", help="Write the areas' names where they fit.")] = False,
    grey: Annotated[bool, typer.Option("--grey", help="For black-and-white printing.")] = False,
    root: RootOption = None,
) -> None:
    """Write a map with its title, legend, scale bar, sources and date."""
    from dashboard.export.map_files import ask_view, picture_bytes

    asked = {"layer": layer, "level": level.value, "lang": lang, "region": region}
    if on:
        asked["date"] = parse_day(on).isoformat()
    with spinner("..."):
        world = open_world(root)
        selection = ask_view(world, asked, query)
        body = picture_bytes(world, selection, form.value, scale=scale, grey=grey, names=names, within=within)
    out.write_bytes(body)
    print(out)
