"""HXL-tagged 3W files (who does what where): recognised by their row of tags, whatever the columns are called.

https://hxlstandard.org/standard/1-1final/ Lines that speak of the same activity of the same organisation in several places are
one project with several places. A file says nothing of what kind of prevention an activity is: types are what a steward says.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.imports.grid import CellReporter, Grid
from data.imports.iati_types import Remark
from data.imports.own_places import find_place, remark_on
from data.imports.places import ResolvedPlace
from data.imports.record_lines import plain_date
from data.imports.record_rows import Filling, Gathered, Row, place_row
from data.imports.workbook import EMPTY
from data.records.rows import ProjectRow

FIRST_ROWS = 25
_TAG = re.compile(r"#[a-z][a-z0-9_]*(\s*\+\s*[a-z][a-z0-9_]*)*")
_NUMBER = re.compile(r"\d+")
FUNDERS, HELPERS = {"funder", "donor", "funding"}, {"partner", "sub", "support"}
UNRESOLVED = ("unknown_place", "ambiguous_place")
HARMFUL = ("#contact", "#geo", "#capacity")
# Finest first: what is not known gives way to what holds it.
PLACES = ("loc", "adm3", "adm2", "adm1", "country")
STATUSES = {
    "ongoing": "active", "active": "active", "implementing": "active", "implementation": "active", "aktive": "active",
    "aktiv": "active", "ne vazhdim": "active", "në vazhdim": "active", "completed": "active", "closed": "active",
    "finished": "active", "ended": "active", "perfunduar": "active", "përfunduar": "active", "i përfunduar": "active",
    "planned": "planned", "pipeline": "planned", "planifikuar": "planned", "i planifikuar": "planned",
    "cancelled": "not_activated", "canceled": "not_activated", "anuluar": "not_activated",
}  # fmt: skip


@dataclass(frozen=True)
class Tags:
    """The row of tags: what each column (from 0) is taken for; ``unknown`` and ``harmful`` ones are left out and listed."""

    row: int
    columns: Mapping[str, int]
    mapping: Mapping[str, str]
    unknown: tuple[str, ...]
    harmful: tuple[str, ...]


def find_tags(grid: Grid, report: CellReporter) -> Tags | None:
    """Return the row of tags, among the first 25; None after reporting that there is none, or that it lacks what is needed."""
    for row, cells in grid.rows:
        texts = [cell.text.strip().lower() for cell in cells]
        filled = [text for text in texts if text]
        if row > FIRST_ROWS:
            break
        if len(filled) > 1 and all(_TAG.fullmatch(text) for text in filled):
            return _mapped(row, texts, [_above(grid, row, at) for at in range(len(texts))], report)
    remedy = "put the tags (#org, #activity, #adm2 ...) into one row below the headings; docs/import-records.md lists them"
    report.add("no row of HXL tags was found", remedy, row=1, column=f"(first {FIRST_ROWS} rows)")
    return None


def _above(grid: Grid, row: int, at: int) -> str:
    """Return the heading above a tag."""
    cells = [cells for number, cells in grid.rows if number < row]
    return cells[-1][at].text if cells and at < len(cells[-1]) else ""


def _mapped(row: int, texts: Sequence[str], headings: Sequence[str], report: CellReporter) -> Tags | None:
    columns: dict[str, int] = {}
    mapping: dict[str, str] = {}
    unknown, harmful = [], []
    for at, text in enumerate(texts):
        if not text:
            if headings[at]:
                unknown.append(headings[at])
            continue
        tag, *attributes = [part.strip() for part in text.split("+")]
        meaning = _meaning(tag, set(attributes))
        if tag in HARMFUL or set(attributes) & {"lat", "lon", "coord", "phone", "email", "address"}:
            harmful.append(text)
        elif not meaning or meaning in columns:
            unknown.append(text)
        else:
            columns[meaning], mapping[text] = at, meaning
    for needed in ("organisation", "activity"):
        if needed not in columns and not (needed == "activity" and "sector" in columns):
            tag = {"organisation": "#org", "activity": "#activity"}[needed]
            report.add(f"there is no column {tag}", f"tag the column that holds it with {tag}", row=row, column=tag)
    return None if report.problems else Tags(row, columns, mapping, tuple(unknown), tuple(harmful))


def _meaning(tag: str, attributes: set[str]) -> str:
    """Return what a tag with its attributes stands for; empty where it is not read."""
    if "id" in attributes or ("code" in attributes and tag == "#activity"):
        return "id" if tag in ("#activity", "#meta", "#project") else ""
    if tag == "#org":
        return (
            "donor"
            if attributes & FUNDERS
            else "partners"
            if attributes & HELPERS
            else ""
            if "type" in attributes
            else "organisation"
        )
    if tag in ("#activity", "#sector", "#status", "#country") or tag == "#subsector":
        return {"#subsector": ""}.get(tag, tag[1:] + ("+code" if tag == "#country" and "code" in attributes else ""))
    if tag in ("#adm1", "#adm2", "#adm3", "#loc"):
        return tag[1:] + ("+code" if "code" in attributes else "")
    if tag == "#date":
        return next((a for a in ("start", "end") if a in attributes), "")
    counted = attributes <= {"num", "total", "ind", "reached", "people"}
    return "reached" if tag in ("#reached", "#beneficiary") and counted else ""


def read_3w(grid: Grid, filling: Filling, report: CellReporter) -> Gathered:
    """Return the projects of a 3W file, their places, and what was assumed; every fault goes to the report."""
    tags = find_tags(grid, report)
    if tags is None:
        return Gathered()
    got = Gathered(mapping=tags.mapping)
    got.dropped = {k: v for k, v in {"exact place or contact": tags.harmful, "unknown tag": tags.unknown}.items() if v}
    report.places = {name: at + 1 for name, at in tags.columns.items()}
    seen: dict[str, Row] = {}
    reach: dict[str, list[str]] = {}
    for number, cells in grid.rows:
        texts = {name: (cells[at] if at < len(cells) else EMPTY).text for name, at in tags.columns.items()}
        if number <= tags.row or not any(texts.values()):
            continue
        row = _project(number, texts, filling, got, report)
        name = row["project_id"]
        if name not in seen:
            seen[name] = row
            got.rows.append(row)
            got.lines.append(number)
        reach.setdefault(name, []).append(texts.get("reached", ""))
        _add_place(name, number, texts, filling, got)
    for name, counts in reach.items():
        _put_reach(seen[name], counts, got)
    if not got.rows and not report.problems:
        report.add("there is no row below the tags", "fill in the rows", row=tags.row)
    return got


def _project(number: int, texts: Mapping[str, str], filling: Filling, got: Gathered, report: CellReporter) -> Row:
    """Return the row of projects.csv for a line; the same work on several lines has the same id."""
    what = texts.get("activity", "") or texts.get("sector", "")
    for column, text in (("organisation", texts.get("organisation", "")), ("activity", what)):
        if not text:
            report.add("the cell is empty", "write it; nobody can tell otherwise who does what", row=number, column=column)
    start, end = (plain_date(texts.get(name, "")) for name in ("start", "end"))
    reached = texts.get("reached", "")
    if reached and not _NUMBER.fullmatch(reached):
        remedy = "write a whole number of people without separators, or leave the cell empty"
        report.add("this is no number of people", remedy, row=number, column="reached", value=reached)
    key = (texts.get("id", ""),) if texts.get("id") else (texts.get("organisation", ""), what, start, end, texts.get("donor", ""))
    name = f"3w-{hashlib.sha256(chr(31).join(key).encode()).hexdigest()[:10]}"
    summary = " · ".join(dict.fromkeys(text for text in (what, texts.get("sector", "")) if text))
    row = dict.fromkeys(ProjectRow.model_fields, "")
    row |= {column: texts.get(column, "") for column in ("organisation", "partners", "donor")}
    row |= {
        "project_id": name, "name_sq": what, "name_en": what, "summary_sq": summary, "summary_en": summary,
        "programme": "other", "types": ";".join(filling.types), "audiences": ";".join(filling.audiences),
        "start": start, "end": end, "window": "stated" if start or end else "undated",
        "status": _status(number, name, texts, bool(start), got), "citations": f"{filling.source_id}#{number}",
        "tier": "public", "note": f"3W {texts['id']}" if texts.get("id") else "",
    }  # fmt: skip
    return row


def _status(number: int, name: str, texts: Mapping[str, str], begun: bool, got: Gathered) -> str:
    said = texts.get("status", "")
    if not said:
        got.remarks.append(Remark(name, number, "no_status", ""))
        return "active" if begun else "unknown"
    found = STATUSES.get(said.casefold())
    if found is None:
        got.remarks.append(Remark(name, number, "status_unknown", said))
    return found or "unknown"


def _add_place(name: str, number: int, texts: Mapping[str, str], filling: Filling, got: Gathered) -> None:
    """Add the finest place of a line that is known; what is finer and not known is told."""
    said = [texts.get(f"{level}+code", "") or texts.get(level, "") for level in PLACES]
    found: ResolvedPlace | None = None
    asked = ""
    told: list[Remark] = []
    for at, text in enumerate(said):
        if not text:
            continue
        within = [wider for wider in said[at + 1 : -1] if wider and not wider.upper().startswith("AL")]
        found = find_place(filling.index, ", ".join([text, *within]))
        asked = asked or text
        remark = remark_on(filling.index, found, name, number)
        if remark:
            told.append(remark)
        if found.region_id:
            # What is finer and not known gives way to what holds it.
            told = [replace(r, code="wider_place") if r.code in UNRESOLVED else r for r in told]
            break
    got.remarks += told
    mine = [place for place in got.places if place["project_id"] == name]
    if found is None:
        got.remarks.append(Remark(name, number, "no_location", ""))
        found = ResolvedPlace("", "unknown", "", "not_named", "stated", "")
    if not any(place["region_id"] == found.region_id and (found.region_id or place["named_sq"] == asked) for place in mine):
        got.places.append(place_row(name, found, asked))


def _put_reach(row: Row, counts: Sequence[str], got: Gathered) -> None:
    """Put the people reached: the sum over the lines where each says it, else nothing, and that is told."""
    if not any(counts):
        return
    if not all(_NUMBER.fullmatch(count) for count in counts):
        got.remarks.append(Remark(row["project_id"], 0, "reach_in_part", " + ".join(count or "?" for count in counts)))
        return
    row["reached_n"], row["reached_kind"] = str(sum(map(int, counts))), "persons"
    row["reached_scope"] = "place" if len(counts) == 1 else "project"
    if len(counts) > 1:
        got.remarks.append(Remark(row["project_id"], 0, "reach_added", " + ".join(counts)))
