"""Serves the app with gunicorn, as the Procfile does, from the command."""

from __future__ import annotations

import os
import sys


def serve_locally(host: str, port: int) -> None:
    """Replace this process by gunicorn on the given address; ValueError for a port that cannot be."""
    if not 0 < port < 65536:
        raise ValueError(f"port {port} is out of range: use 1 to 65535")
    workers = os.environ.get("WEB_CONCURRENCY", "1")
    if not workers.isdigit() or int(workers) < 1:
        raise ValueError(f"WEB_CONCURRENCY is {workers!r}: use a whole number from 1")
    print(f"Parandalim on http://{host}:{port} (stop with Ctrl+C)", flush=True)
    command = [
        sys.executable, "-m", "gunicorn", "dashboard.app:server", "--bind", f"{host}:{port}", "--workers", workers,
        "--threads", "4", "--preload", "--no-control-socket", "--log-level", "warning",
    ]  # fmt: skip
    os.execv(sys.executable, command)
