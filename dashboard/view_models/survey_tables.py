"""The survey in tables: the questions by theme, the twins of the charts, and how the waves were drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median

from dashboard.text import Words
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.survey_areas import survey_areas
from dashboard.view_models.survey_charts import ChangeChart, IntervalChart, say_change
from dashboard.view_models.survey_choice import Chosen
from dashboard.view_models.survey_words import Said, marked, p_value, points, say_estimate, watermark, wave_name
from dashboard.view_models.world import World
from data.survey_types import THEMES, KapChange, KapDesign, KapQuestion
from models.kap_differences import DETECTED


@dataclass(frozen=True)
class QuestionRow:
    """One question of the summary: in words, its pooled figure, its change; ``current`` where it is the one looked at."""

    question_id: str
    wording: str
    counts: str
    said: Said
    change: str
    current: bool


@dataclass(frozen=True)
class ThemeSummary:
    """One theme (knowledge, attitude, practice): one sentence, then its questions."""

    title: str
    sentence: str
    rows: tuple[QuestionRow, ...]


def build_themes(world: World, chosen: Chosen, words: Words) -> tuple[ThemeSummary, ...]:
    """Build the summary of every theme that has questions in the wave."""
    found = []
    for theme in THEMES:
        questions = [q for q in chosen.index.questions(chosen.wave) if q.theme == theme]
        if questions:
            rows = tuple(_question_row(chosen, question, words) for question in questions)
            sentence = _theme_sentence(world, chosen, questions, rows, words)
            found.append(ThemeSummary(words(f"survey.theme.{theme}"), sentence, rows))
    return tuple(found)


def _theme_sentence(
    world: World, chosen: Chosen, questions: list[KapQuestion], rows: tuple[QuestionRow, ...], words: Words
) -> str:
    known = [row.said.value for row in rows if not row.said.gap]
    several = len(known) > 1
    span = words("survey.theme_span", low=words.number(min(known)), high=words.number(max(known))) if several else ""
    said = [words.count("survey.theme_count", len(questions)), span]
    if chosen.versus:
        changes = [_pooled_change(chosen, question) for question in questions]
        moved = sum(c is not None and not c.gap and c.p_adjusted < DETECTED for c in changes)
        said.append(words.count("survey.theme_moved", moved, wave=wave_name(world, chosen.versus, words)))
    return " ".join(filter(None, said))


def _pooled_change(chosen: Chosen, question: KapQuestion) -> KapChange | None:
    pooled = chosen.index.pooled_areas(chosen.wave, question.question_id, chosen.sample)
    return chosen.index.change(chosen.waves, question.question_id, chosen.sample, chosen.group, pooled)


def _question_row(chosen: Chosen, question: KapQuestion, words: Words) -> QuestionRow:
    estimate = chosen.index.pooled(chosen.wave, question.question_id, chosen.sample, chosen.group)
    change = say_change(_pooled_change(chosen, question), words) if chosen.versus else ""
    return QuestionRow(
        question.question_id,
        question.wording[words.lang],
        question.counts[words.lang],
        say_estimate(chosen.index, estimate, words),
        change,
        question.question_id == chosen.question.question_id,
    )


def build_interval_table(chart: IntervalChart, caption: str, first: str, words: Words) -> Grid:
    """Return a chart of intervals as a table: percentage, interval, answers."""
    rows = []
    for row in chart.rows:
        if row.kind == "head":
            rows.append((Cell(row.name, "survey-head"), Cell(""), Cell(""), Cell("")))
        else:
            mark = gap_mark(row.said.gap)
            rows.append((Cell(row.name), Cell(row.said.percent, mark), Cell(row.said.interval), Cell(row.said.answers)))
    heads = (first, *(words(f"survey.head.{name}") for name in ("percent", "interval", "answers")))
    return Grid(caption, heads, tuple(rows), "survey-twin")


def gap_mark(gap: str) -> str:
    """Return how a cell of the table looks: with the gap's swatch, plain where there is a figure."""
    return " ".join(("survey-gap", f"swatch-{gap}")) if gap else ""


