"""The variance of a linearised total over strata and stages, with the rules for lonely PSUs of R `survey`.

References
----------
Särndal, Swensson and Wretman (1992), results 4.3.1 and 5.7.1; Lumley (2010), section 2.2 and appendix on lonely PSUs.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from data.survey_sums import Floats, Ints, SurveyCells, SurveyError, SurveyFrame

Lonely = Literal["fail", "adjust", "average", "certainty", "remove"]
LONELY: tuple[Lonely, ...] = get_args(Lonely)
CENSUS = 1e-7  # a stratum whose unsampled share is smaller adds no variance, as in R `survey`


def domain_variances(frame: SurveyFrame, cells: SurveyCells, a: Floats, b: Floats, lonely: Lonely = "fail") -> Floats:
    """Return the variance of ``sum w (a y + b)`` for every domain.

    Parameters
    ----------
    frame, cells
        The design, and the sums of the sampling units (``y`` is less the cells' centre).
    a, b : array (domains,)
        The linearised variable of each domain: ``1/W`` and ``-ybar/W`` for a mean, 1 and the centre for a total.
    lonely : str
        What a stratum with a single PSU in the *design* adds: ``fail`` raises; ``adjust`` its squared distance from 0, the mean
        of a linearised variable; ``average`` what the other strata of the domain add on average; ``certainty`` and ``remove``
        nothing. A stratum with several PSUs and one in the domain is no lonely stratum (R's default).

    Returns
    -------
    array (domains,)
        NaN where ``average`` has nothing to average.

    Raises
    ------
    SurveyError
        Under ``fail``, naming the strata (and PSUs with one second-stage unit).
    """
    if lonely not in LONELY:
        raise SurveyError(f"unknown rule for lonely PSUs {lonely!r}: choose one of {', '.join(LONELY)}")
    ay, bw = a[cells.domain], b[cells.domain]
    z = ay * cells.wy + bw * cells.w
    within = ay * ay * cells.s_yy + 2 * ay * bw * cells.s_yw + bw * bw * cells.s_ww
    within = np.maximum(within, 0.0)
    variance = _first_stage(frame, cells, z, within, lonely)
    if frame.two_stage:
        variance = variance + _second_stage(frame, cells, z, within, lonely)
    return _without_rounding(variance, cells, a, b)


def _first_stage(frame: SurveyFrame, cells: SurveyCells, z: Floats, within: Floats, lonely: Lonely) -> Floats:
    """Return the variance between the PSUs of each stratum, summed by domain."""
    size = (len(cells.domains), len(frame.strata))
    key = cells.domain * size[1] + cells.stratum
    total, present = _by(key, z, size), _by(key, np.ones(len(z)) if not frame.rows_are_units else cells.units, size)
    n = frame.n_psu.astype(float)
    mean = total / n
    if frame.rows_are_units:
        share = total**2 / np.maximum(present, 1)
        squares = _by(key, within, size) + share * (1 - present / n)
    else:
        squares = _by(key, (z - mean.ravel()[key]) ** 2, size) + (n - present) * mean**2
    left = _unsampled(frame.pop_psu, n)
    lone = (n == 1) & (left >= CENSUS)
    terms = np.where(left < CENSUS, 0.0, left * n / np.maximum(n - 1, 1) * squares)
    seen = present > 0
    if lonely == "fail" and (lone & seen.any(axis=0)).any():
        names = [frame.strata[h] for h in np.flatnonzero(lone & seen.any(axis=0))]
        raise SurveyError(f"strata with a single PSU have no variance of their own: {_few(names)}; choose a rule for lonely PSUs")
    terms = np.where(lone, left * total**2 if lonely == "adjust" else 0.0, terms)
    variance = np.where(seen, terms, 0.0).sum(axis=1)
    if lonely == "average" and lone.any():
        used = (seen & ~lone).sum(axis=1)
        variance = np.where(used > 0, variance * seen.sum(axis=1) / np.maximum(used, 1), np.nan)
    return variance


def _second_stage(frame: SurveyFrame, cells: SurveyCells, z: Floats, within: Floats, lonely: Lonely) -> Floats:
    """Return the variance inside PSUs, each weighted with its stratum's sampling fraction, summed by domain."""
    m = frame.n_ssu[cells.psu].astype(float)
    left = _unsampled(frame.pop_ssu[cells.psu], m)
    squares = within + z**2 / np.maximum(cells.units, 1) * (1 - cells.units / m)
    lone = (m == 1) & (left >= CENSUS)
    if lonely == "fail" and lone.any():
        names = [frame.psus[i] for i in np.unique(cells.psu[lone])]
        raise SurveyError(
            f"PSUs with a single second-stage unit have no variance inside: {_few(names)}; choose a rule for lonely PSUs"
        )
    terms = np.where(left < CENSUS, 0.0, left * m / np.maximum(m - 1, 1) * squares)
    alone = {"adjust": left * z**2, "average": np.full(len(z), np.nan)}.get(lonely, np.zeros(len(z)))
    terms = np.where(lone, alone, terms) * (frame.n_psu / frame.pop_psu)[cells.stratum]
    return np.bincount(cells.domain, weights=terms, minlength=len(cells.domains)).astype(float)


def _without_rounding(variance: Floats, cells: SurveyCells, a: Floats, b: Floats) -> Floats:
    """Return 0 for a variance that is nothing but rounding: less than 1e-13 of the sum of what it is made of, squared."""
    size = np.abs(a[cells.domain] * cells.wy) + np.abs(b[cells.domain] * cells.w)
    scale = np.bincount(cells.domain, weights=size, minlength=len(variance))
    return np.where(variance < (1e-13 * scale) ** 2, 0.0, variance)


def _unsampled(population: Floats, n: Floats) -> Floats:
    """Return the share of the population's units that were not drawn; 1 where the population is endless."""
    with np.errstate(invalid="ignore"):
        return np.where(np.isinf(population), 1.0, (population - n) / np.where(np.isinf(population), 1.0, population))


def _by(key: Ints, values: Floats | Ints, size: tuple[int, int]) -> Floats:
    """Return sums by domain and stratum."""
    return np.bincount(key, weights=values, minlength=size[0] * size[1]).reshape(size).astype(float)


def _few(names: list[str]) -> str:
    """Return the first names, and how many more."""
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
