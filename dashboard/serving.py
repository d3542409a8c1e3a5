"""Serves the app on this machine for one person; hosts use gunicorn (see Procfile)."""

from __future__ import annotations

from werkzeug.serving import make_server

LAST_PORT = 65535


def serve_locally(host: str, port: int) -> None:
    """Serve until interrupted.

    Raises
    ------
    ValueError
        For a port that does not exist.
    """
    if not 0 <= port <= LAST_PORT:
        raise ValueError(f"port {port} is out of range: use 0 (any free one) to {LAST_PORT}")
    from dashboard.app import create_app

    server = make_server(host, port, create_app().server, threaded=True)
    print(f"Parandalim: http://{host}:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
