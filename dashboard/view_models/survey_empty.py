"""The survey page with nothing imported: what the waves were, what is published of them, and how to bring in the rest."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.text import Words
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.legend import LegendView
from dashboard.view_models.map_view import MapView
from dashboard.view_models.survey_areas import SurveyArea
from dashboard.view_models.survey_map import gap_rows, plain_map
from dashboard.view_models.survey_words import percent
from dashboard.view_models.world import World
from data.types import KapWave

PROGRAM = "parandalim"
COMMANDS = {
    "tables": ((PROGRAM, "template", "survey-table"), (PROGRAM, "import", "survey-table", "FILE.xlsx", "--wave", "2")),
    "data": (
        (PROGRAM, "survey", "draft-codebook", "FILE", "--out", "CODEBOOK.toml"),
        (PROGRAM, "import", "survey", "FILE", "--codebook", "CODEBOOK.toml", "--wave", "2"),
    ),
    "example": ((PROGRAM, "survey", "demo"),),
}


@dataclass(frozen=True)
class Way:
    """One way to bring in results: what it is for, the commands in their order, and whether a button does the same."""

    title: str
    text: str
    commands: tuple[str, ...]
    button: bool = False


@dataclass(frozen=True)
class PooledResult:
    """One published percentage for all surveyed areas together, with its share 0-1 for the bar."""

    question: str
    answer: str
    percent: str
    share: float


@dataclass(frozen=True)
class SurveyEmpty:
    """Everything that the page says while no survey is imported."""

    finding: str
    waves: Grid
    results_title: str
    results_subtitle: str
    results: tuple[PooledResult, ...]
    results_source: str
    map_title: str
    map_subtitle: str
    picture: MapView
    legend: LegendView
    missing: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    ways: tuple[Way, ...]


def build_empty(world: World, words: Words) -> SurveyEmpty:
    """Build the page as shipped."""
    waves = world.dataset.kap_waves
    found = tuple(_area(world, region_id) for region_id in (r.region_id for r in world.areas("qark")))
    surveyed = sum(area.gap == "not_published" for area in found)
    title = words.count("survey.empty.map_title", surveyed, rest=words.number(len(found) - surveyed))
    hovers = {area.region.region_id: words(f"gap.{area.gap}") for area in found}
    picture = plain_map(world, "qark", "score", found, hovers, title, words)
    legend = LegendView(words("survey.empty.legend"), "score", tuple(gap_rows(found, words)), "", "", "")
    sources = tuple(dict.fromkeys(wave.source_id for wave in waves))
    return SurveyEmpty(
        waves=_waves(world, waves, words),
        finding=_finding(world, words),
        results_title=_results_title(world, words),
        results_subtitle=_results_subtitle(world, words),
        results=_results(world, words),
        results_source=_results_source(world, words),
        map_title=title,
        map_subtitle=words("survey.empty.map_subtitle"),
        picture=picture,
        legend=legend,
        missing=(words.count("survey.empty.not_surveyed", len(found) - surveyed), words("survey.empty.not_published")),
        documents=tuple((world.dataset.sources[s].citation, world.source_url(s)) for s in sources if s in world.dataset.sources),
        ways=tuple(
            Way(
                words(f"survey.way.{name}.title"),
                words(f"survey.way.{name}.text"),
                tuple(" ".join(parts) for parts in lines),
                name == "example" and world.steward,
            )
            for name, lines in COMMANDS.items()
        ),
    )


def _area(world: World, region_id: str) -> SurveyArea:
    asked = any(region_id in wave.region_ids for wave in world.dataset.kap_waves)
    return SurveyArea(world.region(region_id), None, False, "not_published" if asked else "not_surveyed", None, True)


def _waves(world: World, waves: tuple[KapWave, ...], words: Words) -> Grid:
    """Return the waves side by side: one column each."""
    facts = ("when", "where", "who", "sample", "note")
    rows = tuple(
        (Cell(words(f"survey.empty.head_{fact}")), *(Cell(_fact(world, wave, fact, words)) for wave in waves)) for fact in facts
    )
    heads = (words("survey.empty.head"), *(wave.name[words.lang] for wave in waves))
    return Grid(words("survey.empty.waves"), heads, rows, "survey-twin")


def _fact(world: World, wave: KapWave, fact: str, words: Words) -> str:
    if fact == "when":
        return words.period(wave.fieldwork) if wave.fieldwork else words("survey.empty.not_stated")
    if fact == "where":
        return words.listed([world.region(region_id).name[words.lang] for region_id in wave.region_ids])
    if fact == "who":
        if math.isnan(wave.age_from):
            return words("survey.empty.not_stated")
        return words("survey.empty.ages", low=words.number(wave.age_from), high=words.number(wave.age_to))
    if fact == "sample":
        return (
            words("survey.empty.not_stated")
            if math.isnan(wave.sample_n)
            else words("survey.empty.people", n=words.number(wave.sample_n))
        )
    return wave.note[words.lang]


def _results(world: World, words: Words) -> tuple[PooledResult, ...]:
    return tuple(
        PooledResult(r.question[words.lang], r.answer[words.lang], percent(r.percent, words), r.percent / 100)
        for r in world.dataset.kap_results
    )


def _finding(world: World, words: Words) -> str:
    """Say how much of the survey is known."""
    waves = world.dataset.kap_waves
    asked = {region_id for wave in waves for region_id in wave.region_ids}
    told = {"qarks": len(asked), "waves": len(waves), "figures": len(world.dataset.kap_results)}
    return words("survey.empty.finding", **{name: words.number(number) for name, number in told.items()})


def _results_title(world: World, words: Words) -> str:
    """Say the published results in one line."""
    results = world.dataset.kap_results
    listed = words.listed([f"{percent(r.percent, words)} {r.answer[words.lang]}" for r in results])
    question = results[0].question[words.lang] if results else words("survey.title")
    return words("survey.empty.results_title", question=question, listed=listed or words("gap.not_published"))


def _results_subtitle(world: World, words: Words) -> str:
    """Say of whom the published results speak; empty where there are none."""
    first = next(iter(world.dataset.kap_results), None)
    wave = next((w for w in world.dataset.kap_waves if first and w.wave == first.wave), None)
    if first is None or wave is None:
        return ""
    n = words.number(wave.sample_n)
    told = {"wave": wave.name[words.lang].lower(), "qarks": words.number(len(first.region_ids)), "n": n}
    return words("survey.empty.results_subtitle", **told)


def _results_source(world: World, words: Words) -> str:
    ids = dict.fromkeys(result.source_id for result in world.dataset.kap_results)
    return words("legend.source", source="; ".join(world.source_name(s, words.lang) for s in ids))
