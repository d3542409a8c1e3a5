"""An estimate in words: the percentage or why there is none, its interval, and how many answered."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.text import Words
from dashboard.view_models.world import World
from data.survey_types import KapEstimate
from models.kap_index import BOOSTER, SMALLEST_SHOWN, KapIndex, display_gap


@dataclass(frozen=True)
class Said:
    """One estimate for the screen. Numbers are NaN exactly where ``gap`` is set: what may not be shown is not here at all."""

    value: float
    low: float
    high: float
    percent: str
    interval: str
    answers: str
    gap: str
    state: str

    @property
    def line(self) -> str:
        """Return all of it in one line."""
        return " · ".join(part for part in (self.percent, self.interval, self.answers) if part)


def say_estimate(index: KapIndex, estimate: KapEstimate | None, words: Words, missing: str = "not_published") -> Said:
    """Say one estimate; ``missing`` is the gap where the survey has no row."""
    gap = display_gap(estimate) if estimate else missing
    answers = say_answers(index, estimate, words) if estimate else ""
    if estimate is None or gap:
        return Said(math.nan, math.nan, math.nan, words(f"gap.{gap}"), "", answers, gap, "")
    return Said(
        value=estimate.percent,
        low=estimate.lower,
        high=estimate.upper,
        percent=percent(estimate.percent, words),
        interval=say_interval(estimate.lower, estimate.upper, words),
        answers=answers,
        gap="",
        state=estimate.state,
    )


def percent(value: float, words: Words) -> str:
    """Write a percentage as a whole number: 47 %."""
    return words("unit.percent_value", value=words.number(value))


def say_interval(low: float, high: float, words: Words) -> str:
    """Write an interval: 41–53 %; says so where none is published."""
    if math.isnan(low) or math.isnan(high):
        return words("survey.no_interval")
    return words("survey.interval", low=words.number(low), high=words.number(high))


def shown_answers(index: KapIndex, estimate: KapEstimate) -> float:
    """Return how many answered, NaN where that may not be shown."""
    return math.nan if index.is_protected(estimate) else estimate.n


def say_answers(index: KapIndex, estimate: KapEstimate, words: Words) -> str:
    """Say how many answered: n = 384; never a count of 1 to 10, nor one that gives it away."""
    if 0 < estimate.n < SMALLEST_SHOWN:
        return words("survey.n_small", n=SMALLEST_SHOWN)
    if index.is_protected(estimate):
        return words("survey.n_hidden")
    return words("survey.n", n=words.number(estimate.n))


def wave_name(world: World, wave: str, words: Words) -> str:
    """Return how a wave is called: as published, or by its number; an example's always says that it is one."""
    if world.dataset.survey.example:
        return words("survey.wave_example", wave=wave)
    known = next((record for record in world.dataset.kap_waves if record.wave == wave), None)
    return known.name[words.lang] if known else words("survey.wave", wave=wave)


def capital(text: str) -> str:
    """Return a text that begins a line or a sentence."""
    return text[:1].upper() + text[1:]


def group_name(world: World, sample: str, group: str, words: Words) -> str:
    """Return how a group is called, with its sample where that is the booster."""
    known = world.dataset.survey.groups.get(group)
    everyone = words(f"survey.everyone.{sample}")
    if known is None or group == "all":
        return everyone
    return words("survey.group_of_booster", group=known.label[words.lang]) if sample == BOOSTER else known.label[words.lang]


def watermark(world: World, words: Words) -> str:
    """Return the mark of example data, empty over real ones."""
    return words("survey.watermark") if world.dataset.survey.example else ""


def marked(mark: str, caption: str) -> str:
    """Return a table's caption, with the mark of example data before it."""
    return f"{mark} · {caption}" if mark else caption


def points(value: float, words: Words) -> str:
    """Write a difference in points with its sign: +12, −3."""
    text = words.number(value)
    return f"+{text}" if value > 0 and text != "0" else text


def p_value(p: float, words: Words) -> str:
    """Write an adjusted p-value: p < 0,001 or p = 0,03."""
    return words("survey.p_small") if p < 0.001 else words("survey.p", p=words.number(p, 3 if p < 0.1 else 2))
