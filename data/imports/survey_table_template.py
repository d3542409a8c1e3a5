"""The workbook into which staff type published percentages: drop-downs, checks and instructions in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.geo.regions import load_regions

WORDS_FILE = Path(__file__).with_name("survey_table.toml")
QUESTION_COLUMNS = ("id", "theme", "wording_sq", "wording_en", "counts_sq", "counts_en", "direction", "multiple")
GROUP_COLUMNS = ("id", "kind", "label_sq", "label_en")
RESULT_COLUMNS = ("area", "sample", "group", "question", "percent", "n", "page", "document")
_ROWS = 2000
_WIDTHS = {"area": 34, "document": 34, "wording_sq": 50, "wording_en": 50, "counts_sq": 34, "counts_en": 34, "group": 20}


@lru_cache(maxsize=1)
def table_words() -> Mapping[str, Any]:
    """Return the words of the workbook."""
    return tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))


def area_choices() -> dict[str, str]:
    """Return what the drop-down of areas offers, with what each stands for: a region's id, or ``ALL``."""
    words = table_words()
    together = words["together_label"]
    choices = {f"{words['together']} {together['sq']} / {together['en']}": words["together"]}
    for region in load_regions().values():
        if region.level != "country":
            choices[f"{region.region_id} {region.full_name['sq']}"] = region.region_id
    return choices


def write_survey_table(path: Path) -> None:
    """Write the empty workbook.

    Parameters
    ----------
    path : Path
        Where to; sheets ``instructions``, ``questions``, ``groups``, ``results`` and a hidden one with the lists.
    """
    import xlsxwriter

    words = table_words()
    with xlsxwriter.Workbook(str(path)) as book:
        head = book.add_format({"bold": True, "bg_color": "#E3EEEE", "bottom": 1, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        _instructions(book, words["instructions"])
        questions = _sheet(book, "questions", QUESTION_COLUMNS, head)
        groups = _sheet(book, "groups", GROUP_COLUMNS, head)
        results = _sheet(book, "results", RESULT_COLUMNS, head)
        lists = book.add_worksheet("lists")
        lists.hide()
        for row, group in enumerate(words["groups"], start=1):
            groups.write_row(row, 0, [group["id"], group["kind"], group["sq"], group["en"]])
        _listed(
            questions,
            QUESTION_COLUMNS,
            {key: words[f"{key}s"] for key in ("theme", "direction")} | {"multiple": words["multiple"]},
        )
        lists.write_column(0, 0, list(area_choices()))
        ranges = {
            "area": f"=lists!$A$1:$A${len(area_choices())}",
            "group": "=groups!$A$2:$A$200",
            "question": "=questions!$A$2:$A$500",
        }
        _listed(results, RESULT_COLUMNS, ranges | {"sample": words["samples"]})
        results.set_column(0, 0, _WIDTHS["area"], text)  # text, so that Excel makes no date of what is typed
        _numbers(results)


def _instructions(book: Any, texts: Mapping[str, Sequence[str]]) -> None:
    sheet = book.add_worksheet("instructions")
    sheet.set_column(0, 0, 130, book.add_format({"text_wrap": True, "valign": "top"}))
    title = book.add_format({"bold": True, "font_size": 14})
    row = 0
    for lines in texts.values():
        sheet.write(row, 0, lines[0], title)
        sheet.write_column(row + 1, 0, lines[1:])
        row += len(lines) + 2


def _sheet(book: Any, name: str, columns: Sequence[str], head: Any) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    notes = table_words()["notes"]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(column, 16))
        sheet.write(0, place, column, head)
        sheet.write_comment(0, place, "\n".join(notes[column]), {"x_scale": 2})
    return sheet


def _listed(sheet: Any, columns: Sequence[str], lists: Mapping[str, str | Sequence[str]]) -> None:
    for column, source in lists.items():
        place = columns.index(column)
        sheet.data_validation(1, place, _ROWS, place, _rule(column) | {"validate": "list", "source": source})


def _numbers(sheet: Any) -> None:
    for column, kind, low, high in (("percent", "decimal", 0, 100), ("n", "integer", 1, 1_000_000)):
        place = RESULT_COLUMNS.index(column)
        between = {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}
        sheet.data_validation(1, place, _ROWS, place, _rule(column) | between)


def _rule(column: str) -> dict[str, str]:
    words = table_words()
    note = "\n".join(words["notes"][column])
    return {"input_title": column, "input_message": note, "error_title": words["stop"]["title"][:32], "error_message": note}
