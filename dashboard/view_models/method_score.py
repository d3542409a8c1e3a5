"""The method page's first words: the score in plain language and formulas, every number from ``models.method``."""

from __future__ import annotations

from dashboard.text import Words
from dashboard.view_models.document import Bullets, Cell, Grid, Para, Section
from dashboard.view_models.world import World
from models.method import (
    CUTS,
    DISTANCE_STEP_KM,
    FLOOR,
    FRESH_MONTHS,
    GRADES,
    METHOD_VERSION,
    MIN_SHARE,
    OPEN_ENDED_MONTHS,
    OWN_SHARE_FOR_MUNICIPAL_RANK,
    PENALTY,
    RECENT_MONTHS,
    SCALE,
)
from models.risk_index import CLASSES, pillar_indicators
from models.travel import REACH_KM, REACH_MINUTES

# The code of the lowered nought; the other digits follow it.
FIRST_LOWERED = 0x2080


def build_score_section(world: World, words: Words) -> Section:
    """Build the score's section."""
    a, c = (len(pillar_indicators(world.dataset, pillar)) for pillar in ("vulnerability", "thin_prevention"))
    numbers = {"floor": words.number(FLOOR), "scale": words.number(SCALE, 2)}
    return Section(
        "score",
        words("doc.score.title"),
        (
            Para(words("doc.score.lead"), "lead"),
            Para(words("doc.score.scale")),
            Para(words("doc.formula.scale"), "formula"),
            Para(words("doc.score.pillars", a=a, c=c)),
            Para(words("doc.formula.pillars", a=a, c=c, last_a=lowered(a), last_c=lowered(c)), "formula"),
            Para(words("doc.score.priority")),
            Para(words("doc.formula.priority", **numbers), "formula"),
            Para(words("doc.score.missing", share=words.number(MIN_SHARE * 100))),
            _classes(words),
            Para(words("doc.score.municipalities", share=words.number(OWN_SHARE_FOR_MUNICIPAL_RANK * 100))),
            Bullets(_presence(words)),
            Para(words("doc.score.reliability")),
            _grades(words),
            Para(words("doc.score.version", version=METHOD_VERSION), "note"),
        ),
    )


def lowered(number: int) -> str:
    """Write a whole number as an index below the line."""
    return "".join(chr(FIRST_LOWERED + int(digit)) for digit in str(number))


def _presence(words: Words) -> tuple[str, ...]:
    return (
        words("doc.presence.silence"),
        words("doc.presence.projects", months=OPEN_ENDED_MONTHS),
        words("doc.presence.services", months=FRESH_MONTHS),
        words("doc.presence.distance", step=words.number(DISTANCE_STEP_KM)),
        words("doc.presence.reach", km=words.number(REACH_KM), minutes=words.number(REACH_MINUTES)),
        words("doc.presence.reached", months=RECENT_MONTHS),
        words("doc.presence.parts"),
        words("doc.presence.cases"),
    )


def _classes(words: Words) -> Grid:
    bounds = (0.0, *CUTS, 100.0)
    rows = tuple(
        (
            Cell(words(f"class.{name}"), f"class-{k}"),
            Cell(words("doc.score.bounds", low=words.number(bounds[k]), high=words.number(bounds[k + 1]))),
        )
        for k, name in enumerate(CLASSES)
    )
    return Grid(words("doc.score.classes"), (words("table.class"), words("doc.score.points")), rows, "narrow")


def _grades(words: Words) -> Grid:
    rows = tuple((Cell(grade), Cell(words("doc.score.grade_from", share=words.number(least, 2)))) for grade, least in GRADES)
    penalties = tuple((Cell(words(f"penalty.{name}")), Cell(words.number(-loss, 2))) for name, loss in PENALTY.items())
    return Grid(words("doc.score.grades"), (words("doc.score.grade"), words("doc.score.quality")), (*rows, *penalties), "narrow")
