"""Turns checked rows into frozen records, reporting what makes no sense."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from data.problems import Problem, Reporter
from data.records import rows as r
from data.strict import first_day, last_day, number
from data.types import (
    GAPS,
    STATES,
    Citation,
    CommunityEstimate,
    KapResult,
    KapWave,
    Mechanism,
    NapReference,
    Place,
    ProgrammeMark,
    Project,
    Region,
    Service,
    ServiceCategory,
    Source,
    Text,
    frozen_map,
)  # fmt: skip

SMALL_COUNT = 10


@dataclass
class Known:
    """What records may refer to, and where their faults go."""

    sources: dict[str, Source]
    regions: dict[str, Region]
    problems: list[Problem]


def _text(item: BaseModel, name: str) -> Text:
    """Return a text in both languages."""
    return frozen_map({language: getattr(item, f"{name}_{language}") for language in ("sq", "en")})


def check_region(region_id: str, row: int, known: Known, report: Reporter) -> None:
    """Report a region that is named but not known; an empty one is allowed."""
    if region_id and region_id not in known.regions:
        remedy = "use a LAU or NUTS 3 code, AL for the whole country, or leave it empty"
        report.add("unknown region", remedy, row=row, column="region_id", value=region_id)


def _check_source(source_id: str, row: int, column: str, known: Known, report: Reporter) -> None:
    """Report a source that has no record."""
    if source_id not in known.sources:
        report.add("unknown source", f"add data/sources/{source_id}.toml", row=row, column=column, value=source_id)


def _check_words(words: tuple[str, ...], allowed: object, row: int, column: str, report: Reporter) -> None:
    """Report words of a list cell that the vocabulary does not hold."""
    for word in words:
        if word not in get_args(allowed):
            report.add("unknown word", f"use {', '.join(get_args(allowed))}", row=row, column=column, value=word)


def _citations(texts: tuple[str, ...], row: int, known: Known, report: Reporter) -> tuple[Citation, ...]:
    """Return the citations of a cell ``source#locator;source#``."""
    if not texts:
        report.add("the record cites nothing", "name its source", row=row, column="citations")
    cited = []
    for text in texts:
        source_id, mark, locator = text.partition("#")
        if not mark:
            report.add("a citation has no #", "write source_id#lines", row=row, column="citations", value=text)
        _check_source(source_id, row, "citations", known, report)
        cited.append(Citation(source_id, locator))
    return tuple(cited)


def _dates(item: Any, row: int, report: Reporter) -> dict[str, Any]:
    """Return first and last day, reporting a reversed window and dates where the window has none."""
    start, end = first_day(item.start), last_day(item.end)
    if start and end and start > end:
        report.add("the start lies after the end", "correct them", row=row, column="start", value=item.start)
    window = getattr(item, "window", "")
    if window in ("report_period", "undated") and (start or end):
        remedy = "empty them, or name how they are known (stated, programme, derived)"
        report.add(f"a {window} record has dates", remedy, row=row, column="window", value=window)
    return {"start": start, "end": end}


def build_category(row: int, item: r.CategoryRow, report: Reporter) -> ServiceCategory:
    """Return one category of services."""
    return ServiceCategory(item.category, item.counts_as, _text(item, "label"))


def _common(row: int, item: Any, known: Known, report: Reporter) -> dict[str, Any]:
    """Return what projects, services and mechanisms share."""
    return {
        "name": _text(item, "name"),
        "summary": _text(item, "summary"),
        "citations": _citations(item.citations, row, known, report),
        "status": item.status,
        "tier": item.tier,
        "note": item.note,
        **_dates(item, row, report),
    }


def build_project(row: int, item: r.ProjectRow, places: dict[str, list[Place]], known: Known, report: Reporter) -> Project:
    """Return one project with its places."""
    _check_words(item.types, r.ProjectType, row, "types", report)
    _check_words(item.audiences, r.Audience, row, "audiences", report)
    if (item.reached_n is None) != (not item.reached_kind):
        report.add("a reach needs a number and a kind", "give both or neither", row=row, column="reached_kind")
    return Project(
        project_id=item.project_id,
        places=tuple(places.get(item.project_id, ())),
        reached_n=number(item.reached_n),
        amount=number(item.amount),
        **item.model_dump(
            include={
                "organisation", "partners", "donor", "programme", "phase", "types", "audiences", "window",
                "reached_kind", "reached_scope", "currency",
            }
        ),
        **_common(row, item, known, report),
    )  # fmt: skip


