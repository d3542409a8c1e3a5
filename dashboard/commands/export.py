"""`parandalim export`: what the app shows, as files; each kind of file stands in a module of its own."""

from __future__ import annotations

import typer

from dashboard.commands import export_data, export_map

# A further kind of file (`data`) is one more name here.
KINDS = (export_map, export_data)

app = typer.Typer(no_args_is_help=True, help="Write maps and data to files.")
for kind in KINDS:
    app.add_typer(kind.app)
