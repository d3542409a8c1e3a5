"""Computes any composite index from its specification: gaps, outliers, transform, normalisation, groups upon groups.

The order of steps is that of the Handbook on Constructing Composite Indicators (OECD/JRC 2008). Each step is a scikit-learn
estimator of its own, fitted on the table at hand; nothing here knows a particular index.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data.index_data import IndexData
from data.index_specs.rules import AsGiven, Goalposts, MinMax, Normalisation, PercentileRank, Rank, ZScore
from data.index_specs.types import IndexSpec, Indicator
from models.index_aggregate import GroupAggregator
from models.index_columns import result_columns
from models.index_impute import GroupImputer
from models.index_normalise import ColumnScaler, RangeScaler, ZScorer
from models.index_outliers import OutlierTreatment
from models.index_ranks import PercentileRanker, RankScaler
from models.index_results import IndexResult
from models.index_rounding import round_decimals

Array = npt.NDArray[np.float64]
TRANSFORMS = {"none": np.positive, "log": np.log, "log10": np.log10, "log1p": np.log1p, "sqrt": np.sqrt}
DOMAINS = {"none": -np.inf, "log": 0.0, "log10": 0.0, "log1p": -1.0, "sqrt": -1e-300}


def run_index(spec: IndexSpec, data: IndexData) -> IndexResult:
    """Compute every node of an index for every unit.

    Parameters
    ----------
    spec : IndexSpec
        A checked specification (:func:`data.index_specs.registry.load_spec`).
    data : IndexData
        Values in the publisher's units, a column per indicator of ``spec``; NaN = missing.

    Returns
    -------
    IndexResult
        Indicators on the index's scale and groups, with ranks, classes, flags and what was imputed, as the specification asks.
        NaN where there is no value, or too few members of a group have one.

    Raises
    ------
    ValueError
        Naming the node, where its values cannot be normalised or aggregated: no spread, no logarithm, outside the scale.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        return _run(spec, data)


def _run(spec: IndexSpec, data: IndexData) -> IndexResult:
    """Compute every node; what overflows is refused node by node, so numpy need not warn of it."""
    nodes: dict[str, Array] = {}
    imputed: dict[str, npt.NDArray[np.bool_]] = {}
    for j, (node_id, indicator) in enumerate(spec.indicators.items()):
        try:
            filled, imputed[node_id] = _impute(indicator, data, _intensity(indicator, data, j))
            nodes[node_id] = _finite(_indicator(spec, indicator, filled))
        except ValueError as error:
            raise ValueError(f"indicator {node_id}: {error}") from None
    order, rings = spec.computing_order()
    if rings:
        raise ValueError(f"groups contain each other: {', '.join(rings)}")
    for group_id in order:
        members = np.column_stack([nodes[m] for m in spec.groups[group_id].members])
        try:
            nodes[group_id] = _finite(_group(spec, group_id, members))
        except ValueError as error:
            raise ValueError(f"group {group_id}: {error}") from None
    ordered = {node_id: nodes[node_id] for node_id in (*spec.indicators, *spec.groups)}
    return IndexResult(data.ids, spec.index.main, ordered, result_columns(spec, data, ordered, imputed))


def _finite(values: Array) -> Array:
    """Return the values; ValueError where one is too large for a computer to hold."""
    if np.isinf(values).any():
        raise ValueError("the result is not finite: look for goalposts that nearly touch, or huge values or weights")
    return values


def _intensity(indicator: Indicator, data: IndexData, j: int) -> Array:
    """Return the values of an indicator, per unit of its denominator where it has one."""
    values = data.values[:, j]
    return values / data.denominators[indicator.denominator] if indicator.denominator else values


def _impute(indicator: Indicator, data: IndexData, values: Array) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Return a column with its gaps filled as the indicator asks, and which were."""
    rule = indicator.imputation
    if rule.method == "none":
        return values, np.zeros(len(values), dtype=bool)
    codes = np.zeros(len(values))
    if rule.by:
        texts = np.array(data.groups[rule.by])
        # A unit without an entry belongs to no group and keeps its gap.
        codes = np.where(texts == "", np.nan, np.unique(texts, return_inverse=True)[1])
    table = np.column_stack([codes, values])
    imputer = GroupImputer(group_column=0, statistic=rule.method.removeprefix("group_")).fit(table)
    return imputer.transform(table)[:, 1], imputer.missing_mask(table)[:, 1]


def _indicator(spec: IndexSpec, indicator: Indicator, values: Array) -> Array:
    """Return one column on the index's scale: capped, treated, transformed, normalised and rounded."""
    low = -np.inf if indicator.cap_low is None else indicator.cap_low
    high = np.inf if indicator.cap_high is None else indicator.cap_high
    values = np.clip(values, low, high)
    rule = indicator.outliers
    if rule.method != "none":
        treatment = OutlierTreatment(rule.method, rule.max_points, rule.skewness, rule.kurtosis)
        values = treatment.fit_transform(values[:, None])[:, 0]
    values = _transformed(values, indicator.transform)
    scaled = _normalised(spec, indicator.normalisation, values, indicator.direction == "negative", indicator.transform)
    return round_decimals(scaled, indicator.decimals, indicator.decimal_rule)


def _transformed(values: Array, name: str) -> Array:
    """Return the transformed values; ValueError where one has no transform."""
    outside = values[values <= DOMAINS[name]]
    if outside.size:
        raise ValueError(f"{outside[0]:g} has no {name}: set cap_low, or use another transform")
    return TRANSFORMS[name](values)


def _normalised(spec: IndexSpec, rule: Normalisation, values: Array, negative: bool, transform: str = "none") -> Array:
    """Return values normalised by one rule of the specification."""
    if isinstance(rule, AsGiven):
        low, high = spec.scale_of(rule.to)
        return low + high - values if negative else values
    return _scaler(spec, rule, negative, transform).fit(values[:, None]).transform(values[:, None])[:, 0]


def _scaler(spec: IndexSpec, rule: Normalisation, negative: bool, transform: str) -> ColumnScaler:
    """Return the estimator for a rule; fixed ends are transformed as the values are."""
    if isinstance(rule, Goalposts | MinMax):
        low, high = (None if end is None else float(TRANSFORMS[transform](end)) for end in (rule.low, rule.high))
        clip = rule.clip if isinstance(rule, Goalposts) else "none"
        return RangeScaler(low=low, high=high, to=spec.scale_of(rule.to), clip=clip, negative=negative)
    if isinstance(rule, PercentileRank):
        return PercentileRanker(to=rule.to, negative=negative)
    if isinstance(rule, ZScore):
        return ZScorer(mean=rule.mean, sd=rule.sd, ddof=rule.ddof, negative=negative)
    assert isinstance(rule, Rank)
    return RankScaler(ties=rule.ties, to=rule.to, negative=negative)


def _group(spec: IndexSpec, group_id: str, members: Array) -> Array:
    """Return the column of a group from those of its members, shape (units, members)."""
    group = spec.groups[group_id]
    aggregator = GroupAggregator(
        kind=group.aggregation,
        weights=spec.weights_of(group_id),
        min_share=group.min_share,
        min_count=group.min_count,
        span=spec.scale_of(group.range),
        floor=group.floor,
        floor_kept=group.floor_kept,
        exponent=1.0 if group.exponent is None else group.exponent,
    )
    values = aggregator.fit_transform(members)[:, 0]
    if group.normalisation is not None:
        values = _normalised(spec, group.normalisation, values, group.direction == "negative")
    return round_decimals(values, group.decimals, group.decimal_rule)
