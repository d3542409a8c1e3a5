"""Lays out what an index prints: a column per node, and what hangs on it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data.index_data import IndexData
from data.index_specs.types import Group, IndexSpec, Indicator, Node
from models.index_results import classify_values, flag_values, rank_values, whole

Array = npt.NDArray[np.float64]


def result_columns(
    spec: IndexSpec, data: IndexData, nodes: dict[str, Array], imputed: dict[str, npt.NDArray[np.bool_]]
) -> dict[str, list[object]]:
    """Return everything that is printed, by name, in the order of the specification."""
    columns: dict[str, list[object]] = {spec.data.id_column: list(data.ids)}
    columns |= {name: list(texts) for name, texts in data.labels.items()}
    totals = _flag_totals(spec, nodes)
    for node_id, values in nodes.items():
        node = spec.node(node_id)
        columns[node_id] = [float(v) for v in values]
        columns |= _attached(node_id, node, values)
        if isinstance(node, Indicator) and node.imputation.method != "none":
            columns[f"{node_id}_imputed"] = [int(v) for v in imputed[node_id]]
        if isinstance(node, Group) and node.flag_total:
            columns[node.flag_total] = list(whole(totals[node_id]))
    return columns


def _attached(node_id: str, node: Node, values: Array) -> dict[str, list[object]]:
    """Return rank, class and flag of a node, as far as it asks for them."""
    found: dict[str, list[object]] = {}
    if node.rank != "none":
        found[f"{node_id}_rank"] = list(rank_values(values, node.rank))
    if node.classes:
        rule = node.classes
        found[f"{node_id}_class"] = list(classify_values(values, rule.cuts, rule.labels, rule.on_cut))
    if node.flag:
        found[node.flag.id] = list(whole(flag_values(values, node.flag.at_least, node.flag.at_most)))
    return found


def _flag_totals(spec: IndexSpec, nodes: dict[str, Array]) -> dict[str, Array]:
    """Return how many flags stand under each group that adds them up; NaN where one of them is missing."""
    flags = {}
    for node_id, values in nodes.items():
        if flag := spec.node(node_id).flag:
            flags[node_id] = flag_values(values, flag.at_least, flag.at_most)
    totals: dict[str, Array] = {}
    for group_id in spec.computing_order()[0]:
        if spec.groups[group_id].flag_total:
            members = spec.groups[group_id].members
            totals[group_id] = np.sum([totals[m] if m in totals else flags[m] for m in members], axis=0)
    return totals
