"""From a survey file and its codebook to validated answers, or every problem at once."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from data.imports.answer_checks import read_answers, read_groups
from data.imports.cell_checks import read_areas, read_codes, read_numbers, report_mixed_decimals
from data.imports.codebook import Codebook
from data.imports.design_checks import report_design, report_doubles, report_labels
from data.imports.identifiers import Identifier, find_identifiers
from data.imports.raw_table import RawTable
from data.imports.survey_answers import BOOSTER, GENERAL, Floats, SurveyAnswers, Texts
from data.problems import DataError, Problem, Reporter
from data.types import Region


@dataclass(frozen=True)
class Validated:
    """Answers fit to be stored, what a reader should know of them, and what was left behind."""

    answers: SurveyAnswers
    warnings: tuple[Problem, ...]
    identifiers: tuple[Identifier, ...]
    left_out: tuple[str, ...]


def validate_survey(table: RawTable, codebook: Codebook, regions: Mapping[str, Region]) -> Validated:
    """Check a survey file against its codebook.

    Parameters
    ----------
    table : RawTable
        The file, with at least the columns that the codebook names.
    codebook : Codebook
        What is what.
    regions : mapping of str to Region
        Areas by id.

    Returns
    -------
    Validated
        Only columns that the codebook names have entered the answers.

    Raises
    ------
    DataError
        With every problem: missing columns alone where there are any, since the rest cannot be judged without them.
    """
    report, warnings = Reporter(table.file), Reporter(table.file)
    identifiers = find_identifiers(table)
    _report_mapped_identifiers(identifiers, codebook, report)
    _report_missing_columns(table, codebook, report)
    if report.problems:
        raise DataError(report.problems)
    answers = _read(table, codebook, regions, report, warnings)
    if report.problems:
        raise DataError(report.problems)
    named = codebook.named_columns()
    unique = codebook.columns.unique
    if unique and unique not in {identifier.column for identifier in identifiers}:
        identifiers = [Identifier(unique, "tells interviews apart, not stored"), *identifiers]
    dropped = {identifier.column for identifier in identifiers}
    left = tuple(c for c in dict.fromkeys(table.header) if c and c not in named and c not in dropped and c not in table.columns)
    return Validated(answers, tuple(warnings.problems), tuple(identifiers), left)


def _report_mapped_identifiers(identifiers: list[Identifier], codebook: Codebook, report: Reporter) -> None:
    named = codebook.named_columns()
    for identifier in identifiers:
        key = named.get(identifier.column)
        if key and key != "columns.unique":
            remedy = "such a column is never stored: name another one in the codebook, or none"
            report.add(
                f"the codebook uses a column that tells who a person is ({identifier.reason})",
                remedy,
                row=1,
                column=identifier.column,
                value=key,
            )


def _report_missing_columns(table: RawTable, codebook: Codebook, report: Reporter) -> None:
    for column, key in codebook.named_columns().items():
        if column in table.columns:
            continue
        close = difflib.get_close_matches(column, [name for name in table.header if name], n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        report.add("the column is missing from the file", f"{hint}Correct {key} in the codebook", row=1, column=column, value=key)


def _read(
    table: RawTable, codebook: Codebook, regions: Mapping[str, Region], report: Reporter, warnings: Reporter
) -> SurveyAnswers:
    columns, survey, size = codebook.columns, codebook.survey, len(table.rows)
    numbers = [c for c in (columns.weight, *columns.fpc) if c]
    report_mixed_decimals(table, numbers, report)
    weight = read_numbers(table, columns.weight, report, "weight", 0, True) if columns.weight else np.ones(size)
    fpcs = tuple(read_numbers(table, c, report, "population count", 0, True) for c in columns.fpc)
    area = read_areas(table, columns.area, codebook.area.codes, regions, codebook.area.level, report)
    sample = _samples(table, codebook, report)
    _check_ages(table, codebook, report)
    report_labels(table, tuple(c for c in (columns.stratum, *columns.psu) if c), report)
    stratum = _texts(table, columns.stratum) if columns.stratum else np.full(size, "", dtype=object)
    psus = tuple(_texts(table, column) for column in columns.psu)
    if psus and survey.psu_within_stratum:
        psus = (np.array([f"{s}|{p}" for s, p in zip(stratum, psus[0], strict=True)], dtype=object), *psus[1:])
    report_doubles(table, codebook, report)
    report_design(table, codebook, sample, stratum, psus, fpcs, report, warnings)
    qark = np.array([regions[a].qark_id if a else "" for a in area], dtype=object)
    groups = read_groups(table, codebook, report)
    answers = read_answers(table, codebook, report, warnings)
    return SurveyAnswers(weight, stratum, psus, fpcs, area, qark, sample, groups, answers)


def _texts(table: RawTable, column: str) -> Texts:
    return np.array(table.columns[column], dtype=object)


def _samples(table: RawTable, codebook: Codebook, report: Reporter) -> Texts:
    part = codebook.sample
    if not codebook.columns.sample:
        return np.full(len(table.rows), GENERAL, dtype=object)
    meaning = dict.fromkeys(part.general, GENERAL) | dict.fromkeys(part.roma_booster, BOOSTER)
    return read_codes(table, codebook.columns.sample, meaning, report, "[sample]", empty=None)


def _check_ages(table: RawTable, codebook: Codebook, report: Reporter) -> Floats | None:
    column, survey = codebook.columns.age, codebook.survey
    if not column:
        return None
    ages = read_numbers(table, column, report, "age", 0, False)
    for place in np.flatnonzero((ages < survey.age_from) | (ages > survey.age_to)).tolist():
        remedy = f"the survey asked people of {survey.age_from} to {survey.age_to}: correct the age, or remove the interview"
        cell = table.columns[column][place]
        report.add("the age is outside the survey's design", remedy, row=table.rows[place], column=column, value=cell)
    return ages


def shortened(problems: list[Problem], most: int = 10) -> list[Problem]:
    """Return the first problems of each kind, with a line that says how many more rows have the last kind's fault.

    A kind is one message about one column of one file.
    """
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.file, problem.column, problem.message), []).append(problem)
    shown = []
    for found in kinds.values():
        shown += found[:most]
        if len(found) > most:
            rest = f"{found[0].message} (and {len(found) - most:,} more rows)"
            shown.append(replace(found[most - 1], row=found[most].row, message=rest, value=""))
    return shown
