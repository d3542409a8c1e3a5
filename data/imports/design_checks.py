"""Checks of a survey's design as the file tells it: PSUs, strata, population counts, doubled interviews."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.imports.codebook import Codebook
from data.imports.raw_table import RawTable
from data.imports.survey_answers import Floats, Texts
from data.problems import Reporter


def report_doubles(table: RawTable, codebook: Codebook, report: Reporter) -> None:
    """Report interviews that stand in the file twice: by the column that tells them apart, or as wholly equal rows."""
    column = codebook.columns.unique
    marks = list(table.columns[column]) if column else list(table.digests)
    if codebook.survey.duplicates == "keep" and not column:
        return
    first: dict[object, int] = {}
    for row, mark in zip(table.rows, marks, strict=True):
        if mark in first and mark != "":
            by_mark = "keep one of them"
            equal = f'{by_mark}; if two people gave these answers, say [survey] duplicates = "keep" in the codebook'
            message = f"the interview of row {first[mark]} stands here again"
            report.add(
                message,
                by_mark if column else equal,
                row=row,
                column=column or "(whole row)",
                value=mark if column else "equal cells",
            )
        first.setdefault(mark, row)


def report_labels(table: RawTable, columns: tuple[str, ...], report: Reporter) -> None:
    """Report empty strata and PSUs."""
    for column in columns:
        for row, cell in zip(table.rows, table.columns[column], strict=True):
            if not cell:
                report.add(
                    "the cell is empty",
                    "every interview needs its stratum and PSU: fill it in",
                    row=row,
                    column=column,
                    value="(empty)",
                )


def report_design(
    table: RawTable,
    codebook: Codebook,
    sample: Texts,
    stratum: Texts,
    psus: tuple[Texts, ...],
    fpcs: tuple[Floats, ...],
    report: Reporter,
    warnings: Reporter,
) -> None:
    """Report a PSU in two strata and population counts that cannot be; warn of strata with a single PSU.

    The general sample and the booster are two designs; each is looked at by itself.
    """
    frame = pd.DataFrame(
        {"sample": sample, "stratum": stratum, "row": table.rows, "psu": psus[0] if psus else np.arange(len(sample))}
    )
    if psus:
        _report_psu_in_two_strata(frame, codebook.columns.psu[0], codebook.columns.stratum, report)
    if fpcs:
        _report_fpc(frame.assign(fpc=fpcs[0]), "stratum", "psu", codebook.columns.fpc[0], "PSUs", report)
    if len(fpcs) > 1:
        second = frame.assign(fpc=fpcs[1], inner=psus[1])
        _report_fpc(second, "psu", "inner", codebook.columns.fpc[1], "units of the second stage", report)
    full = fpcs[0] if fpcs else np.full(len(sample), np.inf)
    _report_lonely(frame.assign(fpc=full), codebook, report, warnings)


def _report_psu_in_two_strata(frame: pd.DataFrame, column: str, stratum: str, report: Reporter) -> None:
    """Report each PSU of several strata at the first row of the stratum that it has least often: most likely the slip."""
    pairs = frame.groupby(["sample", "psu", "stratum"], sort=False)["row"].agg(["size", "first"]).reset_index()
    for (_, name), unit in pairs[pairs.duplicated(["sample", "psu"], keep=False)].groupby(["sample", "psu"], sort=False):
        where = " and ".join(f"{s!r} (row {r})" for s, r in zip(unit["stratum"], unit["first"], strict=True))
        remedy = (
            f"correct the column {stratum}; if PSUs are numbered anew in each stratum, "
            "say [survey] psu_within_stratum = true in the codebook"
        )
        row = int(unit.sort_values("size", kind="stable")["first"].iloc[0])
        report.add(f"the PSU lies in several strata: {where}", remedy, row=row, column=column, value=name)


def _report_fpc(frame: pd.DataFrame, outer: str, inner: str, column: str, what: str, report: Reporter) -> None:
    for (_, name), part in frame.groupby(["sample", outer], sort=False):
        counts, n = part["fpc"].dropna(), part[inner].nunique()
        if counts.nunique() > 1:
            odd = part.loc[counts.index[counts != counts.iloc[0]][0]]
            remedy = f"write one count of {what} for all rows of it"
            message = f"two population counts in {outer} {name!r}: {counts.iloc[0]:g} and {odd['fpc']:g}"
            report.add(message, remedy, row=int(odd["row"]), column=column, value=f"{odd['fpc']:g}")
        elif len(counts) and counts.iloc[0] < n:
            remedy = f"write how many {what} the {outer} has in all, not how many were drawn nor a share"
            message = f"the population count is smaller than the {n} {what} in the file for {outer} {name!r}"
            report.add(message, remedy, row=int(part["row"].iloc[0]), column=column, value=f"{counts.iloc[0]:g}")


def _report_lonely(frame: pd.DataFrame, codebook: Codebook, report: Reporter, warnings: Reporter) -> None:
    rule = codebook.survey.lonely_psu
    for (_, name), part in frame.groupby(["sample", "stratum"], sort=False):
        if part["psu"].nunique() != 1 or part["fpc"].iloc[0] == 1:
            continue
        column = codebook.columns.stratum or "(no stratum)"
        message = f"the stratum has a single PSU ({part['psu'].iloc[0]!r})"
        if rule == "fail":
            remedy = "join it with a neighbouring stratum, or choose another [survey] lonely_psu than fail in the codebook"
            report.add(message, remedy, row=int(part["row"].iloc[0]), column=column, value=name)
        else:
            remedy = f"its variance cannot be told from within; the rule {rule!r} of the codebook is used"
            warnings.add(message, remedy, row=int(part["row"].iloc[0]), column=column, value=name)
