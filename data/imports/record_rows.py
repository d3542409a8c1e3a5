"""Lines of an organisation's own file as rows of the record files: what is left out is filled in, what was assumed is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from data.imports.grid import CellReporter
from data.imports.iati_types import Remark
from data.imports.own_places import find_place, meant, remark_on
from data.imports.places import ASSUMPTIONS, PlaceIndex, ResolvedPlace
from data.imports.record_lines import Line
from data.imports.record_specs import PAGE, PLACE, RecordSpec
from data.types import ServiceCategory

Row = dict[str, str]
# Shares no place of its own: a helpline may be for the whole country, or for none that is named.
PLACELESS = "line"


@dataclass
class Gathered:
    """What a file comes to: rows in the columns of the record files, each with its line, and what to tell of them.

    ``more`` are further tables to keep, such as the sums of an IATI file.
    """

    rows: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    dropped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    more: Mapping[str, list[Row]] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Filling:
    """What rows are filled in with: the source, the places, the categories, and what a steward says of all rows."""

    source_id: str
    index: PlaceIndex
    categories: Mapping[str, ServiceCategory]
    types: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()


def rows_of(lines: tuple[Line, ...], spec: RecordSpec, filling: Filling, report: CellReporter) -> Gathered:
    """Return the rows of a table; a place that is not known is an error where a record has but one."""
    got = Gathered()
    for line in lines:
        given = {column: text for column, text in line.texts.items() if column in spec.known}
        row = {column: given.get(column, "") for column in spec.model.model_fields}
        name = row.get(spec.key, "") or str(line.row)
        if spec.several_places:
            got.places += _places(given.get(PLACE, ""), name, line.row, filling, got)
        else:
            _put_places(row, given, spec, line.row, filling, got, report)
        _FILL[spec.kind](row, given, filling, got, line.row)
        got.rows.append(row)
        got.lines.append(line.row)
    return got


def _put_places(
    row: Row, given: Mapping[str, str], spec: RecordSpec, number: int, filling: Filling, got: Gathered, report: CellReporter
) -> None:
    for column, code in spec.places.items():
        at = column if column in given else code
        text = given.get(at, "")
        if not text:
            category = filling.categories.get(row.get("category", ""))
            if not (category and category.counts_as == PLACELESS):
                report.add("the place is missing", "write a municipality, a qark or a code such as AL131", row=number, column=at)
            continue
        found = find_place(filling.index, text)
        if found.status == "resolved":
            row[code] = found.region_id
            _tell(filling, found, row.get(spec.key, ""), number, got)
            row["_level"] = found.place_level
            continue
        message = "the place may mean several" if found.status == "ambiguous" else "the place is not known"
        remedy = "say what it is in, such as Dajç (Lezhë), or write a code"
        report.add(message, f"{remedy}{meant(filling.index, found)}", row=number, column=at, value=text)


def _places(text: str, name: str, number: int, filling: Filling, got: Gathered) -> list[Row]:
    """Return one row per place of a project, an area once; what is not known stays as it was written, and is told."""
    rows: list[Row] = []
    for part in [p.strip() for p in text.split(";") if p.strip()]:
        found = find_place(filling.index, part)
        _tell(filling, found, name, number, got)
        if found.region_id and any(row["region_id"] == found.region_id for row in rows):
            continue
        rows.append(place_row(name, found, part))
    if not rows:
        got.remarks.append(Remark(name, number, "no_location", ""))
    return rows or [{"project_id": name, "region_id": "", "named_sq": "", "place_level": "not_named", "basis": "stated"}]


def place_row(name: str, found: ResolvedPlace, said: str) -> Row:
    """Return a row of project_places.csv."""
    return {
        "project_id": name, "region_id": found.region_id, "named_sq": said,
        "place_level": found.place_level, "basis": found.basis,
    }  # fmt: skip


def _tell(filling: Filling, found: ResolvedPlace, name: str, number: int, got: Gathered) -> None:
    remark = remark_on(filling.index, found, name, number)
    if remark:
        got.remarks.append(remark)


def _described(row: Row, given: Mapping[str, str], filling: Filling, got: Gathered, number: int, key: str) -> None:
    """Fill in the other language, the citation and the tier."""
    for what in ("name", "summary"):
        sq, en = row[f"{what}_sq"], row[f"{what}_en"]
        if bool(sq) != bool(en):
            got.remarks.append(Remark(row[key], number, "one_language", f"{what}_{'en' if sq else 'sq'}"))
        row[f"{what}_sq"], row[f"{what}_en"] = sq or en, en or sq
    for lang in ("sq", "en"):
        row[f"summary_{lang}"] = row[f"summary_{lang}"] or row[f"name_{lang}"]
    row["citations"] = row["citations"] or f"{filling.source_id}#{given.get(PAGE, '').replace(';', ',')}"
    row["tier"] = row["tier"] or "public"
    row["window"] = row["window"] or ("stated" if row["start"] or row["end"] else "undated")


def _fill_service(row: Row, given: Mapping[str, str], filling: Filling, got: Gathered, number: int) -> None:
    _described(row, given, filling, got, number, "service_id")
    category = filling.categories.get(row["category"])
    level = row.pop("_level", "")
    if category and category.counts_as == "shelter" and level == "municipality":
        qark = filling.index.regions[row["region_id"]].qark_id
        row["region_id"] = qark
        # What was assumed of the finer place would tell it.
        got.remarks = [r for r in got.remarks if (r.line, r.code) not in {(number, code) for code in ASSUMPTIONS}]
        got.remarks.append(Remark(row["service_id"], number, "shelter_coarsened", qark))


def _fill_project(row: Row, given: Mapping[str, str], filling: Filling, got: Gathered, number: int) -> None:
    _described(row, given, filling, got, number, "project_id")
    row["programme"] = row["programme"] or "other"
    row["types"] = row["types"] or ";".join(filling.types)
    row["audiences"] = row["audiences"] or ";".join(filling.audiences)
    if not row["types"]:
        got.remarks.append(Remark(row["project_id"], number, "no_type", ""))


def _fill_community(row: Row, given: Mapping[str, str], filling: Filling, got: Gathered, number: int) -> None:
    row["place_level"] = row["place_level"] or row.pop("_level", "")
    row.pop("_level", None)
    row["place_named"] = row["place_named"] or given.get(PLACE, "") or row["region_id"]
    row["operator"] = row["operator"] or "="
    _figure(row, filling)


def _fill_value(row: Row, given: Mapping[str, str], filling: Filling, got: Gathered, number: int) -> None:
    row.pop("_level", None)
    _figure(row, filling)


def _figure(row: Row, filling: Filling) -> None:
    """A figure without a word on its state was observed; the source is the file's."""
    row["source_id"] = filling.source_id
    row["state"] = row["state"] or ("observed" if row["value"] else "")


def _fill_travel(row: Row, given: Mapping[str, str], filling: Filling, got: Gathered, number: int) -> None:
    row.pop("_level", None)
    row["source_id"] = filling.source_id


_FILL: Mapping[str, Callable[[Row, Mapping[str, str], Filling, Gathered, int], None]] = {
    "services": _fill_service,
    "projects": _fill_project,
    "communities": _fill_community,
    "indicators": _fill_value,
    "travel-times": _fill_travel,
}
