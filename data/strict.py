"""Strict reading of TOML and CSV: pydantic finds every fault, this module says where it is and what to do."""

from __future__ import annotations

import csv
import difflib
import io
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from data.problems import Reporter

CONTRACT = "docs/data-contract.md"


class Record(BaseModel):
    """Base of every file model: no unknown key, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def blank_to_none(value: object) -> object:
    """Return None for an empty cell, anything else as it is."""
    return None if isinstance(value, str) and not value.strip() else value


def _split_list(value: object) -> object:
    return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value


Name = Annotated[str, StringConstraints(min_length=1)]
Number = Annotated[Annotated[float, Field(allow_inf_nan=False)] | None, BeforeValidator(blank_to_none)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_split_list)]
PartDate = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$")]
RegionId = Annotated[str, StringConstraints(pattern=r"^AL\d{0,3}$")]
Model = TypeVar("Model", bound=BaseModel)


def number(value: float | None) -> float:
    """Return the number, NaN for an empty cell."""
    return float("nan") if value is None else float(value)


def first_day(text: str) -> date | None:
    """Return the first day of an ISO date or part of one; None for an empty text.

    >>> first_day("2005-12")
    datetime.date(2005, 12, 1)
    """
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(text: str) -> date | None:
    """Return the last day of an ISO date or part of one; None for an empty text.

    >>> last_day("2006-07"), last_day("2009")
    (datetime.date(2006, 7, 31), datetime.date(2009, 12, 31))
    """
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def read_text(path: Path, report: Reporter) -> str | None:
    """Return the file as text, or None after reporting that it is missing, empty or not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError:
        report.add("the file is missing or cannot be read", f"restore it; the layout is in {CONTRACT}")
        return None
    if not raw.strip():
        report.add("the file is empty", "restore it from the last good version or fill it in")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        found = raw[error.start : error.start + 1].hex()
        report.add("the file is not UTF-8", "save it again with encoding UTF-8", row=row, value=f"byte 0x{found}")
        return None


def read_toml(path: Path, model: type[Model], report: Reporter) -> Model | None:
    """Return the TOML file as ``model``, or None after reporting every fault in it."""
    text = read_text(path, report)
    if text is None:
        return None
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        report.add(f"this is not valid TOML: {error}", "correct the line named")
    except ValidationError as error:
        _report_faults(error, model, report, row=0)
    return None


def read_rows(path: Path, model: type[Model], report: Reporter) -> list[tuple[int, Model]]:
    """Return the good rows of a CSV as ``(row number, model)``; every bad header, row and cell is reported."""
    text = read_text(path, report)
    if text is None:
        return []
    lines = list(csv.reader(io.StringIO(text, newline="")))
    header = [cell.strip() for cell in lines[0]]
    if not _header_fits(header, model, report):
        return []
    rows: list[tuple[int, Model]] = []
    for row, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            remedy = "quote cells that hold a comma, and give each column one cell"
            report.add(f"the row has {len(cells)} cells, the header {len(header)}", remedy, row=row)
            continue
        try:
            rows.append((row, model.model_validate(dict(zip(header, cells, strict=True)))))
        except ValidationError as error:
            _report_faults(error, model, report, row=row)
    if not rows and not report.problems:
        report.add("the table has a header but no row", "add the rows, or remove the file and its definition")
    return rows


def check_cells(model: type[Model], cells: dict[str, str], report: Reporter, row: int) -> Model | None:
    """Return one row's cells as ``model``, or None after reporting every fault in them."""
    try:
        return model.model_validate(cells)
    except ValidationError as error:
        _report_faults(error, model, report, row=row)
        return None


def _header_fits(header: list[str], model: type[BaseModel], report: Reporter) -> bool:
    """Report unknown, double and missing columns; True when there are none."""
    required = {name for name, info in model.model_fields.items() if info.is_required()}
    before = len(report.problems)
    for column in sorted({name for name in header if header.count(name) > 1}):
        report.add("the column stands there twice", "keep one of them", row=1, column=column)
    for column in header:
        if column not in model.model_fields:
            report.add("unknown column", _known(column, model), row=1, column=column)
    for column in sorted(required - set(header)):
        report.add("the column is missing", f"add it; the columns are in {CONTRACT}", row=1, column=column)
    return len(report.problems) == before


def _known(name: str, model: type[BaseModel]) -> str:
    """Return the remedy for an unknown name, with the nearest known one."""
    close = difflib.get_close_matches(name, model.model_fields, n=1)
    return f"did you mean {close[0]!r}?" if close else f"remove it; the known ones are {', '.join(model.model_fields)}"


def _report_faults(error: ValidationError, model: type[BaseModel], report: Reporter, *, row: int) -> None:
    """Translate each pydantic error into a problem with a remedy."""
    for fault in error.errors(include_url=False):
        place = ".".join(str(part) for part in fault["loc"] if not str(part).startswith(("function", "constrained", "nullable")))
        message, remedy = _words(fault["type"], fault["msg"], fault.get("ctx", {}), place, model)
        shown = "" if fault["type"] == "missing" or isinstance(fault["input"], dict) else fault["input"]
        report.add(message, remedy, row=row, column=place, value=shown)


def _words(kind: str, message: str, context: dict[str, Any], place: str, model: type[BaseModel]) -> tuple[str, str]:
    """Return message and remedy for one kind of fault."""
    if kind == "missing":
        return "the key is missing", f"add it; the keys are in {CONTRACT}"
    if kind == "extra_forbidden":
        return "unknown key", _known(place, model) if "." not in place else f"remove it or correct it; the keys are in {CONTRACT}"
    if kind == "literal_error":
        return "this is not one of the allowed words", f"use one of {context.get('expected')}"
    if kind in ("float_parsing", "int_parsing"):
        return "this is not a number", "write it with a decimal point and no thousands separator, or leave the cell empty"
    if kind == "finite_number":
        return "the number is not finite", "write a number, or leave the cell empty and give the reason as state"
    if kind == "string_too_short":
        return "the text is empty", "write it"
    if kind == "string_pattern_mismatch":
        return "the text has the wrong form", f"write it as {context.get('pattern')}"
    return message[:1].lower() + message[1:], f"see {CONTRACT}"
