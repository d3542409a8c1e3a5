"""`parandalim serve`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; the environment's PORT if set.")] = int(os.environ.get("PORT", "8050")),
) -> None:
    """Serve the app on this machine."""
    from dashboard.serving import serve_locally

    serve_locally(host, port)
