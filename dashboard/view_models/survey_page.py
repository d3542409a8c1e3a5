"""The whole survey page of one selection."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.state import Selection, default_selection, to_fields
from dashboard.text import Words, load_words
from dashboard.view_models.addresses import kept_fields
from dashboard.view_models.document import Grid, Link
from dashboard.view_models.page import Place, list_places
from dashboard.view_models.survey_charts import (
    ChangeChart,
    IntervalChart,
    area_finding,
    build_area_chart,
    build_change_chart,
    build_group_chart,
    change_finding,
    measured,
    say_percent,
)
from dashboard.view_models.survey_choice import Chosen, choose_survey, settled
from dashboard.view_models.survey_empty import SurveyEmpty, build_empty
from dashboard.view_models.survey_map import SurveyMap, build_survey_map
from dashboard.view_models.survey_pillar import PillarView, build_pillar
from dashboard.view_models.survey_tables import (
    ThemeSummary,
    build_change_table,
    build_design_table,
    build_interval_table,
    build_map_table,
    build_themes,
)
from dashboard.view_models.survey_words import Said, capital, group_name, marked, say_estimate, watermark, wave_name
from dashboard.view_models.world import World, build_choices
from data.survey_types import EVERYONE
from models.kap_index import BOOSTER, GENERAL

DOWNLOAD_FIELDS = ("lang", "level", "wave", "question", "group", "versus")


@dataclass(frozen=True)
class Option:
    """One choice of a control: its words, and what it sets in the address."""

    text: str
    changes: dict[str, str]
    current: bool


@dataclass(frozen=True)
class Control:
    """One row of choices with its name."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class QuestionCard:
    """The question itself: theme, wording, which answers count, who was asked, the figure, and how to read it."""

    theme: str
    wording: str
    counts: str
    base: str
    said: Said
    direction: str


@dataclass(frozen=True)
class SurveyBody:
    """What the page shows of an imported survey."""

    finding: str
    controls: tuple[Control, ...]
    card: QuestionCard
    map: SurveyMap
    areas: IntervalChart
    groups: IntervalChart
    changes: ChangeChart | None
    no_changes: str
    themes: tuple[ThemeSummary, ...]
    pillar: PillarView | None
    design: Grid | None
    tables: tuple[Grid, ...]
    download: Link


@dataclass(frozen=True)
class SurveyPageView:
    """The whole page: ``body`` is what was imported, or what is true without."""

    fields: dict[str, str]
    defaults: dict[str, str]
    places: tuple[Place, ...]
    title: str
    lead: str
    banner: str
    remove: str
    button: bool
    body: SurveyBody | SurveyEmpty
    attribution: str


def build_survey_page(world: World, selection: Selection) -> SurveyPageView:
    """Build the page of one selection."""
    words = load_words(selection.lang)
    chosen = choose_survey(world, selection)
    usual = settled(default_selection(build_choices(world)), choose_survey(world, default_selection(build_choices(world))))
    shown = settled(selection, chosen)
    example = world.dataset.survey.example
    return SurveyPageView(
        fields=to_fields(shown),
        defaults=to_fields(usual),
        places=list_places(world, selection),
        title=words("survey.title"),
        lead=words("survey.lead" if chosen else "survey.lead_empty"),
        banner=words("survey.banner") if example else "",
        remove=words("survey.remove") if example else "",
        button=example and world.steward,
        body=build_body(world, shown, chosen, words) if chosen else build_empty(world, words),
        attribution=world.shapes.attribution[selection.lang],
    )


def build_body(world: World, selection: Selection, chosen: Chosen, words: Words) -> SurveyBody:
    """Build what is shown of the chosen question."""
    mark, source = watermark(world, words), sources_of(world, chosen, words)
    what = measured(world, chosen, source, words)
    areas = build_area_chart(world, chosen, selection.level, what, mark, words)
    groups = build_group_chart(world, chosen, measured_groups(world, chosen, source, words), mark, words)
    both = " – ".join(wave_name(world, wave, words) for wave in chosen.waves) if chosen.versus else ""
    changes = build_change_chart(world, chosen, measured(world, chosen, source, words, both), mark, words)
    where = build_survey_map(world, selection, chosen, _map_finding(world, selection, chosen, words), what, source, mark, words)
    return SurveyBody(
        finding=_finding(world, chosen, words),
        controls=_controls(world, selection, chosen, words),
        card=_card(world, chosen, words),
        map=where,
        areas=areas,
        groups=groups,
        changes=changes,
        no_changes="" if changes else words("survey.change.one_wave"),
        themes=build_themes(world, chosen, words),
        pillar=build_pillar(world, selection, words),
        design=build_design_table(world, chosen, words),
        tables=_tables(world, selection, chosen, areas, groups, changes, words),
        download=_download(selection, words),
    )


def sources_of(world: World, chosen: Chosen, words: Words) -> str:
    """Return where the figures of the question come from; the example comes from nobody."""
    if world.dataset.survey.example:
        return words("survey.source_example")
    ids = dict.fromkeys(
        e.source_id
        for e in world.dataset.survey.estimates
        if e.question_id == chosen.question.question_id and e.wave in (chosen.wave, chosen.versus) and e.source_id
    )
    named = [name for source_id in ids if (name := world.source_name(source_id, words.lang))]
    return "; ".join(named) or words("survey.source_import")