def build_change_table(chart: ChangeChart, caption: str, words: Words) -> Grid:
    """Return the two waves and their difference as a table."""
    rows = tuple(
        (
            Cell(row.name),
            Cell(row.before.line),
            Cell(row.after.line),
            Cell(_number_of(row.change, words)),
            Cell(
                words("survey.change.between", low=points(row.low, words), high=points(row.high, words))
                if row.low == row.low
                else "–"
            ),
            Cell(p_value(row.p, words) if row.p == row.p else "–"),
            Cell(row.text),
        )
        for row in chart.rows
    )
    heads = (
        words("survey.head.area"),
        chart.before,
        chart.after,
        *(words(f"survey.head.{h}") for h in ("change", "interval", "p", "said")),
    )
    return Grid(caption, heads, rows, "survey-twin")


def _number_of(change: float, words: Words) -> str:
    return "–" if math.isnan(change) else words("survey.points", points=points(change, words))


def build_map_table(world: World, chosen: Chosen, level: str, caption: str, words: Words) -> Grid:
    """Return the map as a table: every area with its figure, or why there is none; known figures first."""
    found = survey_areas(world, chosen.wave, chosen.question, level, chosen.sample, chosen.group)
    rows = []
    for area in sorted(found, key=lambda a: (bool(a.gap), -(a.estimate.percent if a.estimate and not a.gap else 0.0))):
        said = say_estimate(world.kap, area.estimate, words, area.gap)
        state = (
            words("state.inherited") if area.inherited and not area.gap else words(f"state.{said.state}") if said.state else ""
        )
        cells = (area.region.region_id, said.percent, said.interval, said.answers, state)
        mark = gap_mark(area.gap)
        rows.append((Cell(area.region.name[words.lang]), *(Cell(c, mark if k == 1 else "") for k, c in enumerate(cells))))
    heads = (
        words(f"level_one.{level}"),
        *(words(f"survey.head.{h}") for h in ("code", "percent", "interval", "answers", "state")),
    )
    return Grid(caption, heads, tuple(rows), "survey-twin")


def build_design_table(world: World, chosen: Chosen, words: Words) -> Grid | None:
    """Return how the wave's samples were drawn; None where nobody said."""
    designs = chosen.index.designs(chosen.wave)
    if not designs:
        return None
    names = tuple(Cell(words(f"survey.sample.{design.sample}")) for design in designs)
    facts = ("respondents", "strata", "psus", "deff", "weights", "fpc", "fieldwork", "areas", "note")
    rows = tuple((Cell(words(f"survey.design.{f}")), *(Cell(_fact(world, d, f, words)) for d in designs)) for f in facts)
    heads = (words("survey.design.head"), *(cell.text for cell in names))
    caption = words("survey.design.caption", wave=wave_name(world, chosen.wave, words))
    return Grid(marked(watermark(world, words), caption), heads, rows, "survey-twin")


def _fact(world: World, design: KapDesign, fact: str, words: Words) -> str:
    if fact in ("respondents", "strata", "psus"):
        number = {"respondents": design.n, "strata": design.strata, "psus": design.psus}[fact]
        return words.number(number) if number > 0 else words("survey.design.unknown")
    if fact == "deff":
        known = [
            e.deff
            for e in world.dataset.survey.estimates
            if (e.wave, e.sample) == (design.wave, design.sample) and not e.gap and e.deff == e.deff
        ]
        return words.number(median(known), 2) if known else words("survey.design.unknown")
    if fact == "weights":
        span = {"low": words.number(design.weight_min, 2), "high": words.number(design.weight_max, 2)}
        return words("survey.design.weighted", **span) if design.weighted else words("survey.design.unweighted")
    if fact == "fpc":
        return words("survey.yes" if design.fpc else "survey.no")
    if fact == "areas":
        return words.listed([world.region(r).name[words.lang] for r in design.region_ids if r in world.dataset.regions])
    if fact == "fieldwork":
        return words.period(design.fieldwork) if design.fieldwork else words("survey.design.unknown")
    return design.note[words.lang] or "–"
