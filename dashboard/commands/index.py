"""`parandalim index run|list`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.output import Format, FormatOption, print_rows

app = typer.Typer(no_args_is_help=True, help="Composite indices from a specification: docs/index-specification.md.")


@app.command("run")
def index_run_command(
    spec: Annotated[Path, typer.Argument(help="A specification (TOML), or the name of a shipped one.")],
    data: Annotated[Path, typer.Argument(help="A table (CSV), one row per unit.")],
    form: FormatOption = Format.table,
) -> None:
    """Compute an index: a row per unit, a column per indicator and group, with ranks, classes and flags."""
    from dashboard.index_command import index_rows

    rows, columns = index_rows(spec, data, form.value)
    print_rows(rows, form, columns)


@app.command("list")
def index_list_command(form: FormatOption = Format.table) -> None:
    """List the shipped specifications."""
    from dashboard.index_command import spec_rows

    rows, columns = spec_rows()
    print_rows(rows, form, columns)
