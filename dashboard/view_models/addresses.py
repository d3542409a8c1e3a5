"""Where the files of a selection are to be had."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.state import Selection, to_fields

DOWNLOAD_FIELDS = ("lang", "level", "date", "weights", "mean", "blend")


def download_address(name: str, selection: Selection) -> str:
    """Return the address of one file of the selection."""
    fields = {key: text for key, text in to_fields(selection).items() if key in DOWNLOAD_FIELDS and text}
    return f"/download/{name}.csv?{urlencode(fields)}"
