"""One budget under all four rules, with and without presence: which areas are funded whatever the rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.types import Dataset, Level
from models.allocation import Allocation, Wish, allocate
from models.fund_weights import RULES, rule_weights
from models.fund_wishes import ImpossibleWish
from models.risk_index import score_areas
from models.score_types import ScoreTable


@dataclass(frozen=True)
class RuleOutcome:
    """A rule's split, or why it has none (exactly one of the two)."""

    rule: str
    with_presence: bool
    allocation: Allocation | None
    refused: ImpossibleWish | None


@dataclass(frozen=True)
class Comparison:
    """All outcomes in the order of the rules, with presence first.

    ``always`` are the areas that every possible outcome funds, ``sometimes`` those that some do, by id; both leave out
    outcomes that were refused.
    """

    outcomes: tuple[RuleOutcome, ...]
    always: tuple[str, ...]
    sometimes: tuple[str, ...]


def compare_rules(dataset: Dataset, level: Level, as_of: date, wish: Wish, scores: ScoreTable | None = None) -> Comparison:
    """Split a budget under every rule with and without presence; a rule that cannot be is refused, not left out."""
    scores = scores or score_areas(dataset, level, as_of)
    qarks = {region.region_id: region.qark_id for region in dataset.regions_at(level)}
    outcomes = tuple(_outcome(dataset, scores, wish, qarks, rule, there) for there in (True, False) for rule in RULES)
    funded = [{grant.region_id for grant in o.allocation.grants} for o in outcomes if o.allocation]
    always = set.intersection(*funded) if funded else set()
    sometimes = set().union(*funded) - always
    return Comparison(outcomes, tuple(sorted(always)), tuple(sorted(sometimes)))


def _outcome(
    dataset: Dataset, scores: ScoreTable, wish: Wish, qarks: dict[str, str], rule: str, with_presence: bool
) -> RuleOutcome:
    try:
        weights = rule_weights(dataset, scores.level, scores.as_of, rule, with_presence=with_presence, scores=scores)
        return RuleOutcome(rule, with_presence, allocate(weights, qarks, wish), None)
    except ImpossibleWish as refused:
        return RuleOutcome(rule, with_presence, None, refused)
