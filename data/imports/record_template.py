"""The files to fill in with an organisation's own records: drop-downs, notes and instructions in both languages."""

from __future__ import annotations

import csv
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from data.dataset import load_dataset
from data.imports.record_specs import PLACE, SPECS, RecordSpec
from data.imports.survey_table_template import area_choices
from data.records.rows import Audience, ProjectType
from data.types import GAPS

WORDS_FILE = Path(__file__).with_name("record_templates.toml")
SOURCE_FILE = Path(__file__).with_name("source_template.toml")
_ROWS = 2000
_WIDTHS = {"name_sq": 40, "name_en": 40, "summary_sq": 50, "summary_en": 50, PLACE: 32, "from": 32, "to": 32, "note": 40}
# Columns in which several words may stand, so that a list is offered but not enforced.
_SEVERAL = {"types": ProjectType, "audiences": Audience}


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))


def write_services(path: Path) -> None:
    """Write the file for services."""
    write_records(path, "services")


def write_projects(path: Path) -> None:
    """Write the file for projects."""
    write_records(path, "projects")


def write_communities(path: Path) -> None:
    """Write the file for community estimates."""
    write_records(path, "communities")


def write_indicators(path: Path) -> None:
    """Write the file for figures of indicators."""
    write_records(path, "indicators")


def write_travel_times(path: Path) -> None:
    """Write the file for travel times."""
    write_records(path, "travel-times")


def write_source(path: Path) -> None:
    """Write a source record to fill in."""
    shutil.copyfile(SOURCE_FILE, path)


def write_records(path: Path, kind: str) -> None:
    """Write the empty file of a kind: a workbook, or the bare columns where the name ends in ``.csv``."""
    spec = SPECS[kind]
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerow(spec.columns)
        return
    _write_workbook(path, spec)


def _write_workbook(path: Path, spec: RecordSpec) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        _instructions(book, spec)
        sheet = book.add_worksheet(spec.kind)
        sheet.freeze_panes(1, 0)
        text = book.add_format({"num_format": "@"})
        plain = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E3EEEE"})
        needed = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F5D9A8"})
        for place, column in enumerate(spec.columns):
            sheet.set_column(place, place, _WIDTHS.get(column, 16), text)  # text, so that Excel makes no date of what is typed
            sheet.write(0, place, column, needed if column in spec.required else plain)
            sheet.write_comment(0, place, "\n".join(note_of(spec, column)), {"x_scale": 2})
        lists = book.add_worksheet("lists")
        lists.hide()
        for at, (column, choices) in enumerate(choices_of(spec).items()):
            lists.write_column(0, at, choices)
            letter = chr(ord("A") + at)
            place = spec.columns.index(column)
            rule = {"validate": "list", "source": f"=lists!${letter}$1:${letter}${len(choices)}", "input_title": column}
            rule |= {"input_message": "\n".join(note_of(spec, column))[:255], "error_message": _words()["stop"]}
            free = column in spec.places or column in _SEVERAL
            sheet.data_validation(1, place, _ROWS, place, rule | ({"error_type": "information"} if free else {}))
        sheet.activate()


def note_of(spec: RecordSpec, column: str) -> Sequence[str]:
    """Return what a column means, in both languages."""
    name = "operator_sign" if (spec.kind, column) == ("communities", "operator") else column
    return list(_words()["notes"][name])


def _instructions(book: Any, spec: RecordSpec) -> None:
    sheet = book.add_worksheet("instructions")
    sheet.set_column(0, 0, 130, book.add_format({"text_wrap": True, "valign": "top"}))
    title = book.add_format({"bold": True, "font_size": 14})
    row = 0
    for lang in ("sq", "en"):
        lines = [*_words()["instructions"][f"common_{lang}"], _words()["import"][lang].format(kind=spec.kind)]
        sheet.write(row, 0, lines[0], title)
        sheet.write_column(row + 1, 0, lines[1:])
        row += len(lines) + 2


def choices_of(spec: RecordSpec) -> dict[str, list[str]]:
    """Return what the drop-downs of a kind offer, by column."""
    dataset = load_dataset()
    areas = [choice for choice, code in area_choices().items() if code != "ALL"]
    found: dict[str, list[str]] = {}
    for column in spec.columns:
        words = _literal(spec.model.model_fields[column].annotation) if column in spec.model.model_fields else ()
        if column in spec.places:
            found[column] = areas
        elif column == "category":
            found[column] = sorted(dataset.service_categories)
        elif column == "group":
            found[column] = sorted({estimate.group for estimate in dataset.communities})
        elif column == "indicator_id":
            found[column] = sorted(name for name, indicator in dataset.indicators.items() if not indicator.computed)
        elif column == "state":
            found[column] = ["observed", *GAPS]
        elif column in _SEVERAL:
            found[column] = list(get_args(_SEVERAL[column]))
        elif words:
            found[column] = [word for word in words if word]
    return found


def _literal(annotation: object) -> tuple[str, ...]:
    """Return the words that a column may hold; empty where it is free."""
    return tuple(map(str, get_args(annotation))) if get_origin(annotation) is Literal else ()
