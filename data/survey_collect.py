"""Makes the frame and the cells of a survey from the rows that an engine returned."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data.survey_reduce import Reduced
from data.survey_sums import Floats, Ints, SurveyCells, SurveyError, SurveyFrame

Texts = npt.NDArray[np.str_]


def collect(
    reduced: Reduced, stages: int, fpc: int, *, fractions: bool, nest: bool, centre: float
) -> tuple[SurveyFrame, SurveyCells]:
    """Return the design as drawn and the sums of its units, sorted by label so that every engine's numbers are added alike.

    Parameters
    ----------
    stages, fpc : int
        Columns of sampling units and of finite population corrections.
    fractions : bool
        Whether the corrections are sampling fractions rather than sizes.
    nest : bool
        Whether PSU labels start anew in every stratum.

    Raises
    ------
    SurveyError
        A PSU in two strata, or an FPC that varies in its unit or is smaller than the sample.
    """
    problems: list[str] = []
    all_rows = reduced.everyone
    strata, stratum = np.unique(reduced.stratum, return_inverse=True)
    keys = np.char.add(np.char.add(reduced.stratum, "\x1f"), reduced.psu) if nest and stages else reduced.psu
    psus, psu = np.unique(keys, return_inverse=True) if stages else (np.zeros(0, dtype=str), np.full(len(stratum), -1))
    home = np.zeros(len(psus), dtype=np.int64)
    if stages:
        home[psu[all_rows]] = stratum[all_rows]
        split = np.unique(reduced.psu[home[psu] != stratum])
        if len(split):
            names = ", ".join(split[:5]) + (f" and {len(split) - 5} more" if len(split) > 5 else "")
            problems.append(
                f"PSU in two strata: {names}. If PSU numbers start anew in every stratum say --nest, else mend the file"
            )
    drawn = np.round(reduced.numbers["drawn"]).astype(np.int64)
    n_psu = np.bincount(home, minlength=len(strata)) if stages else _place(stratum[all_rows], drawn[all_rows], len(strata))
    second = stages == 2 and fpc == 2
    n_ssu = _place(psu[all_rows], drawn[all_rows], len(psus)) if second else np.zeros(0, dtype=np.int64)
    pop_psu = (
        _sizes(reduced, "f1", stratum, n_psu, strata, fractions, "stratum", problems) if fpc else np.full(len(strata), np.inf)
    )
    pop_ssu = _sizes(reduced, "f2", psu, n_ssu, psus, fractions, "PSU", problems) if second else np.zeros(0)
    if problems:
        raise SurveyError(*problems)
    labels = tuple(key.split("\x1f")[-1] for key in psus.tolist())
    frame = SurveyFrame(tuple(strata.tolist()), n_psu, pop_psu, labels, home, n_ssu, pop_ssu, second)
    return frame, _cells(reduced, stratum, psu, centre)


def _place(code: Ints, values: Ints, count: int) -> Ints:
    """Return the value of each code."""
    found = np.zeros(count, dtype=np.int64)
    found[code] = values
    return found


def _sizes(
    reduced: Reduced, name: str, code: Ints, drawn: Ints, labels: Texts, fractions: bool, what: str, problems: list[str]
) -> Floats:
    """Return the population size of each unit, and note where it varies or is smaller than the sample."""
    rows, low, high = reduced.everyone, np.full(len(labels), np.inf), np.full(len(labels), -np.inf)
    np.minimum.at(low, code[rows], reduced.numbers[f"{name}_low"][rows])
    np.maximum.at(high, code[rows], reduced.numbers[f"{name}_high"][rows])
    stage = int(name[1])
    for i in np.flatnonzero(high > low * (1 + 1e-12))[:5]:
        problems.append(
            f"FPC of stage {stage} varies inside {what} {labels[i]}: from {low[i]:g} to {high[i]:g}. Give it one value"
        )
    with np.errstate(divide="ignore"):
        sizes = drawn / high if fractions else high
    for i in np.flatnonzero(sizes < drawn * (1 - 1e-12))[:5]:
        problems.append(
            f"FPC of stage {stage} in {what} {labels[i]} is smaller than the sample: {sizes[i]:g} for {drawn[i]} drawn"
        )
    return sizes


def _cells(reduced: Reduced, stratum: Ints, psu: Ints, centre: float) -> SurveyCells:
    """Return the cells that hold an answer, in the order of domain, stratum and PSU."""
    names = domain_order(set(reduced.domain[~reduced.everyone].tolist()))
    place = {name: i for i, name in enumerate(names, 1)}
    domain = np.array(
        [0 if one else place[name] for one, name in zip(reduced.everyone, reduced.domain, strict=True)], dtype=np.int64
    )
    use = np.flatnonzero(reduced.numbers["n"] > 0)
    use = use[np.lexsort((psu[use], stratum[use], domain[use]))]
    number = {name: values[use] for name, values in reduced.numbers.items()}
    whole = {name: np.round(number[name]).astype(np.int64) for name in ("n", "units")}
    return SurveyCells(
        ("", *(plain_label(name) for name in names)),
        centre,
        domain[use],
        stratum[use],
        psu[use],
        whole["n"],
        number["w"],
        number["wy"],
        number["wyy"],
        whole["units"],
        number["s_yy"],
        number["s_yw"],
        number["s_ww"],
        number["low"],
        number["high"],
    )


def domain_order(labels: set[str]) -> list[str]:
    """Return group labels in order: numbers as numbers, if all are."""
    try:
        return sorted(labels, key=float)
    except ValueError:
        return sorted(labels)


def plain_label(label: str) -> str:
    """Return a whole number without the ``.0`` that some engines write."""
    return label[:-2] if label.endswith(".0") and label[:-2].lstrip("-").isdigit() else label