def build_service(
    row: int, item: r.ServiceRow, categories: dict[str, ServiceCategory], known: Known, report: Reporter
) -> Service:
    """Return one service; a shelter placed at a municipality is reported."""
    check_region(item.region_id, row, known, report)
    category = categories.get(item.category)
    if category is None:
        report.add("unknown category", "add it to service_categories.csv", row=row, column="category", value=item.category)
    elif category.counts_as == "shelter" and item.region_id:
        region = known.regions.get(item.region_id)
        if region and region.level == "municipality":
            remedy = "write its qark: a shelter is never placed more precisely"
            report.add("a shelter is placed at a municipality", remedy, row=row, column="region_id", value=item.region_id)
    return Service(
        last_confirmed=last_day(item.last_confirmed),
        **item.model_dump(include={"service_id", "operator", "category", "region_id", "window", "see_also"}),
        **_common(row, item, known, report),
    )


def build_mechanism(row: int, item: r.MechanismRow, places: dict[str, list[Place]], known: Known, report: Reporter) -> Mechanism:
    """Return one mechanism with its places."""
    return Mechanism(
        places=tuple(places.get(item.mechanism_id, ())),
        **item.model_dump(include={"mechanism_id", "kind", "see_also"}),
        **_common(row, item, known, report),
    )


def build_community(row: int, item: r.CommunityRow, known: Known, report: Reporter) -> CommunityEstimate:
    """Return one estimate; a small sub-national count is reported."""
    check_region(item.region_id, row, known, report)
    _check_source(item.source_id, row, "source_id", known, report)
    if item.state not in STATES + GAPS or (item.value is None) != (item.state in GAPS):
        remedy = "a gap has its reason as state and an empty value; a figure has a state and a value"
        report.add("value and state do not fit", remedy, row=row, column="state", value=item.state)
    if item.region_id != "AL" and item.value is not None and 1 <= item.value <= SMALL_COUNT:
        remedy = "write state suppressed and leave the value empty"
        report.add("a small count of people must not be shipped", remedy, row=row, column="value")
    gap = item.state if item.state in GAPS else ""
    return CommunityEstimate(
        value=math.nan if gap else number(item.value),
        gap=gap,
        state="" if gap else item.state,
        **item.model_dump(
            include={"estimate_id", "region_id", "place_named", "place_level", "group", "period", "operator", "source_id", "note"}
        ),
    )


def build_wave(row: int, item: r.KapWaveRow, known: Known, report: Reporter) -> KapWave:
    """Return one KAP wave."""
    _check_source(item.source_id, row, "source_id", known, report)
    for region_id in item.region_ids:
        check_region(region_id, row, known, report)
    return KapWave(
        name=_text(item, "name"),
        note=_text(item, "note"),
        age_from=number(item.age_from),
        age_to=number(item.age_to),
        sample_n=number(item.sample_n),
        **item.model_dump(include={"wave", "region_ids", "fieldwork", "source_id"}),
    )


def build_result(row: int, item: r.KapResultRow, known: Known, report: Reporter) -> KapResult:
    """Return one pooled KAP result."""
    _check_source(item.source_id, row, "source_id", known, report)
    for region_id in item.region_ids:
        check_region(region_id, row, known, report)
    if item.percent is None or not 0 <= item.percent <= 100:
        report.add("the percentage is missing or out of range", "write 0 to 100", row=row, column="percent")
    return KapResult(
        item.wave, item.region_ids, _text(item, "question"), _text(item, "answer"), number(item.percent), item.source_id
    )


def build_mark(row: int, item: r.MarkRow, known: Known, report: Reporter) -> ProgrammeMark:
    """Return one mark of the time control."""
    _check_source(item.source_id, row, "source_id", known, report)
    days = _dates(item, row, report)
    if days["start"] is None or (item.kind == "programme" and days["end"] is None):
        report.add("a mark needs its start, a programme also its end", "write them", row=row, column="start")
    return ProgrammeMark(
        item.mark_id, item.kind, days["start"], days["end"], _text(item, "label"), _text(item, "sentence"), item.source_id
    )


def build_reference(row: int, item: r.NapRow, projects: dict[str, Project], known: Known, report: Reporter) -> NapReference:
    """Return one reference of a project to an action plan; an unknown project is reported."""
    for column in ("project_id", "shared_with"):
        value = getattr(item, column)
        if value not in projects and (value or column == "project_id"):
            report.add("unknown project", "use an id of projects.csv", row=row, column=column, value=value)
    if item.shared_with == item.project_id:
        report.add("a reference is shared with its own project", "name the other one", row=row, column="shared_with")
    if item.activity and not (item.objective or item.pillar == "coordination"):
        report.add("an activity without its objective", "name the objective", row=row, column="objective")
    fields = {"ref_id", "project_id", "plan", "pillar", "goal", "objective", "activity", "shared_with", "note"}
    return NapReference(citations=_citations(item.citations, row, known, report), **item.model_dump(include=fields))
