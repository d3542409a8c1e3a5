"""Finds the variance between areas of a Fay-Herriot model, and the EBLUP with its mean squared error.

References
----------
Rao and Molina (2015), sections 6.1-6.2; Li and Lahiri (2010); Yoshimori and Lahiri (2014); R package ``sae``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar

from data.survey_sums import Floats

METHODS = ("reml", "ml", "li-lahiri", "yoshimori-lahiri")
GRID = 400


@dataclass(frozen=True)
class AreaFit:
    """The fitted model: variance between areas, coefficients, their covariance, EBLUP, MSE, weight of the direct estimate."""

    variance: float
    beta: Floats
    covariance: Floats
    eblup: Floats
    mse: Floats
    shrinkage: Floats


def fit_areas(x: Floats, y: Floats, psi: Floats, method: str) -> AreaFit:
    """Return the fit.

    Parameters
    ----------
    x : array (areas, p)
        Covariates with the intercept among them; of full rank.
    y, psi : array (areas,)
        Direct estimates and their sampling variances.
    method : str
        ``reml``, ``ml``, ``li-lahiri`` or ``yoshimori-lahiri``.

    Notes
    -----
    Mean squared errors are the second-order ones of each method: ``g1 + g2 + 2 g3`` for REML and for Yoshimori-Lahiri, whose
    bias is of lower order; less the squared shrinkage times the bias of the variance for ML (Datta and Lahiri 2000) and for
    Li-Lahiri, whose bias is ``2 / (A sum 1 / (A + psi)**2)``. Where that correction leaves nothing it is not made.

    Raises
    ------
    ValueError
        An unknown method, or covariates that determine each other.
    """
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}: choose one of {', '.join(METHODS)}")
    if x.shape[1] >= len(y):
        raise ValueError(f"{len(y)} areas (n_samples = {len(y)}) are too few for {x.shape[1]} coefficients")
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise ValueError("the covariates determine each other: leave one out")
    a = area_variance(x, y, psi, method)
    v = 1 / (a + psi)
    q: Floats = np.linalg.inv(x.T @ (v[:, None] * x)).astype(float)
    beta = q @ x.T @ (v * y)
    synthetic = x @ beta
    gamma = a * v
    eblup = synthetic + gamma * (y - synthetic)
    return AreaFit(a, beta, q, eblup, _mse(x, psi, a, v, q, method), gamma)


def area_variance(x: Floats, y: Floats, psi: Floats, method: str) -> float:
    """Return the variance between areas that maximises the method's likelihood: searched on a grid, then refined."""
    scale = max(float(psi.max()), float(np.var(y)), 1e-300)
    grid = np.concatenate([[0.0], np.geomspace(1e-8, 1e4, GRID)]) * scale
    values = np.array([_objective(a, x, y, psi, method) for a in grid])
    best = int(np.argmax(values))
    if best == 0:
        low, high = 0.0, grid[1]
    else:
        low, high = grid[best - 1], grid[min(best + 1, GRID)]
    found = minimize_scalar(
        lambda a: -_objective(a, x, y, psi, method), bounds=(low, high), method="bounded", options={"xatol": 1e-14 * scale}
    )
    a = _polished(float(found.x), x, y, psi, method) if method in ("reml", "ml") else float(found.x)
    return 0.0 if method in ("reml", "ml") and _objective(0.0, x, y, psi, method) >= -float(found.fun) else a


def _objective(a: float, x: Floats, y: Floats, psi: Floats, method: str) -> float:
    """Return the (restricted, adjusted) log-likelihood, but for constants; minus infinity where an adjustment is 0."""
    v = 1 / (a + psi)
    information = x.T @ (v[:, None] * x)
    beta = np.linalg.solve(information, x.T @ (v * y)) if x.shape[1] else np.zeros(0)
    value = 0.5 * (np.log(v).sum() - float((v * (y - x @ beta) ** 2).sum()))
    if method != "ml":
        value -= 0.5 * float(np.linalg.slogdet(information)[1])
    if method == "li-lahiri":
        value += np.log(a) if a > 0 else -np.inf
    elif method == "yoshimori-lahiri":
        total = float((a * v).sum())
        value += np.log(np.arctan(total)) / len(y) if total > 0 else -np.inf
    return float(value)


def _polished(a: float, x: Floats, y: Floats, psi: Floats, method: str) -> float:
    """Return the root of the score near ``a`` by Fisher scoring; the likelihood itself is too flat to give all digits."""
    for _ in range(50):
        v = 1 / (a + psi)
        q = np.linalg.inv(x.T @ (v[:, None] * x)) if x.shape[1] else np.zeros((0, 0))
        p = np.diag(v) - (v[:, None] * x) @ q @ (v[:, None] * x).T
        py = p @ y
        score = 0.5 * (float(py @ py) - (float(np.trace(p)) if method == "reml" else float(v.sum())))
        step = score / (0.5 * (float((p * p).sum()) if method == "reml" else float((v * v).sum())))
        if not np.isfinite(step) or a + step <= 0:
            return a
        a += step
        if abs(step) <= 1e-14 * a:
            break
    return a


def _mse(x: Floats, psi: Floats, a: float, v: Floats, q: Floats, method: str) -> Floats:
    """Return the second-order mean squared error of each area's EBLUP."""
    b = psi * v
    g1, g2 = psi * (1 - b), b * b * np.einsum("ij,jk,ik->i", x, q, x)
    asymptotic = 2 / float((v * v).sum())
    g3 = b * b * v * asymptotic
    if method == "ml":
        bias = -float(np.trace(q @ (x.T @ ((v * v)[:, None] * x)))) / float((v * v).sum())
    elif method == "li-lahiri":
        bias = asymptotic / a
    else:
        bias = 0.0
    corrected = g1 + g2 + 2 * g3 - b * b * bias
    return np.where(corrected > 0, corrected, g1 + g2 + 2 * g3)
