"""Security headers: pages may load from this host only, and say so to the browser; one path may stand in other sites' frames."""

from __future__ import annotations

from dash import Dash
from flask import Response, request

# The map alone; it holds no menu and writes nothing. All other pages stay out of other sites' frames.
EMBEDDED = ("/embed/map",)
SHORT = {"X-Content-Type-Options": "nosniff"}


def content_security_policy(script_hashes: list[str], ancestors: str = "'self'") -> str:
    """Return the policy: this host alone; Dash's one inline script by its hash; inline styles, which plotly needs."""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {' '.join(script_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "connect-src 'self'",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {ancestors}",
        ]
    )


def register_headers(app: Dash) -> None:
    """Add the headers to every answer; the long ones only to pages, as the small answers are counted in bytes."""
    hashes = list(app.csp_hashes())
    policy = content_security_policy(hashes)
    page_headers = {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "SAMEORIGIN",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    # No X-Frame-Options allows every frame but by not being there.
    embed_headers = {key: value for key, value in page_headers.items() if key != "X-Frame-Options"}
    embed_headers["Content-Security-Policy"] = content_security_policy(hashes, "*")

    def add(response: Response) -> Response:
        response.headers.update(SHORT)
        if response.mimetype == "text/html":
            response.headers.update(embed_headers if request.path in EMBEDDED else page_headers)
        return response

    app.server.after_request(add)
