"""The body of `parandalim index`: a specification and a table in, rows of every node out."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from data.index_data import load_index_data
from data.index_specs.registry import load_spec, shipped_specs
from models.index_engine import run_index

Rows = tuple[list[dict[str, Any]], tuple[str, ...]]


def index_rows(spec_path: Path, data_path: Path, form: str) -> Rows:
    """Return one row per unit and the columns; numbers keep every digit in csv and json, and four decimals in a table."""
    spec = load_spec(spec_path)
    result = run_index(spec, load_index_data(data_path, spec))
    rows = [{name: _shown(value, form) for name, value in row.items()} for row in result.rows()]
    return rows, tuple(result.columns)


def spec_rows() -> Rows:
    """Return the shipped specifications with what they compute and whose they are."""
    columns = ("spec", "title_sq", "title_en", "publisher", "indicators", "groups")
    specs = {name: load_spec(path) for name, path in shipped_specs().items()}
    rows = [
        (name, s.index.title.sq, s.index.title.en, s.index.publisher, len(s.indicators), len(s.groups))
        for name, s in specs.items()
    ]
    return [dict(zip(columns, row, strict=True)) for row in rows], columns


def _shown(value: object, form: str) -> object:
    """Return a number with all its digits; the command's own printing would keep two."""
    if not isinstance(value, float) or form == "json":
        return value
    if math.isnan(value):
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".") if form == "table" else repr(value).removesuffix(".0")
