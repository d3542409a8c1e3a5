"""The random choices of the plausible versions: seeded, in blocks, one stream per factor."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from models.presence_grid import grid_index
from models.uncertainty_inputs import UncertaintyInputs
from models.uncertainty_plan import (
    FACTORS,
    GAP_RULES,
    IN_SHARE,
    NORMALISATIONS,
    PILLAR_MEAN_SHARES,
    PRIORITY_MEAN_SHARES,
    SERVICE_RULES,
    SHIFT_RANGE,
    STRETCH_RANGE,
    SURVEY_ARRAYS,
    TYPE_RULES,
    WEIGHT_CONCENTRATION,
)

Draws = dict[str, npt.NDArray[np.generic]]
"""One array per name in ``FACTORS`` (and ``SURVEY_ARRAYS`` where there is a survey), first axis = draws."""


def block_generator(seed: int, stream: int, factor: str, block: int) -> np.random.Generator:
    """Return the generator of one factor in one block of one stream: no other draw can change it."""
    key = (stream, tuple(FACTORS).index(factor), block)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key)))


def base_draws(inputs: UncertaintyInputs, n: int) -> Draws:
    """Return ``n`` versions in which every choice is the method's own: they reproduce the shipped score."""
    a, c = inputs.vulnerability.shape[1], inputs.thin.shape[2]
    found: Draws = {
        "weights_vulnerability": np.full((n, a), 1 / a),
        "weights_thin": np.full((n, c), 1 / c),
        "weights_priority": np.full((n, 2), 0.5),
        "stretch_vulnerability": np.ones((n, a)),
        "shift_vulnerability": np.zeros((n, a)),
        "stretch_thin": np.ones((n, c)),
        "shift_thin": np.zeros((n, c)),
        "survey_z": np.zeros((n, int(np.count_nonzero(has_error(inputs))))),
    }
    if inputs.knowledge is not None:
        questions = inputs.knowledge.weights
        found["weights_knowledge"] = np.broadcast_to(questions, (n, len(questions)))
        found["weights_risk"] = np.full((n, 2), 0.5)
        found["knowledge_z"] = np.zeros((n, len(inputs.region_ids)))
    for name in ("normalisation", "pillar_mean", "priority_mean", "gap_rule", "services", "project_types"):
        found[name] = np.zeros(n, dtype=np.int8)
    for name in ("undated", "open_ended", "inferred_places"):
        found[name] = np.ones(n, dtype=np.int8)
    return found


def draw_block(
    inputs: UncertaintyInputs, n: int, seed: int, stream: int, block: int, vary: Collection[str] = tuple(FACTORS)
) -> Draws:
    """Return ``n`` versions in which the factors in ``vary`` are drawn and the others are the method's own.

    Raises
    ------
    ValueError
        Where ``vary`` names an unknown factor.
    """
    unknown = sorted(set(vary) - set(FACTORS))
    if unknown:
        raise ValueError(f"unknown factors {', '.join(unknown)}: use {', '.join(FACTORS)}")
    found = base_draws(inputs, n)
    for factor in FACTORS:
        if factor in vary:
            found.update(_draw_factor(factor, block_generator(seed, stream, factor, block), inputs, n))
    return found


def swap_factor(first: Draws, second: Draws, factor: str) -> Draws:
    """Return ``first`` with one factor's choices taken from ``second`` (the mixed sample of a Sobol design)."""
    names = (*FACTORS[factor], *(name for name in SURVEY_ARRAYS.get(factor, ()) if name in second))
    return {**first, **{name: second[name] for name in names}}


def has_error(inputs: UncertaintyInputs) -> npt.NDArray[np.bool_]:
    """Return which cells of the vulnerability table have a known survey error."""
    return (inputs.error_below > 0) | (inputs.error_above > 0)


def presence_cells(draws: Draws) -> npt.NDArray[np.intp]:
    """Return each version's cell in the presence grid."""
    names = ("services", "project_types", "undated", "open_ended", "inferred_places")
    return grid_index(*(draws[name] for name in names))


def _draw_factor(factor: str, rng: np.random.Generator, inputs: UncertaintyInputs, n: int) -> Draws:
    """Draw the choices of one factor."""
    a, c = inputs.vulnerability.shape[1], inputs.thin.shape[2]
    if factor == "weights":
        names = ("weights_vulnerability", a), ("weights_thin", c), ("weights_priority", 2)
        found: Draws = {name: rng.dirichlet(np.full(width, WEIGHT_CONCENTRATION), n) for name, width in names}
        return found | _draw_knowledge_weights(rng, inputs, n)
    if factor == "normalisation":
        found = {"normalisation": _choose(rng, NORMALISATIONS, n)}
        for name, width in (("vulnerability", a), ("thin", c)):
            found[f"stretch_{name}"] = np.exp(rng.uniform(math.log(STRETCH_RANGE[0]), math.log(STRETCH_RANGE[1]), (n, width)))
            found[f"shift_{name}"] = rng.uniform(*SHIFT_RANGE, (n, width))
        return found
    if factor == "aggregation":
        means = ("pillar_mean", PILLAR_MEAN_SHARES), ("priority_mean", PRIORITY_MEAN_SHARES)
        return {name: _choose(rng, shares, n) for name, shares in means}
    if factor == "survey_error":
        found = {"survey_z": rng.standard_normal((n, int(np.count_nonzero(has_error(inputs)))))}
        return found if inputs.knowledge is None else found | {"knowledge_z": rng.standard_normal((n, len(inputs.region_ids)))}
    choices = {
        "gaps": ("gap_rule", GAP_RULES),
        "services": ("services", SERVICE_RULES),
        "project_types": ("project_types", TYPE_RULES),
    }
    if factor in choices:
        name, shares = choices[factor]
        return {name: _choose(rng, shares, n)}
    return {name: (rng.random(n) < IN_SHARE).astype(np.int8) for name in FACTORS[factor]}


def _draw_knowledge_weights(rng: np.random.Generator, inputs: UncertaintyInputs, n: int) -> Draws:
    """Draw the weights inside pillar B, about the questions' own, and between B and vulnerability; after all others."""
    if inputs.knowledge is None:
        return {}
    questions = WEIGHT_CONCENTRATION * len(inputs.knowledge.weights) * inputs.knowledge.weights
    return {
        "weights_knowledge": rng.dirichlet(questions, n),
        "weights_risk": rng.dirichlet(np.full(2, WEIGHT_CONCENTRATION), n),
    }


def _choose(rng: np.random.Generator, shares: Mapping[str, float], n: int) -> npt.NDArray[np.int8]:
    """Return ``n`` indices into the choices, each with its share."""
    edges = np.cumsum(list(shares.values()))[:-1]
    return np.searchsorted(edges, rng.random(n), side="right").astype(np.int8)
