"""`parandalim pack`: one area as one file that opens without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.output import RootOption, open_world, parse_day, spinner

app = typer.Typer()


@app.command("pack")
def pack(
    region: Annotated[str, typer.Option(help="A qark or municipality, such as AL013.")],
    out: Annotated[Path, typer.Option(help="The file to write, such as kukes.html.")],
    lang: Annotated[str, typer.Option(help="sq or en.")] = "sq",
    on: Annotated[str, typer.Option("--date", help="Day, YYYY-MM-DD; by default the last one fully described.")] = "",
    root: RootOption = None,
) -> None:
    """Write an area's page with map and table as one self-contained HTML file."""
    from dashboard.export.map_files import ask_view
    from dashboard.export.pack import build_pack

    with spinner("..."):
        world = open_world(root)
        asked = {"region": region, "lang": lang} | ({"date": parse_day(on).isoformat()} if on else {})
        selection = ask_view(world, asked)
        out.write_text(build_pack(world, selection), encoding="utf-8")
    print(out)
