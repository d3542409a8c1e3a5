"""What a specification must hold beyond the form of its keys: every fault at once, each with its key and a remedy."""

from __future__ import annotations

import difflib
import itertools
import math
from collections import Counter

from data.index_specs.rules import Goalposts, MinMax, Span
from data.index_specs.types import Group, IndexSpec, Node
from data.problems import Reporter

GUIDE = "docs/index-specification.md"


def check_spec(spec: IndexSpec, report: Reporter) -> None:
    """Report everything in a specification that cannot be computed or cannot be meant."""
    _check_names(spec, report)
    _check_span(spec.index.scale, "index.scale", report)
    for node_id, indicator in spec.indicators.items():
        _check_indicator(spec, node_id, report)
        _check_node(spec, indicator, f"indicators.{node_id}", report)
    for group_id, group in spec.groups.items():
        _check_members(spec, group_id, report)
        _check_weights(spec, group_id, report)
        _check_shape(group, f"groups.{group_id}", report)
        _check_node(spec, group, f"groups.{group_id}", report)
    _check_cycles(spec, report)


def output_columns(spec: IndexSpec) -> list[str]:
    """Return the names of all columns that an index prints, in order: id, labels, then each node with what hangs on it."""
    names = [spec.data.id_column, *spec.data.labels]
    for node_id in (*spec.indicators, *spec.groups):
        node = spec.node(node_id)
        names.append(node_id)
        names += [f"{node_id}_rank"] if node.rank != "none" else []
        names += [f"{node_id}_class"] if node.classes else []
        names += [node.flag.id] if node.flag else []
        if isinstance(node, Group):
            names += [node.flag_total] if node.flag_total else []
        elif node.imputation.method != "none":
            names.append(f"{node_id}_imputed")
    return names


def _check_names(spec: IndexSpec, report: Reporter) -> None:
    """Report names that stand for two things, and a main node or indicators that lead nowhere."""
    for name, times in Counter([*spec.indicators, *spec.groups]).items():
        if times > 1:
            report.add("the same id is an indicator and a group", "give one of them another id", column=f"groups.{name}")
    for name, times in Counter(output_columns(spec)).items():
        if times > 1 and not (name in spec.indicators and name in spec.groups):
            report.add("two columns of the result would have this name", "change one of the ids", column=name)
    if spec.index.main not in spec.groups:
        report.add("there is no such group", _near(spec.index.main, spec.groups), column="index.main", value=spec.index.main)
    used = {member for group in spec.groups.values() for member in group.members}
    for name in spec.indicators:
        if name not in used:
            remedy = "add it to a group's members or remove it"
            report.add("the indicator belongs to no group", remedy, column=f"indicators.{name}")


def _check_span(span: Span | None, place: str, report: Reporter) -> None:
    """Report a span whose lower end is not under its upper one."""
    if span is not None and not span[0] < span[1]:
        report.add("the lower end must be under the upper one", "write [low, high]", column=place, value=list(span))


def _check_indicator(spec: IndexSpec, node_id: str, report: Reporter) -> None:
    """Report goalposts, caps and gap rules of an indicator that cannot be."""
    indicator, place = spec.indicators[node_id], f"indicators.{node_id}"
    rule = indicator.normalisation
    ends = (rule.low, rule.high) if isinstance(rule, Goalposts | MinMax) else ()
    if len(ends) == 2 and None not in ends and not ends[0] < ends[1]:  # type: ignore[operator]
        remedy = 'set low under high; for an indicator where less is better use direction = "negative"'
        message = "the goalposts are equal" if ends[0] == ends[1] else "the low goalpost is above the high one"
        report.add(message, remedy, column=f"{place}.normalisation", value=list(ends))
    least = {"log": 0.0, "log10": 0.0}.get(indicator.transform)
    if least is not None and any(end is not None and end <= least for end in ends):
        remedy = "set goalposts above 0 or leave the transform out"
        report.add("a goalpost of 0 or less has no logarithm", remedy, column=f"{place}.normalisation", value=list(ends))
    if indicator.cap_low is not None and indicator.cap_high is not None and not indicator.cap_low < indicator.cap_high:
        report.add("the lower cap must be under the upper one", "correct cap_low or cap_high", column=place)
    if indicator.imputation.method.startswith("group_") != bool(indicator.imputation.by):
        remedy = "name the column of the data that holds the groups in by, for group_mean and group_median only"
        report.add("imputation and its column do not fit", remedy, column=f"{place}.imputation", value=indicator.imputation.by)


