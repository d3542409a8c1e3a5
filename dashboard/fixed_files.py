"""Bodies that never change under their address: written once, compressed beforehand, kept by the browser for good."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import Any

import brotli  # type: ignore[import-untyped]
from flask import Response, request

FOREVER = "public, max-age=31536000, immutable"
NOT_KEPT = "no-store"


@dataclass(frozen=True)
class FixedBody:
    """One body as it goes over the wire."""

    plain: bytes
    brotli: bytes
    gzip: bytes

    @classmethod
    def of(cls, value: Any) -> FixedBody:
        """Write a value as JSON and compress it."""
        return cls.of_bytes(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())

    @classmethod
    def of_bytes(cls, plain: bytes) -> FixedBody:
        """Compress a body."""
        return cls(plain, brotli.compress(plain, quality=9), gzip.compress(plain, 9, mtime=0))


def answer_fixed(body: FixedBody, mimetype: str, kept: str = FOREVER) -> Response:
    """Answer with a body in the best coding that the browser takes."""
    accepted = request.accept_encodings
    if "br" in accepted:
        response = Response(body.brotli, headers={"Content-Encoding": "br"})
    elif "gzip" in accepted:
        response = Response(body.gzip, headers={"Content-Encoding": "gzip"})
    else:
        response = Response(body.plain)
    response.headers.update({"Content-Type": mimetype, "Cache-Control": kept, "Vary": "Accept-Encoding"})
    return response
