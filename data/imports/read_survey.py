"""One door to survey files of every format."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from data.imports.codebook import Codebook
from data.imports.raw_table import Keep, RawTable, everything
from data.imports.read_csv import read_csv_table
from data.imports.read_sav import read_sav_table
from data.imports.read_xlsx import read_xlsx_table
from data.imports.xlsform import Form, apply_form, read_xlsform
from data.imports.zip_guard import file_is_small_enough
from data.problems import DataError, Reporter

FORMATS = ("csv", "xlsx", "sav")
_ENDINGS = {".csv": "csv", ".txt": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".sav": "sav", ".zsav": "sav"}
_WHOLE = "(whole file)"


def read_survey_file(
    path: Path, codebook: Codebook | None = None, xlsform: Path | None = None, form: str = "", file_name: str = ""
) -> RawTable:
    """Read a survey file, keeping only the columns that the codebook names.

    Parameters
    ----------
    path : Path
        CSV, XLSX or SPSS; KoboToolbox and ODK exports with their form.
    codebook : Codebook, optional
        Without one every column is kept, for a draft.
    xlsform : Path, optional
        The form of a KoboToolbox or ODK export.
    form : str
        ``csv``, ``xlsx`` or ``sav``; by default the file's ending says so.
    file_name : str
        What problems call the file; by default its own name.

    Raises
    ------
    DataError
        With every problem that stands in the way of reading it.
    """
    report = Reporter(file_name or path)
    chosen = check_survey_file(path, report, form)
    questionnaire = _form(xlsform) if xlsform else None
    keep = _keeper(codebook.named_columns() if codebook else None, questionnaire)
    table = _read(path, chosen, report, keep, codebook.survey.sheet if codebook else "") if chosen else None
    if table is not None and questionnaire is not None and not report.problems:
        table = apply_form(table, questionnaire, report)
    if report.problems or table is None:
        raise DataError(report.problems)
    return table


def check_survey_file(path: Path, report: Reporter, form: str = "") -> str:
    """Report a file that is missing, too large or of no known format; return the format, "" after a problem."""
    if not path.is_file():
        report.add("the file is missing", "correct the path", column=_WHOLE, value=path)
        return ""
    if form and form not in FORMATS:
        report.add("unknown format", f"use one of {', '.join(FORMATS)}", column="--format", value=form)
        return ""
    chosen = form or _ENDINGS.get(path.suffix.lower(), "")
    if not chosen:
        remedy = f"save it as CSV, XLSX or SPSS .sav, or say which it is with --format {'|'.join(FORMATS)}"
        report.add("the file's ending names no known format", remedy, column=_WHOLE, value=path.suffix or "(none)")
        return ""
    return chosen if file_is_small_enough(path, report) else ""


def _form(path: Path) -> Form:
    report = Reporter(path)
    if check_survey_file(path, report, "xlsx"):
        form = read_xlsform(path, report)
        if form is not None and not report.problems:
            return form
    raise DataError(report.problems)


def _read(path: Path, form: str, report: Reporter, keep: Keep, sheet: str) -> RawTable | None:
    if form == "csv":
        return read_csv_table(path, report, keep)
    return read_xlsx_table(path, report, keep, sheet) if form == "xlsx" else read_sav_table(path, report, keep)


def _keeper(named: Collection[str] | None, form: Form | None) -> Keep:
    """Return which columns are wanted; of a select_multiple also its columns of choices."""
    if named is None:
        return everything
    if form is None:
        return named.__contains__

    def keep(column: str) -> bool:
        name = form.canonical(column)
        return column in named or name in named or name.rpartition("/")[0] in named

    return keep