def _check_node(spec: IndexSpec, node: Node, place: str, report: Reporter) -> None:
    """Report classes, flags, weights and spans of a node that cannot be."""
    if node.weight < 0:
        report.add("the weight is negative", "use 0 or more; turn an indicator by its direction", column=place, value=node.weight)
    rule = getattr(node, "normalisation", None)
    _check_span(getattr(rule, "to", None), f"{place}.normalisation.to", report)
    if node.classes:
        cuts = node.classes.cuts
        if any(not a < b for a, b in itertools.pairwise(cuts)):
            report.add("the cuts do not rise", "write each once, lowest first", column=f"{place}.classes", value=list(cuts))
        if len(node.classes.labels) != len(cuts) + 1:
            message = f"{len(cuts)} cuts need {len(cuts) + 1} labels, and there are {len(node.classes.labels)}"
            report.add(message, "give one label more than cuts", column=f"{place}.classes")
    if node.flag and (node.flag.at_least is None) == (node.flag.at_most is None):
        report.add("the flag needs one limit", "state at_least or at_most, not both", column=f"{place}.flag")


def _check_shape(group: Group, place: str, report: Reporter) -> None:
    """Report keys of a group that its aggregation does not use, and those it lacks."""
    _check_span(group.range, f"{place}.range", report)
    if (group.aggregation == "power") != (group.exponent is not None):
        report.add("exponent goes with the power mean", 'state it for aggregation = "power" and nowhere else', column=place)
    elif group.exponent == 0:
        report.add("the exponent is 0", 'use aggregation = "geometric"', column=f"{place}.exponent")
    if group.floor_kept and not (group.floor and group.aggregation in ("geometric", "inverted_geometric")):
        report.add("floor_kept goes with a floor", "state floor, or leave floor_kept out", column=place)
    if isinstance(group.normalisation, Goalposts) and not group.normalisation.low < group.normalisation.high:
        report.add("the goalposts are equal or turned", "set low under high", column=f"{place}.normalisation")


def _check_members(spec: IndexSpec, group_id: str, report: Reporter) -> None:
    """Report members that do not exist or stand twice, and flags that nothing adds up to."""
    group, place = spec.groups[group_id], f"groups.{group_id}"
    known = [*spec.indicators, *spec.groups]
    for member, times in Counter(group.members).items():
        if member not in known:
            report.add("unknown indicator or group", _near(member, known), column=f"{place}.members", value=member)
        elif times > 1:
            report.add("the member stands there twice", "name it once and give it a weight", column=place, value=member)
    if group.flag_total:
        for member in (m for m in group.members if m in known):
            node = spec.node(member)
            if not node.flag and not getattr(node, "flag_total", ""):
                remedy = "give the member a flag, or a flag_total of its own"
                report.add("flag_total has nothing to add from a member", remedy, column=f"{place}.flag_total", value=member)


def _check_weights(spec: IndexSpec, group_id: str, report: Reporter) -> None:
    """Report weights that are too few, negative or all zero."""
    group, place = spec.groups[group_id], f"groups.{group_id}.weights"
    if any(m not in spec.indicators and m not in spec.groups for m in group.members):
        return
    weights = spec.weights_of(group_id)
    if len(weights) != len(group.members):
        message = f"{len(group.members)} members need as many weights, and there are {len(weights)}"
        report.add(message, "give one weight per member, in the same order", column=place)
    elif group.weights is not None and min(weights) < 0:
        report.add("a weight is negative", "use 0 or more; turn an indicator by its direction", column=place, value=list(weights))
    elif not math.isfinite(sum(weights)):
        report.add("the weights are too large to add up", "use small numbers; only their proportions count", column=place)
    elif min(weights) >= 0 and not sum(weights) > 0:
        report.add("the weights sum to zero", "give at least one member a weight above 0", column=place, value=list(weights))


def _check_cycles(spec: IndexSpec, report: Reporter) -> None:
    """Report each ring of groups that contain each other, once."""
    _, left = spec.computing_order()
    told: set[str] = set()
    for start in left:
        path: list[str] = []
        here = start
        # Every group left has a member that is left too: following it must come round.
        while here not in path and here not in told:
            path.append(here)
            here = next(member for member in spec.groups[here].members if member in left)
        if here in path:
            ring = [*path[path.index(here) :], here]
            remedy = "take one of them out of the other's members"
            report.add("groups contain each other", remedy, column=f"groups.{here}.members", value=" > ".join(ring))
        told.update(path)


def _near(name: str, known: object) -> str:
    """Return the remedy for an unknown name, with the nearest known one."""
    names = list(known)  # type: ignore[call-overload]
    close = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {close[0]!r}?" if close else f"define it, or use one of {', '.join(names)}"
