"""Small files of an organisation's own records, for the tests of their import. The records are the tests' own."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from data.imports.read_records import RecordFile

SERVICE = {
    "service_id": "K1", "name_sq": "Qendra e provës", "name_en": "Test centre", "operator": "OJF", "category": "youth_centre",
    "place": "Kukës", "start": "2024-01-01", "status": "active", "last_confirmed": "2026-11-20",
}  # fmt: skip
PROJECT = {
    "project_id": "P1", "name_sq": "Projekti i provës", "name_en": "Test project", "organisation": "OJF", "types": "prevention",
    "audiences": "children", "place": "Kukës", "start": "2025-01-01", "end": "2027-12-31", "status": "active",
    "reached_n": "120", "reached_kind": "persons", "reached_scope": "place", "amount": "", "currency": "",
}  # fmt: skip
COMMUNITY = {"estimate_id": "E1", "place": "Has", "group": "roma", "period": "2025", "value": "120", "state": ""}
FIGURE = {"indicator_id": "economic_aid_families", "place": "AL013", "period": "2026", "value": "900", "state": ""}
TRAVEL = {"from": "Kukës", "to": "Has", "mode": "car", "minutes": "45"}
GOOD: Mapping[str, Mapping[str, str]] = {
    "services": SERVICE, "projects": PROJECT, "communities": COMMUNITY, "indicators": FIGURE, "travel-times": TRAVEL,
}  # fmt: skip
HXL = (
    ("Kush", "Çfarë", "Bashkia", "Nga", "Deri", "Sa", "Gjendja", "Ngjyra"),
    ("#org", "#activity", "#adm2 +name", "#date+start", "#date+end", "#reached +num", "#status", "#x_colour"),
    ("OJF", "Klube", "Kukës", "2025-01-01", "2027-12-31", "40", "ongoing", "blu"),
    ("OJF", "Klube", "Has", "2025-01-01", "2027-12-31", "60", "ongoing", "blu"),
    ("OJF 2", "Orë mësimi", "Tropojë", "2025-03-01", "", "", "", ""),
)
COVERAGE = """
[[coverage]]
regions = [{regions}]
from = "{start}"
to = "{end}"
themes = [{themes}]
complete = {complete}
reason = "The committee went through every municipality."
"""
SOURCE = """
producer = "A committee"
citation = "A list for a test"
url = ""
published = "2026-11-20"
accessed = "2026-11-20"
licence = "own data"
sha256 = ""
read_via = ""
[text.sq]
title = "Lista e provës"
[text.en]
title = "The test list"
"""


def quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def write_source(
    folder: Path,
    regions: Sequence[str] = (),
    themes: Sequence[str] = ("services", "projects"),
    complete: bool = True,
    start: str = "2026-01-01",
    end: str = "2026-11-22",
) -> Path:
    path = folder / "source.toml"
    said = {"regions": quoted(regions), "themes": quoted(themes), "complete": str(complete).lower(), "start": start, "end": end}
    path.write_text(SOURCE + (COVERAGE.format(**said) if regions else ""), encoding="utf-8")
    return path


def write_table(folder: Path, kind: str, rows: Sequence[Mapping[str, str]], name: str = "") -> Path:
    path = folder / (name or f"{kind}.csv")
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return write_lines(path, [columns, *([row.get(column, "") for column in columns] for row in rows)], kind)


def write_lines(path: Path, lines: Sequence[Sequence[str]], sheet: str = "rows") -> Path:
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet(sheet)
            for row, line in enumerate(lines):
                page.write_row(row, 0, line)
        return path
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(lines)
    return path


def record_file(folder: Path, kind: str, rows: Sequence[Mapping[str, str]], name: str = "", **more: object) -> RecordFile:
    source = more.pop("source", None) or write_source(folder)
    return RecordFile(write_table(folder, kind, rows), kind, name or kind, source=source, **more)  # type: ignore[arg-type]
