"""Tables as a Frictionless data package: a CSV file each, and `datapackage.json` that says what every column holds."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.export.data_table import Cell, DataTable
from dashboard.export.downloads import write_csv
from dashboard.text import Words
from data.types import Source

ZIP = "application/zip"
PROFILE = "tabular-data-package"
# The gaps' reasons stand in a column of their own; here an empty cell is all that "missing" means.
MISSING = [""]
# One fixed time of all files in the archive: the same data give the same bytes.
STAMP = (2000, 1, 1, 0, 0, 0)


def write_package(
    tables: Sequence[DataTable], about: DataTable, sources: Mapping[str, Source], version: str, title: str, words: Words
) -> bytes:
    """Write the archive: the description first, then the tables."""
    whole = {
        "name": "parandalim",
        "title": title,
        "description": words("data.package.description"),
        "profile": PROFILE,
        "version": version,
        "licenses": [{"title": words("data.about.licence_note"), "path": "sources.csv"}],
        "sources": _sources(sources, frozenset().union(*(table.source_ids for table in tables)), words),
        "parandalim": {str(item): content for item, content in about.rows},
        "resources": [_resource(table, sources, words) for table in tables],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1, default=str)
        _add(archive, "datapackage.json", text)
        for table in tables:
            _add(archive, f"{table.name}.csv", csv_text(table))
    return out.getvalue()


def csv_text(table: DataTable, *, hxl: bool = False) -> str:
    """Write a table as CSV; a text that a spreadsheet would take for a formula begins with an apostrophe."""
    tags = [table.tags] if hxl else []
    return write_csv([table.heads, *tags, *([_plain(cell) for cell in row] for row in table.rows)])


def _plain(cell: Cell) -> object:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else cell


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text)


def _resource(table: DataTable, sources: Mapping[str, Source], words: Words) -> dict[str, Any]:
    fields = [
        {"name": head, "type": kind, **({"format": "default"} if kind == "date" else {}), **({"hxl": tag} if tag else {})}
        for head, kind, tag in zip(table.heads, table.kinds, table.tags, strict=True)
    ]
    cited = _sources(sources, table.source_ids, words)
    return {
        "name": table.name,
        "title": words(f"data.table.{table.name}"),
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"sources": cited} if cited else {}),
        **({"example": True} if table.example else {}),
        "schema": {"fields": fields, "missingValues": MISSING},
    }


def _sources(sources: Mapping[str, Source], used: frozenset[str], words: Words) -> list[dict[str, str]]:
    return [
        {"title": f"{s.producer}: {s.title[words.lang]}", **({"path": s.url} if s.url else {}), "licence": s.licence}
        for name, s in sorted(sources.items())
        if name in used
    ]
