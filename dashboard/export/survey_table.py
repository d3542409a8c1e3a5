"""The survey as a file: all that the page shows of one question, every gap with its reason, the example marked in every row."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.export.tables import Rows, number
from dashboard.state import Selection
from dashboard.text import load_words
from dashboard.view_models.survey_choice import Chosen, choose_survey
from dashboard.view_models.survey_words import shown_answers, watermark
from dashboard.view_models.world import World
from data.survey_types import SAMPLES, KapEstimate
from models.kap_index import display_gap

HEADS = (
    "example", "wave", "question_id", "theme", "wording", "answer_counted", "direction", "sample", "group_id", "group",
    "region_ids", "area", "percent", "lower", "upper", "n", "n_eff", "df", "deff", "state", "gap", "compared_with", "design",
    "change", "change_lower", "change_upper", "p_adjusted", "detectable", "source_id", "source", "locator",
)  # fmt: skip
RESULT_HEADS = ("wave", "region_ids", "question", "answer", "percent", "lower", "upper", "n", "source_id", "source")


@dataclass(frozen=True)
class _Asked:
    """One row to write: what was asked of whom, and where."""

    wave: str
    sample: str
    group: str
    region_ids: tuple[str, ...]


def survey_table(world: World, selection: Selection) -> Rows:
    """Return the question that is looked at, by area and by group, in both waves; without an import, the pooled results."""
    chosen = choose_survey(world, selection)
    if chosen is None:
        return _published(world, selection)
    rows: Rows = [list(HEADS)]
    for asked in _asked(world, chosen):
        estimate = chosen.index.estimate(asked.wave, chosen.question.question_id, asked.sample, asked.group, asked.region_ids)
        if estimate is not None:
            rows.append(_row(world, selection, chosen, estimate))
    return rows


def _asked(world: World, chosen: Chosen) -> list[_Asked]:
    """Return the rows in their order: the chosen group by area, then every group of both samples together."""
    found = []
    for wave in filter(None, (chosen.wave, chosen.versus)):
        together = chosen.index.pooled_areas(wave, chosen.question.question_id, chosen.sample)
        areas = [(area,) for area in chosen.index.areas(wave, chosen.sample)]
        areas += [(m.region_id,) for (area,) in areas for m in world.municipalities_of(area)]
        found += [_Asked(wave, chosen.sample, chosen.group, ids) for ids in (together, *areas)]
        for sample in SAMPLES:
            pooled = chosen.index.pooled_areas(wave, chosen.question.question_id, sample)
            groups = chosen.index.groups(wave, chosen.question.question_id, sample)
            found += [_Asked(wave, sample, group, pooled) for group in groups]
    return list(dict.fromkeys(found))


def _row(world: World, selection: Selection, chosen: Chosen, e: KapEstimate) -> list[object]:
    words, gap = load_words(selection.lang), display_gap(e)
    shown = (math.nan,) * 3 if gap else (e.percent, e.lower, e.upper)
    n = shown_answers(chosen.index, e)
    derived = (math.nan,) * 3 if gap or math.isnan(n) else (e.n_eff, e.df, e.deff)
    group = world.dataset.survey.groups.get(e.group)
    names = [world.region(r).name[words.lang] for r in e.region_ids if r in world.dataset.regions]
    question = chosen.question
    return [
        watermark(world, words), e.wave, question.question_id, question.theme, question.wording[words.lang],
        question.counts[words.lang], question.direction, e.sample, e.group, group.label[words.lang] if group else e.group,
        " ".join(e.region_ids), "; ".join(names), *(number(x, 2) for x in shown), number(n, 0), *(number(x, 2) for x in derived),
        "" if gap else e.state, gap, *_change(chosen, e), e.source_id, world.source_name(e.source_id, words.lang), e.locator,
    ]  # fmt: skip


def _change(chosen: Chosen, e: KapEstimate) -> list[object]:
    """Return the change to the later of the two waves, on its rows only."""
    if not chosen.versus or e.wave != chosen.waves[1]:
        return [""] * 7
    change = chosen.index.change(chosen.waves, e.question_id, e.sample, e.group, e.region_ids)
    if change is None or change.gap or display_gap(e):
        return [chosen.waves[0], "", "", "", "", "", ""]
    figures = (change.difference, change.lower, change.upper, change.p_adjusted, change.detectable)
    design = "common_psus" if change.common_psus else "independent"
    return [chosen.waves[0], design, *(number(x, 4 if k == 3 else 2) for k, x in enumerate(figures))]


def _published(world: World, selection: Selection) -> Rows:
    """Return the published results for the surveyed qarks together; no interval and no count by answer are published."""
    rows: Rows = [list(RESULT_HEADS)]
    for r in world.dataset.kap_results:
        source = world.source_name(r.source_id, selection.lang)
        texts = (r.question[selection.lang], r.answer[selection.lang])
        rows.append([r.wave, " ".join(r.region_ids), *texts, number(r.percent, 1), "", "", "", r.source_id, source])
    return rows
