"""An IATI file as rows to import: projects and places, and beside them every sum and organisation as published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from data.geo.boundaries import APPROXIMATE, load_boundaries
from data.imports.grid import CellReporter
from data.imports.iati import read_iati
from data.imports.iati_places import make_resolver, point_finder
from data.imports.iati_rows import Reading, in_language
from data.imports.iati_types import Activity, Remark
from data.imports.record_rows import Filling, Gathered, Row

MONEY_COLUMNS = ("project_id", "kind", "code", "value", "currency", "value_date", "start", "end")
ORGANISATION_COLUMNS = ("project_id", "role", "name", "ref")


def gather_iati(path: Path, filling: Filling, report: CellReporter) -> Gathered:
    """Return the projects of a file; every fault goes to the report."""
    resolve = make_resolver(filling.index, point_finder(load_boundaries(APPROXIMATE)))
    # What is for other countries only would fill memory with a donor's whole world; it is counted and named instead.
    reading = Reading(filling.source_id, filling.types, filling.audiences, keep_elsewhere=False)
    parsed = read_iati(path, resolve, reading)
    report.problems.extend(parsed.problems)
    if not parsed.projects and not parsed.problems:
        report.add("no activity of the file is for Albania", "give a file with recipient-country AL", column="recipient-country")
    lines = [parsed.activities[row["project_id"]].line for row in parsed.projects]
    untyped = [] if filling.types or not parsed.projects else [Remark("", 0, "no_type", "")]
    dropped: dict[str, tuple[str, ...]] = {}
    for remark in parsed.dropped:
        about = remark.identifier or remark.about if remark.code != "point" else ""
        dropped[remark.code] = tuple(dict.fromkeys((*dropped.get(remark.code, ()), *([about] if about else []))))
    return Gathered(
        rows=[dict(row) for row in parsed.projects],
        lines=lines,
        places=[dict(row) for row in parsed.places],
        remarks=[*untyped, *parsed.remarks],
        dropped=dropped,
        more={"money": _money(parsed.activities), "organisations": _organisations(parsed.activities)},
    )


def _money(activities: Mapping[str, Activity]) -> list[Row]:
    return [
        {column: _text(asdict(sum_).get(column, name)) for column in MONEY_COLUMNS}
        for name, activity in activities.items()
        for sum_ in activity.money
    ]


def _organisations(activities: Mapping[str, Activity]) -> list[Row]:
    return [
        {"project_id": name, "role": o.role, "name": in_language(o.name, "sq"), "ref": o.ref}
        for name, activity in activities.items()
        for o in activity.organisations
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)
