"""Security headers: pages may load from this host only, and say so to the browser."""

from __future__ import annotations

from dash import Dash
from flask import Response

SHORT = {"X-Content-Type-Options": "nosniff"}


def content_security_policy(script_hashes: list[str]) -> str:
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
            "frame-ancestors 'self'",
        ]
    )


def register_headers(app: Dash) -> None:
    """Add the headers to every answer; the long ones only to pages, as the small answers are counted in bytes."""
    policy = content_security_policy(list(app.csp_hashes()))
    page_headers = {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "SAMEORIGIN",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    def add(response: Response) -> Response:
        response.headers.update(SHORT)
        if response.mimetype == "text/html":
            response.headers.update(page_headers)
        return response

    app.server.after_request(add)
