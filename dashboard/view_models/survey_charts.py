"""The charts of one question: by area, by group with the Roma booster beside, and from wave to wave."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.text import Words
from dashboard.view_models.survey_choice import Chosen
from dashboard.view_models.survey_words import (
    Said,
    capital,
    group_name,
    p_value,
    points,
    say_estimate,
    wave_name,
)
from dashboard.view_models.world import World
from data.survey_types import EVERYONE, KapChange
from models.kap_differences import DETECTED, area_differences, group_differences
from models.kap_index import BOOSTER, GENERAL, display_gap


@dataclass(frozen=True)
class IntervalRow:
    """One row: ``kind`` is ``head`` (words only), ``pooled``, ``area``, ``group``, ``modelled`` or ``booster``."""

    name: str
    kind: str
    said: Said


@dataclass(frozen=True)
class IntervalChart:
    """Dots with intervals, the first row on top; ``title`` says the finding, ``subtitle`` what is measured."""

    title: str
    subtitle: str
    rows: tuple[IntervalRow, ...]
    axis: str
    note: str
    watermark: str


@dataclass(frozen=True)
class ChangeRow:
    """One area or group in two waves, and the difference in words; ``change`` is NaN where it may not be told."""

    name: str
    before: Said
    after: Said
    change: float
    low: float
    high: float
    p: float
    text: str
    detected: bool


@dataclass(frozen=True)
class ChangeChart:
    """Two waves side by side; ``before`` and ``after`` are the names of the waves."""

    title: str
    subtitle: str
    before: str
    after: str
    rows: tuple[ChangeRow, ...]
    axis: str
    note: str
    watermark: str


NOTHING = Said(math.nan, math.nan, math.nan, "", "", "", "head", "")


def build_area_chart(world: World, chosen: Chosen, level: str, subtitle: str, mark: str, words: Words) -> IntervalChart:
    """Build the chart by area: all together first, then each; at municipal level the modelled ones under their qark."""
    rows = [IntervalRow(words("survey.together"), "pooled", say_estimate(chosen.index, chosen.pooled(), words))]
    for region_id in chosen.areas():
        region = world.region(region_id)
        kind = "booster" if chosen.sample == BOOSTER else "area"
        rows.append(IntervalRow(region.name[words.lang], kind, say_estimate(chosen.index, chosen.of_area(region_id), words)))
        for municipality in world.municipalities_of(region_id) if level == "municipality" else ():
            own = chosen.of_area(municipality.region_id)
            if own is not None:
                name = words("survey.in_qark", name=municipality.name[words.lang])
                rows.append(IntervalRow(name, "modelled", say_estimate(chosen.index, own, words)))
    return IntervalChart(area_finding(world, chosen, words), subtitle, tuple(rows), words("survey.axis"), "", mark)


def area_finding(world: World, chosen: Chosen, words: Words) -> str:
    """Say whether the areas differ: only where a test over all questions of the wave finds that they do."""
    told = [(world.region(a).name[words.lang], say_estimate(chosen.index, chosen.of_area(a), words)) for a in chosen.areas()]
    known = sorted((row for row in told if not row[1].gap), key=lambda row: row[1].value)
    if len(known) < 2:
        return words("survey.areas.few")
    p = area_differences(chosen.index, chosen.wave, chosen.group, chosen.sample)[chosen.question.question_id]
    if math.isnan(p):
        return words("survey.areas.untested")
    if p >= DETECTED:
        return words("survey.areas.alike")
    (low, least), (high, most) = known[0], known[-1]
    return words("survey.areas.differ", high=high, most=most.percent, low=low, least=least.percent, p=p_value(p, words))


def build_group_chart(world: World, chosen: Chosen, subtitle: str, mark: str, words: Words) -> IntervalChart:
    """Build the chart by group: the general sample, then the Roma booster, beside it and never in it."""
    general = _group_rows(world, chosen, GENERAL, words)
    booster = _group_rows(world, chosen, BOOSTER, words)
    note = words("survey.booster_note") if booster else ""
    return IntervalChart(_group_finding(world, chosen, words), subtitle, (*general, *booster), words("survey.axis"), note, mark)


def _group_rows(world: World, chosen: Chosen, sample: str, words: Words) -> tuple[IntervalRow, ...]:
    rows = []
    for group in _told_groups(chosen, sample):
        said = say_estimate(chosen.index, chosen.pooled(group=group, sample=sample), words)
        kind = "booster" if sample == BOOSTER else "pooled" if group == EVERYONE else "group"
        # The heading says whose sample it is; the groups need not say it again.
        name = group_name(world, sample if group == EVERYONE else GENERAL, group, words)
        rows.append(IntervalRow(capital(name), kind, said))
    return (IntervalRow(words(f"survey.sample.{sample}"), "head", NOTHING), *rows) if rows else ()


def _told_groups(chosen: Chosen, sample: str) -> list[str]:
    """Return the groups to tell of; in the booster, not those of a kind that divides nobody there."""
    asked = chosen.index.groups(chosen.wave, chosen.question.question_id, sample)
    found = {group: e for group in asked if (e := chosen.pooled(group=group, sample=sample))}
    if sample == GENERAL:
        return list(found)
    kind_of = chosen.index.kind_of
    kinds = [kind_of.get(group, group) for group, estimate in found.items() if not display_gap(estimate)]
    return [group for group in found if group == EVERYONE or kinds.count(kind_of.get(group, group)) > 1]


def _group_finding(world: World, chosen: Chosen, words: Words) -> str:
    found = group_differences(chosen.index, chosen.wave)
    mine = {kind: p for (question_id, kind), p in found.items() if question_id == chosen.question.question_id}
    tested = {kind: p for kind, p in mine.items() if not math.isnan(p)}
    if not tested:
        return words("survey.groups.untested")
    kinds = [kind_name(kind, words) for kind, p in tested.items() if p < DETECTED]
    return words("survey.groups.differ", kinds=words.listed(kinds)) if kinds else words("survey.groups.alike")


def kind_name(kind: str, words: Words) -> str:
    """Return what a kind of group divides by, in words."""
    known = ("sex", "age", "residence", "education", "community")
    return words(f"survey.kind.{kind}") if kind in known else words("survey.kind.unnamed", kind=kind)


def build_change_chart(world: World, chosen: Chosen, subtitle: str, mark: str, words: Words) -> ChangeChart | None:
    """Build the two waves side by side, all together first; None where there is no other wave."""
    if not chosen.versus:
        return None
    pooled = chosen.index.pooled_areas(chosen.wave, chosen.question.question_id, chosen.sample)
    rows = [_change_row(chosen, pooled, words("survey.together"), words)]
    rows += [_change_row(chosen, (a,), world.region(a).name[words.lang], words) for a in chosen.areas()]
    before, after = (wave_name(world, wave, words) for wave in chosen.waves)
    title = change_finding(world, chosen, words)
    return ChangeChart(title, subtitle, before, after, tuple(rows), words("survey.axis"), _unseen(chosen, words), mark)


def found_change(chosen: Chosen, region_ids: tuple[str, ...]) -> KapChange | None:
    """Return the change of the chosen question and group in some areas taken together."""
    return chosen.index.change(chosen.waves, chosen.question.question_id, chosen.sample, chosen.group, region_ids)


def change_finding(world: World, chosen: Chosen, words: Words) -> str:
    """Say what changed between the two waves in all areas together."""
    pooled = chosen.index.pooled_areas(chosen.wave, chosen.question.question_id, chosen.sample)
    change = found_change(chosen, pooled)
    before, after = (wave_name(world, wave, words) for wave in chosen.waves)
    if change is None:
        return words("survey.change.missing_title", before=before, after=after)
    if change.gap or math.isnan(change.p_adjusted):
        return words("survey.change.untested_title", before=before, after=after)
    if change.p_adjusted >= DETECTED:
        return words("survey.change.none_title", before=before, after=after)
    key = "up_title" if change.difference > 0 else "down_title"
    size = abs(round(change.difference))
    return words.count(f"survey.change.{key}", size, before=before, after=after)


def say_change(change: KapChange | None, words: Words) -> str:
    """Say one change in plain words: how much, between what, and whether it can be told from chance."""
    if change is None:
        return words("survey.change.missing")
    if change.gap or math.isnan(change.difference):
        return words("survey.change.gap", gap=words(f"gap.{change.gap or 'not_published'}"))
    by = points(change.difference, words)
    if math.isnan(change.p_adjusted):
        return words("survey.change.untested", by=by)
    between = words("survey.change.between", low=points(change.lower, words), high=points(change.upper, words))
    key = "detected" if change.p_adjusted < DETECTED else "none"
    return words(f"survey.change.{key}", by=by, between=between, p=p_value(change.p_adjusted, words))


def _change_row(chosen: Chosen, region_ids: tuple[str, ...], name: str, words: Words) -> ChangeRow:
    ids = (chosen.question.question_id, chosen.sample, chosen.group, region_ids)
    before, after = (say_estimate(chosen.index, chosen.index.estimate(wave, *ids), words) for wave in chosen.waves)
    change = found_change(chosen, region_ids)
    if change is None or change.gap or before.gap or after.gap:
        return ChangeRow(name, before, after, math.nan, math.nan, math.nan, math.nan, say_change(change, words), False)
    told, p = say_change(change, words), change.p_adjusted
    return ChangeRow(name, before, after, change.difference, change.lower, change.upper, p, told, p < DETECTED)


def _unseen(chosen: Chosen, words: Words) -> str:
    """Say how large a change must be for a survey of this design to see it, and how the waves were taken to be drawn."""
    pooled = chosen.index.pooled_areas(chosen.wave, chosen.question.question_id, chosen.sample)
    whole = found_change(chosen, pooled)
    single = [c.detectable for a in chosen.areas() if (c := found_change(chosen, (a,))) and not math.isnan(c.detectable)]
    said = []
    if whole and not math.isnan(whole.detectable):
        said.append(words("survey.change.unseen", points=words.number(math.ceil(whole.detectable))))
    if single:
        said.append(words("survey.change.unseen_area", points=words.number(math.ceil(max(single)))))
    found = [c for ids in (pooled, *((a,) for a in chosen.areas())) if (c := found_change(chosen, ids)) and not c.gap]
    if found:
        said.append(words("survey.change.same_places" if any(c.common_psus for c in found) else "survey.change.independent"))
    return " ".join((*said, words("survey.change.adjusted")))


def measured(world: World, chosen: Chosen, source: str, words: Words, wave: str = "") -> str:
    """Say what a chart measures: of whom, in which unit, when, by whom."""
    who = capital(group_name(world, chosen.sample, chosen.group, words))
    when = wave or wave_name(world, chosen.wave, words)
    return words("survey.measured", counts=chosen.question.counts[words.lang], who=who, wave=when, source=source)


def say_percent(said: Said, words: Words) -> str:
    """Return a percentage with its interval: 52 % (47–57 %)."""
    return words("survey.with_interval", percent=said.percent, interval=said.interval) if not said.gap else said.percent
