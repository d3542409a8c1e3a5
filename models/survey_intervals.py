"""Confidence intervals for survey estimates, with the design's degrees of freedom.

References
----------
Korn and Graubard (1998), Survey Methodology 24, 193-201; Wilson (1927), JASA 22, 209-212; Clopper and Pearson (1934),
Biometrika 26, 404-413; Franco et al. (2019), J. Survey Statistics and Methodology 7, 334-364, compare them.
"""

from __future__ import annotations

import math
from typing import Literal, get_args

from scipy.special import betaincinv, stdtrit

Method = Literal["logit", "wald", "wilson", "korn-graubard"]
METHODS: tuple[Method, ...] = get_args(Method)
Interval = tuple[float, float]
NO_INTERVAL: Interval = (math.nan, math.nan)


def t_quantile(level: float, df: float) -> float:
    """Return the two-sided Student quantile: 1.96 for 95 % and endless degrees of freedom; NaN without any."""
    return float(stdtrit(df, 0.5 + level / 2)) if df > 0 else math.nan


def wald(estimate: float, se: float, df: float, level: float = 0.95) -> Interval:
    """Return estimate -+ t se; not cut at 0 and 1, as R ``confint(svymean(...), df=degf(design))``."""
    half = t_quantile(level, df) * se
    return estimate - half, estimate + half


def logit(p: float, se: float, df: float, level: float = 0.95) -> Interval:
    """Return the Wald interval of the log-odds, turned back; 0 < p < 1. R ``svyciprop(method="xlogit")``.

    R's ``method="logit"`` fits the same by iteration and stops near it, at 1e-8 of the deviance.
    """
    eta, half = math.log(p / (1 - p)), t_quantile(level, df) * se / (p * (1 - p))
    return _expit(eta - half), _expit(eta + half)


def wilson(p: float, n_eff: float, df: float, level: float = 0.95) -> Interval:
    """Return the score interval on the effective sample size, with Student's quantile; p itself where ``n_eff`` is endless."""
    if math.isinf(n_eff):
        return p, p
    t2 = t_quantile(level, df) ** 2
    middle, spread = p + t2 / (2 * n_eff), math.sqrt(t2 * (p * (1 - p) + t2 / (4 * n_eff)) / n_eff)
    low, high = (middle - spread) / (1 + t2 / n_eff), (middle + spread) / (1 + t2 / n_eff)
    return (0.0 if p == 0 else low), (1.0 if p == 1 else high)


def clopper_pearson(p: float, n: float, level: float = 0.95) -> Interval:
    """Return the exact binomial interval for ``p n`` successes of ``n``, which need not be whole."""
    if not n > 0:
        return NO_INTERVAL
    tail = (1 - level) / 2
    low = 0.0 if p <= 0 else float(betaincinv(n * p, n * (1 - p) + 1, tail))
    high = 1.0 if p >= 1 else float(betaincinv(n * p + 1, n * (1 - p), 1 - tail))
    return low, high


def korn_graubard(p: float, n: int, n_eff: float, df: float, level: float = 0.95) -> Interval:
    """Return Clopper-Pearson on ``n_eff (t_{n-1} / t_df)**2``: R ``svyciprop(method="beta")``.

    Parameters
    ----------
    p, n, n_eff, df
        Share; answers; ``p (1 - p) / variance`` (``n`` where p is 0 or 1); design degrees of freedom.
    level : float
        Between 0 and 1.
    """
    if math.isinf(n_eff):
        return p, p
    ratio = t_quantile(level, n - 1) / t_quantile(level, df)
    return clopper_pearson(p, n_eff * ratio**2, level)


def proportion_interval(method: Method, p: float, se: float, n: int, n_eff: float, df: float, level: float) -> Interval:
    """Return the interval of a share by the method; at 0 and 1 the exact one on ``n`` (Korn-Graubard keeps its own).

    NaN where there are no degrees of freedom, or no standard error.
    """
    if math.isnan(p) or math.isnan(se) or not df > 0:
        return NO_INTERVAL
    if method == "korn-graubard":
        return korn_graubard(p, n, n_eff, df, level)
    if p in (0.0, 1.0):
        return clopper_pearson(p, n, level)
    if se == 0:
        return p, p
    if method == "wilson":
        return wilson(p, n_eff, df, level)
    return logit(p, se, df, level) if method == "logit" else wald(p, se, df, level)


def _expit(x: float) -> float:
    """Return the share of log-odds without overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
