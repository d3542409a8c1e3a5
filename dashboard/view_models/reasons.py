"""Why here: the exact parts of a score, what would change its class, who is alike, and another area beside it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.comparison import ComparisonView, build_comparison
from dashboard.view_models.world import World
from models.class_moves import ClassMove
from models.explain import Contribution, Explanation, explain_area

TOP_REASONS = 2
SMALLEST_SHOWN = 0.05


@dataclass(frozen=True)
class ReasonBar:
    """One indicator's part: where its bar begins and how wide it is (percent of the track), and the words."""

    name: str
    value: str
    points: str
    side: str
    start: float
    width: float
    # The same points as a number, rounded as they are said.
    amount: float


@dataclass(frozen=True)
class Alike:
    """An area with a similar profile."""

    region_id: str
    name: str
    text: str


@dataclass(frozen=True)
class ReasonsView:
    """All reasons for one area's score."""

    lead: str
    sentence: str
    bars: tuple[ReasonBar, ...]
    zero: float
    total: str
    moves: tuple[str, ...]
    alike: tuple[Alike, ...]
    comparison: ComparisonView


def build_reasons(world: World, selection: Selection, words: Words) -> ReasonsView | None:
    """Build the reasons for the selected area's score; None where there is no score at all."""
    level = world.level_of(selection.region)
    profiles = world.shown_profiles(level, selection.date)
    rule = world.rule(level, selection.date)
    why = explain_area(world.dataset, selection.region, selection.date, rule=rule, profiles=profiles)
    if not why.target:
        return None
    low, span = _scale(why.contributions)
    difference = why.score - why.reference_score
    return ReasonsView(
        lead=words(
            f"why.lead_{'above' if difference >= 0 else 'below'}.{why.target}",
            score=words.number(why.score, 1),
            reference=words.number(why.reference_score, 1),
            difference=words.number(abs(difference), 1),
        ),
        sentence=reason_sentence(world, why, words),
        bars=tuple(_bar(world, part, low, span, words) for part in why.contributions),
        zero=round(-low / span * 100, 2),
        total=signed(difference, words),
        moves=tuple(_move(world, why, direction, words) for direction in ("better", "worse")),
        alike=tuple(
            Alike(n.region_id, world.region(n.region_id).name[words.lang], words("why.apart", points=words.number(n.distance)))
            for n in why.neighbours
        ),
        comparison=build_comparison(world, selection, why.target, profiles, words),
    )


def signed(points: float, words: Words) -> str:
    """Write points with their sign; none on a zero."""
    text = words.number(points, 1)
    return f"+{text}" if round(points, 1) > 0 else text


def _scale(parts: tuple[Contribution, ...]) -> tuple[float, float]:
    low, high = min(0.0, *(p.points for p in parts)), max(0.0, *(p.points for p in parts))
    return low, max(high - low, 1e-9)


def _bar(world: World, part: Contribution, low: float, span: float, words: Words) -> ReasonBar:
    indicator = world.dataset.indicators[part.reading.indicator_id]
    reading = part.reading
    value = words("why.no_value") if reading.gap else words.number(reading.value, indicator.decimals)
    side = "equal" if abs(part.points) < SMALLEST_SHOWN else "raises" if part.points > 0 else "lowers"
    start = (min(part.points, 0.0) - low) / span * 100
    width = abs(part.points) / span * 100
    return ReasonBar(
        indicator.short[words.lang],
        value,
        signed(part.points, words),
        side,
        round(start, 2),
        round(width, 2),
        round(part.points, 1),
    )


def reason_sentence(world: World, why: Explanation, words: Words) -> str:
    """Say what raises an area's score most and what lowers it most."""
    said = []
    for side, sign in (("raises", 1), ("lowers", -1)):
        parts = [p for p in why.contributions if p.points * sign >= SMALLEST_SHOWN][:TOP_REASONS]
        names = [
            words(
                "why.reason",
                name=world.dataset.indicators[p.reading.indicator_id].short[words.lang],
                points=signed(p.points, words),
            )
            for p in parts
        ]
        if names:
            said.append(words(f"why.{side}", names=words.listed(names)))
    return " ".join(said)


def _move(world: World, why: Explanation, direction: str, words: Words) -> str:
    moves: tuple[ClassMove, ...] = why.moves[direction]
    if not moves:
        return words(f"why.no_{direction}")
    move = moves[0]
    indicator = world.dataset.indicators[move.indicator_id]
    said = words(
        f"why.{direction}",
        class_name=words(f"class.{move.class_id}"),
        indicator=indicator.short[words.lang],
        value=words.number(move.value, indicator.decimals),
        wanted=words.number(move.wanted, indicator.decimals),
        unit=indicator.unit_text[words.lang],
    )
    return f"{said} {words('why.inherited')}" if move.inherited else said
