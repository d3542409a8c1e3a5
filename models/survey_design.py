"""A survey's design from arrays: strata, one or two stages of sampling units, finite population corrections.

References
----------
Särndal, Swensson and Wretman (1992), *Model Assisted Survey Sampling*, chapters 3-5; T. Lumley (2010), *Complex Surveys*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.survey_sums import Floats, Ints, SurveyError, SurveyFrame


@dataclass(frozen=True)
class SurveyDesign:
    """A frame with the place of every respondent in it.

    Attributes
    ----------
    frame : SurveyFrame
        The design as drawn.
    stratum, psu, ssu : array of int (respondents,)
        Indices; ``psu`` and ``ssu`` are -1 where the design has none. ``ssu`` counts over the whole sample.
    weights : array (respondents,)
        Not negative; 0 leaves a respondent in the design and out of every figure.
    """

    frame: SurveyFrame
    stratum: Ints
    psu: Ints
    ssu: Ints
    weights: Floats

    def __len__(self) -> int:
        """Return the number of respondents."""
        return len(self.weights)


def survey_design(
    weights: npt.ArrayLike,
    strata: Sequence[object] | npt.NDArray | None = None,
    psu: Sequence[object] | npt.NDArray | None = None,
    ssu: Sequence[object] | npt.NDArray | None = None,
    fpc: Sequence[npt.ArrayLike] = (),
    *,
    nest: bool = False,
) -> SurveyDesign:
    """Build a design, after checking all of it.

    Parameters
    ----------
    weights : array (respondents,)
        Design weights.
    strata, psu, ssu : sequence (respondents,), optional
        Labels. Without ``psu`` every respondent is a unit; ``ssu`` are numbered within their PSU.
    fpc : sequence of arrays
        One array per stage: population sizes in units of that stage (all >= 1), or sampling fractions (all <= 1).
    nest : bool
        Whether PSU labels start anew in every stratum.

    Raises
    ------
    SurveyError
        With every problem: weights, a PSU in two strata, an FPC smaller than the sample or not constant.
    """
    w = np.asarray(weights, dtype=float)
    problems = [*_weight_problems(w)]
    stratum, strata_labels = _codes(strata, len(w))
    psu_code, psu_labels = _nested(psu, stratum, nest)
    ssu_code = _nested(ssu, psu_code, True)[0] if ssu is not None else np.full(len(w), -1)
    psu_stratum = _owner(psu_code, stratum, len(psu_labels))
    if psu is not None and not np.array_equal(psu_stratum[psu_code], stratum):
        split = [str(psu_labels[i]) for i in np.unique(psu_code[psu_stratum[psu_code] != stratum])[:5]]
        problems.append(
            f"these PSUs lie in two strata: {', '.join(split)}; say that PSU numbers are nested in strata, or mend them"
        )
    n_psu = np.bincount(psu_stratum, minlength=len(strata_labels)) if psu is not None else np.bincount(stratum)
    owner = _owner(ssu_code, psu_code, int(ssu_code.max(initial=-1)) + 1) if ssu is not None else psu_stratum[:0]
    n_ssu = np.bincount(owner, minlength=len(psu_labels)) if ssu is not None else owner
    sampled = [n_psu[stratum], *([n_ssu[psu_code]] if ssu is not None else [])]
    sizes = population_sizes([np.asarray(f, dtype=float) for f in fpc], sampled, problems)
    pop_psu = _constant(sizes[0], stratum, len(strata_labels), "stratum", problems)
    pop_ssu = _constant(sizes[1], psu_code, len(psu_labels), "PSU", problems) if len(sizes) > 1 else np.zeros(0)
    if problems:
        raise SurveyError(*problems)
    frame = SurveyFrame(
        tuple(map(str, strata_labels)), n_psu, pop_psu, tuple(map(str, psu_labels)), psu_stratum, n_ssu, pop_ssu, len(sizes) > 1
    )
    return SurveyDesign(frame, stratum, psu_code, ssu_code, w)


def population_sizes(fpc: Sequence[Floats], sampled: Sequence[Ints], problems: list[str]) -> list[Floats]:
    """Return the population size of each stage per row, ``inf`` where there is no correction.

    All stages are given alike, as sizes or as fractions, as in R `survey`: a 1 among sizes is a size.
    """
    if not fpc:
        return [np.full(len(sampled[0]), np.inf)]
    if len(fpc) != len(sampled):
        problems.append(f"{len(sampled)} stage(s) need as many FPC columns, or none: {len(fpc)} given")
        return [np.full(len(sampled[0]), np.inf)]
    every = np.concatenate(fpc)
    if not np.isfinite(every).all() or (every < 0).any():
        problems.append("an FPC is missing or negative: give population sizes or sampling fractions")
        return [np.full(len(sampled[0]), np.inf)]
    if (every > 1).any() and (every < 1).any():
        problems.append("FPCs are partly sizes (above 1) and partly fractions (below 1): give one kind")
        return [np.full(len(sampled[0]), np.inf)]
    fractions = not (every > 1).any()
    with np.errstate(divide="ignore"):
        sizes = [n / f if fractions else f.astype(float) for f, n in zip(fpc, sampled, strict=True)]
    for stage, (size, n) in enumerate(zip(sizes, sampled, strict=True), 1):
        if (size < n * (1 - 1e-12)).any():
            worst = int(np.argmax(n - size))
            problems.append(f"FPC of stage {stage} is smaller than the sample: {size[worst]:g} units for {int(n[worst])} drawn")
    return sizes


def _weight_problems(w: Floats) -> list[str]:
    """Return what is wrong with the weights."""
    found = []
    if not len(w):
        found.append("there is nobody in the survey")
    if np.isnan(w).any() or np.isinf(w).any():
        found.append(f"{int((~np.isfinite(w)).sum())} weight(s) missing: drop those rows knowingly, or give them a weight")
    if (w < 0).any():
        found.append(f"{int((w < 0).sum())} weight(s) negative")
    if len(w) and not (w > 0).any() and not found:
        found.append("no weight is above 0")
    return found


def _codes(labels: Sequence[object] | npt.NDArray | None, n: int) -> tuple[Ints, npt.NDArray]:
    """Return indices and sorted labels; one label where there are none."""
    if labels is None:
        return np.zeros(n, dtype=np.int64), np.array(["1"])
    unique, codes = np.unique(np.asarray(labels), return_inverse=True)
    return codes.astype(np.int64), unique


def _nested(labels: Sequence[object] | npt.NDArray | None, parent: Ints, nest: bool) -> tuple[Ints, npt.NDArray]:
    """Return indices and labels of units, told apart by their parent where they are nested."""
    if labels is None:
        return np.full(len(parent), -1), np.zeros(0, dtype=str)
    codes, unique = _codes(labels, len(parent))
    if not nest:
        return codes, unique
    pairs, joint = np.unique(parent * np.int64(len(unique)) + codes, return_inverse=True)
    return joint.astype(np.int64), unique[pairs % len(unique)]


def _owner(unit: Ints, parent: Ints, count: int) -> Ints:
    """Return the parent of each unit (of its last row)."""
    owner = np.zeros(count, dtype=np.int64)
    if count:
        owner[unit] = parent
    return owner


def _constant(size: Floats, unit: Ints, count: int, what: str, problems: list[str]) -> Floats:
    """Return the size of each unit; a problem where it varies inside one."""
    found = np.full(count, np.inf)
    found[unit] = size
    with np.errstate(invalid="ignore"):
        if not np.allclose(found[unit], size, rtol=1e-12, atol=0):
            problems.append(f"FPC varies inside a {what}: it must be the same for all its rows")
    return found
