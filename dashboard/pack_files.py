"""The style sheets and the script of the offline pack, read from the app's own files."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
SHEETS = ("app", "method", "score", "survey", "presence", "atlas", "swatches", "area")


def read_script() -> str:
    """Return the script of the tables."""
    return (HERE / "export" / "pack.js").read_text(encoding="utf-8")


def read_sheets() -> tuple[str, ...]:
    """Return the style sheets of the page, and the pack's own last."""
    sheets = (*(HERE / "assets" / f"{name}.css" for name in SHEETS), HERE / "export" / "pack.css")
    return tuple(sheet.read_text(encoding="utf-8") for sheet in sheets)
