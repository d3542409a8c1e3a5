"""What the plausible versions of the score vary, how far and how often: fixed before any result was seen (docs/decisions/0004).

A *version* is one draw of all choices below; the shipped score is the version in which every choice is the method's own.
"""

from __future__ import annotations

from types import MappingProxyType

from models.method import CHILD_SERVICES, EVERY_HELPING_TYPE, PREVENTION

DEFAULT_DRAWS = 10_000
DEFAULT_SEED = 1

WEIGHT_CONCENTRATION = 10.0
"""Dirichlet parameter of every indicator: with 8 indicators a weight is 0.125 +- 0.037, with 2 it is 0.50 +- 0.11."""

STRETCH_RANGE = (0.80, 1.25)
"""Goalposts are stretched about their middle by a factor drawn log-uniformly from this range, one per indicator."""

SHIFT_RANGE = (-0.10, 0.10)
"""Goalposts are moved by this share of their distance, drawn uniformly, one per indicator."""

NORMALISATIONS = MappingProxyType({"goalposts": 0.80, "min_max": 0.10, "percent_rank": 0.10})
PILLAR_MEAN_SHARES = MappingProxyType({"arithmetic": 0.70, "inverted_geometric": 0.30})
PRIORITY_MEAN_SHARES = MappingProxyType({"geometric": 0.70, "arithmetic": 0.30})
GAP_RULES = MappingProxyType({"drop": 0.50, "group_mean": 0.50})

SERVICE_RULES = MappingProxyType(
    {"every_prevention_service": 0.60, "child_services_only": 0.20, "institutions_as_services": 0.20}
)
SERVICE_SETTINGS = MappingProxyType(
    {
        "every_prevention_service": {},
        "child_services_only": {"service_categories": CHILD_SERVICES},
        "institutions_as_services": {"count_institutions": True},
    }
)
TYPE_RULES = MappingProxyType({"prevention_only": 0.60, "research_counts": 0.20, "every_helping_type": 0.20})
TYPE_SETTINGS = MappingProxyType(
    {
        "prevention_only": PREVENTION,
        "research_counts": PREVENTION | {"research"},
        "every_helping_type": EVERY_HELPING_TYPE,
    }
)
IN_SHARE = 0.70
"""Probability that undated projects, open-ended ones and inferred places count, each on its own."""

DESIGN_EFFECT = 2.0
"""Assumed for every household survey that publishes none: clusters of households are alike."""

ANSWERS_PER_HOUSEHOLD = MappingProxyType({"attendance_15_17": 0.25, "teenage_fertility": 0.75})
"""What one household of the published ``n`` yields where that is not about one answer: children of 15-17 per household, and
woman-years of age 15-19 (a quarter of a woman, three years of births). Every other indicator: 1."""

FACTORS = MappingProxyType(
    {
        "weights": ("weights_vulnerability", "weights_thin", "weights_priority"),
        "normalisation": ("stretch_vulnerability", "shift_vulnerability", "stretch_thin", "shift_thin", "normalisation"),
        "aggregation": ("pillar_mean", "priority_mean"),
        "gaps": ("gap_rule",),
        "survey_error": ("survey_z",),
        "services": ("services",),
        "project_types": ("project_types",),
        "project_dates": ("undated", "open_ended"),
        "places": ("inferred_places",),
    }
)
"""The factor groups, and the arrays of ``models.uncertainty_draws`` that belong to each."""

SURVEY_ARRAYS = MappingProxyType({"weights": ("weights_knowledge", "weights_risk"), "survey_error": ("knowledge_z",)})
"""What the factor groups draw besides where the score rests on a survey."""
