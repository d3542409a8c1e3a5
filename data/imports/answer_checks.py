"""Groups and answers of respondents, as the codebook reads their cells."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.imports.cell_checks import read_codes, read_numbers, report_cells
from data.imports.codebook import Codebook, GroupPart, QuestionPart
from data.imports.raw_table import RawTable
from data.imports.survey_answers import NOBODY, Floats, Texts
from data.problems import Reporter

YES, NO, OUT = "yes", "no", "out"


def read_groups(table: RawTable, codebook: Codebook, report: Reporter) -> dict[str, Texts]:
    """Return by kind the member that each respondent belongs to; "" where the cell is empty or says no answer."""
    return {
        group.kind: _by_age(table, group, report) if _is_age(group) else _by_code(table, group, report)
        for group in codebook.groups
    }


def _is_age(group: GroupPart) -> bool:
    return any(member.age_from is not None for member in group.members)


def _by_code(table: RawTable, group: GroupPart, report: Reporter) -> Texts:
    meaning = {code: member.id for member in group.members for code in member.codes}
    meaning |= dict.fromkeys(group.no_answer, NOBODY)
    return read_codes(table, group.column, meaning, report, f"groups.{group.kind}")


def _by_age(table: RawTable, group: GroupPart, report: Reporter) -> Texts:
    quiet = report if group.column not in _checked(report) else Reporter(table.file)
    ages = read_numbers(table, group.column, quiet, "age", 0, False)
    found = np.full(len(ages), NOBODY, dtype=object)
    for member in group.members:
        if member.age_from is not None and member.age_to is not None:
            found[(ages >= member.age_from) & (ages < member.age_to + 1)] = member.id
    return found


def _checked(report: Reporter) -> set[str]:
    """Return the columns whose ages were already reported, so that a fault is told once."""
    return {problem.column for problem in report.problems if problem.message.startswith("the age")}


def read_answers(table: RawTable, codebook: Codebook, report: Reporter, warnings: Reporter) -> dict[str, Floats]:
    """Return by question 1 where an answer counts, 0 where it does not, NaN outside the base."""
    answers = {}
    for question in codebook.questions:
        parts = [_verdicts(table, column, question, report) for column in question.columns]
        answers[question.id] = _together(parts)
        if not report.problems and np.isnan(answers[question.id]).all():
            remedy = f"look at questions.{question.id} in the codebook: no answer counts, so nothing can be estimated"
            warnings.add("nobody answered the question", remedy, row=table.rows[0], column=question.columns[0], value=question.id)
    return answers


def _verdicts(table: RawTable, column: str, question: QuestionPart, report: Reporter) -> Texts:
    meaning = dict.fromkeys(question.yes, YES) | dict.fromkeys(question.no, NO) | dict.fromkeys(question.no_answer, OUT)
    key = f"questions.{question.id}"
    if not question.multiple:
        return read_codes(table, column, meaning, report, key, empty=OUT)
    codes, uniques = pd.factorize(np.asarray(table.columns[column], dtype=object))
    bad = {i for i, text in enumerate(uniques) if any(code not in meaning for code in _several(text))}
    remedy = f"correct it, or add it to {key} in the codebook; it has {', '.join(list(meaning)[:12])}"
    words = ("one of the codes is not in the codebook", remedy)
    report_cells(table, column, report, lambda place: words, bad, codes)
    return np.array([_best([meaning.get(code, OUT) for code in _several(text)]) for text in uniques], dtype=object)[codes]


def _several(text: str) -> list[str]:
    return text.replace(";", " ").replace(",", " ").split()


def _best(verdicts: list[str]) -> str:
    return YES if YES in verdicts else (NO if NO in verdicts else OUT)


def _together(parts: list[Texts]) -> Floats:
    yes = np.any([part == YES for part in parts], axis=0)
    no = np.any([part == NO for part in parts], axis=0)
    return np.where(yes, 1.0, np.where(no, 0.0, np.nan))
