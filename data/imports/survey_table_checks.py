"""Whether published percentages fit together: answers of one question, groups and their total, areas and theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from data.imports.published import PublishedResult, PublishedTable
from data.imports.sheet_records import SheetRecord
from data.imports.survey_table_template import table_words
from data.problems import Reporter
from data.survey_types import EVERYONE

ROUNDING = 0.5  # published percentages are rounded to whole ones
Results = Sequence[PublishedResult]


def check_sums(table: PublishedTable, lines: Sequence[SheetRecord], report: Reporter) -> None:
    """Report what does not fit together, by cell.

    Single answers of one question that exceed 100; groups with more answers than their total, or areas with more than all
    areas together; a total outside the range of the groups that make it up; percentages that all look like shares.
    """
    at = {record.row: record for record in lines}
    _check_shares(table.results, at, report)
    _check_answers(table, at, report)
    _check_parts(table.results, at, report, lambda r: (r.area, r.sample, r.question), _group_kind, "group")
    _check_parts(table.results, at, report, lambda r: (r.sample, r.group, r.question), _area_kind, "area")


def _check_shares(results: Results, at: dict[int, SheetRecord], report: Reporter) -> None:
    if len(results) >= 3 and all(result.percent <= 1 for result in results):
        at[results[0].row].fault(report, "percent", "all percentages are 1 or less: they look like shares", "write 47, not 0.47")


def _by(results: Results, key: Callable[[PublishedResult], Hashable]) -> dict[Hashable, list[PublishedResult]]:
    found: dict[Hashable, list[PublishedResult]] = defaultdict(list)
    for result in results:
        found[key(result)].append(result)
    return found


def _check_answers(table: PublishedTable, at: dict[int, SheetRecord], report: Reporter) -> None:
    single = [r for r in table.results if r.question not in table.multiple]
    wording = {key: question.wording["sq"] for key, question in table.questions.items()}
    for answers in _by(single, lambda r: (r.area, r.sample, r.group, wording[r.question])).values():
        total = sum(answer.percent for answer in answers)
        if len(answers) > 1 and total > 100 + ROUNDING * len(answers):
            message = f"the answers of this question add up to {total:g} %"
            remedy = "correct them, or write multiple = yes on the sheet questions if several answers could be given"
            at[answers[-1].row].fault(report, "percent", message, remedy)


def _group_kind(result: PublishedResult) -> str:
    return "" if result.group == EVERYONE else result.group.split(":")[0]


def _area_kind(result: PublishedResult) -> str:
    return (
        ""
        if result.area == table_words()["together"]
        else ("qark" if len(result.area) == 5 and result.area[2] == "0" else "municipality")
    )


def _check_parts(
    results: Results,
    at: dict[int, SheetRecord],
    report: Reporter,
    whole: Callable[[PublishedResult], Hashable],
    kind: Callable[[PublishedResult], str],
    what: str,
) -> None:
    """Compare parts with their whole; ``kind`` is "" for the whole itself."""
    for lines in _by(results, whole).values():
        totals = [line for line in lines if not kind(line)]
        if not totals:
            continue
        for parts in _by([line for line in lines if kind(line)], kind).values():
            _compare(totals[0], parts, at, report, what)


def _compare(
    total: PublishedResult, parts: list[PublishedResult], at: dict[int, SheetRecord], report: Reporter, what: str
) -> None:
    too_many = [part for part in parts if part.n > total.n]
    for part in too_many:
        at[part.row].fault(
            report, "n", f"the {what} has more answers than the total of {total.n} in row {total.row}", "correct one of them"
        )
    n = sum(part.n for part in parts)
    if n > total.n and not too_many:
        message = f"the {what}s together have {n} answers, more than the total of {total.n} in row {total.row}"
        at[parts[-1].row].fault(report, "n", message, "correct them, or the total")
    low, high = min(part.percent for part in parts), max(part.percent for part in parts)
    if n == total.n and not low - 2 * ROUNDING <= total.percent <= high + 2 * ROUNDING:
        message = f"the total lies outside its {what}s, which reach from {low:g} to {high:g} %"
        at[total.row].fault(report, "percent", message, "correct the total or its parts")