def measured_groups(world: World, chosen: Chosen, source: str, words: Words) -> str:
    """Say what the chart by group measures: always everyone's groups, in all areas together."""
    return words(
        "survey.measured_groups",
        counts=chosen.question.counts[words.lang],
        wave=wave_name(world, chosen.wave, words),
        source=source,
    )


def _finding(world: World, chosen: Chosen, words: Words) -> str:
    """Say in one or two sentences what the question found."""
    said = say_estimate(chosen.index, chosen.pooled(), words)
    who, when = group_name(world, chosen.sample, chosen.group, words), wave_name(world, chosen.wave, words)
    told = {"who": who, "wave": when, "counts": chosen.question.counts[words.lang]}
    first = words("survey.finding_gap", gap=said.percent, **told)
    if not said.gap:
        first = words("survey.finding", percent=say_percent(said, words), **told)
    second = change_finding(world, chosen, words) if chosen.versus else area_finding(world, chosen, words)
    return f"{first} {words('survey.sentence', text=second)}"


def _map_finding(world: World, selection: Selection, chosen: Chosen, words: Words) -> str:
    surveyed = len(chosen.areas())
    told = sum(not say_estimate(chosen.index, chosen.of_area(area), words).gap for area in chosen.areas())
    rest = len(world.areas("qark")) - surveyed
    return words.count("survey.map_title", told, surveyed=words.number(surveyed), rest=words.number(rest))


def _controls(world: World, selection: Selection, chosen: Chosen, words: Words) -> tuple[Control, ...]:
    """Build the choices of wave, wave to compare with, group, and level of the map."""
    waves = [Option(wave_name(world, w, words), _wave_changes(chosen, w), w == chosen.wave) for w in chosen.index.waves]
    others = [w for w in chosen.index.waves if w != chosen.wave]
    versus = [Option(wave_name(world, w, words), {"versus": w}, w == chosen.versus) for w in others]
    levels = [Option(words(f"level.{v}"), {"level": v}, selection.level == v) for v in ("qark", "municipality")]
    controls = [Control(words("survey.control.wave"), tuple(waves))]
    if len(others) > 1:
        controls.append(Control(words("survey.control.versus"), tuple(versus)))
    controls.append(Control(words("survey.control.group"), _group_options(world, chosen, words)))
    controls.append(Control(words("survey.control.level"), tuple(levels)))
    return tuple(controls)


def _wave_changes(chosen: Chosen, wave: str) -> dict[str, str]:
    """Return what choosing a wave sets: with two waves, the other one is what it is compared with."""
    others = [w for w in chosen.index.waves if w != wave]
    return {"wave": wave, "versus": others[0]} if len(others) == 1 else {"wave": wave}


def _group_options(world: World, chosen: Chosen, words: Words) -> tuple[Option, ...]:
    ids = chosen.index.groups(chosen.wave, chosen.question.question_id, GENERAL)
    options = [
        Option(
            capital(group_name(world, GENERAL, group, words)),
            {"group": "" if group == EVERYONE else group},
            (chosen.sample, chosen.group) == (GENERAL, group),
        )
        for group in ids
    ]
    if chosen.index.groups(chosen.wave, chosen.question.question_id, BOOSTER):
        booster = capital(group_name(world, BOOSTER, EVERYONE, words))
        options.append(Option(booster, {"group": BOOSTER}, chosen.sample == BOOSTER))
    return tuple(options)


def _card(world: World, chosen: Chosen, words: Words) -> QuestionCard:
    question = chosen.question
    names = words.listed([world.region(area).name[words.lang] for area in chosen.areas()])
    who = capital(group_name(world, chosen.sample, chosen.group, words))
    return QuestionCard(
        theme=words(f"survey.theme.{question.theme}"),
        wording=question.wording[words.lang],
        counts=question.counts[words.lang],
        base=words("survey.base", who=who, areas=names, wave=wave_name(world, chosen.wave, words)),
        said=say_estimate(chosen.index, chosen.pooled(), words),
        direction=words(f"survey.direction.{question.direction}"),
    )


def _tables(
    world: World,
    selection: Selection,
    chosen: Chosen,
    areas: IntervalChart,
    groups: IntervalChart,
    changes: ChangeChart | None,
    words: Words,
) -> tuple[Grid, ...]:
    """Return the twins of map and charts: everything that they show, as tables."""
    mark = watermark(world, words)
    found = [
        build_map_table(world, chosen, selection.level, marked(mark, words(f"survey.table.map.{selection.level}")), words),
        build_interval_table(areas, marked(mark, words("survey.table.areas")), words("survey.head.area"), words),
        build_interval_table(groups, marked(mark, words("survey.table.groups")), words("survey.head.group"), words),
    ]
    if changes:
        found.append(build_change_table(changes, marked(mark, words("survey.table.changes")), words))
    return tuple(found)


def _download(selection: Selection, words: Words) -> Link:
    fields = kept_fields(selection, DOWNLOAD_FIELDS)
    return Link(words("survey.download"), words("survey.download_note"), f"/download/survey.csv?{urlencode(fields)}")
