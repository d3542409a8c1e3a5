"""The method's fixed numbers and its stated variants, set before any score was computed (docs/decisions/0003)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType

METHOD_VERSION = "2.0"
CLASSES = ("very_low", "low", "medium", "high", "very_high")
CUTS = (20.0, 40.0, 60.0, 80.0)
MIN_SHARE = 0.66
OWN_SHARE_FOR_MUNICIPAL_RANK = 0.5
FLOOR, SCALE = 1.0, 0.99
OPEN_ENDED_MONTHS = 24
FRESH_MONTHS = 24
RECENT_MONTHS = 12
DISTANCE_STEP_KM = 5.0

PENALTY = MappingProxyType({"inherited": 0.5, "out_of_period": 0.5, "stale": 0.5, "assumed": 0.25})
GRADES = (("A", 0.85), ("B", 0.70), ("C", 0.50), ("D", 0.0))

PREVENTION = frozenset({"prevention"})
EVERY_HELPING_TYPE = frozenset({"prevention", "protection", "reintegration", "coordination", "capacity"})
CHILD_SERVICES = frozenset({"child_protection_unit", "community_centre", "day_centre", "youth_centre"})


@dataclass(frozen=True)
class PresenceRules:
    """What counts as prevention at work. ``service_categories`` empty = every category that counts as prevention."""

    project_types: frozenset[str] = PREVENTION
    count_undated: bool = True
    count_open_ended: bool = True
    count_inferred_places: bool = True
    open_ended_months: int = OPEN_ENDED_MONTHS
    service_categories: frozenset[str] = frozenset()
    count_institutions: bool = False


@dataclass(frozen=True)
class Method:
    """One way to compute the score: presence rules, goalposts stretched about their middle, means, and indicators left out."""

    rules: PresenceRules = field(default_factory=PresenceRules)
    goalpost_stretch: float = 1.0
    pillar_mean: str = "arithmetic"
    priority_mean: str = "geometric"
    left_out: frozenset[str] = frozenset()


BASE = Method()


def _with_rules(**changes: object) -> Method:
    return Method(rules=replace(PresenceRules(), **changes))  # type: ignore[arg-type]


VARIANTS: MappingProxyType[str, Method] = MappingProxyType(
    {
        "child_services_only": _with_rules(service_categories=CHILD_SERVICES),
        "institutions_as_services": _with_rules(count_institutions=True),
        "undated_projects_out": _with_rules(count_undated=False),
        "open_ended_projects_out": _with_rules(count_open_ended=False),
        "inferred_places_out": _with_rules(count_inferred_places=False),
        "research_counts": _with_rules(project_types=PREVENTION | {"research"}),
        "every_project_type_counts": _with_rules(project_types=EVERY_HELPING_TYPE),
        "goalposts_wider": Method(goalpost_stretch=1.25),
        "goalposts_narrower": Method(goalpost_stretch=0.80),
        "pillars_geometric": Method(pillar_mean="inverted_geometric"),
        "priority_arithmetic": Method(priority_mean="arithmetic"),
        "without_services_in_reach": Method(left_out=frozenset({"services_in_reach"})),
        "without_people_reached": Method(left_out=frozenset({"people_reached"})),
        "method_1_0": Method(left_out=frozenset({"services_in_reach", "people_reached"})),
    }
)
"""The stated variants: who keeps its class in all of them may be named in a headline."""
