"""The sections of an area's page on what is recorded: services by type, projects in time, mechanisms, plans, communities."""

from __future__ import annotations

from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.area_parts import layout_folded, layout_paras, layout_part, layout_records, layout_table
from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_source
from dashboard.text import Words
from dashboard.view_models.area_types import AreaTimeline, AreaView, PlanLine, ServiceType
from dashboard.view_models.changes import ProjectBar
from dashboard.view_models.communities import CommunityLine
from dashboard.view_models.communities_part import EstimateRow, EstimateTable
from dashboard.view_models.directory_words import EntryLine

RECORDED = ("some", "qark")
MISSING = ("not_recorded", "none")


def layout_services(view: AreaView, words: Words) -> Component:
    """Make the types of service, those that are recorded first."""
    services = view.services
    heads = [words(f"area.services.{name}") for name in ("type", "state", "names")]
    recorded = [_type(one) for one in services.types if one.state in RECORDED]
    table = [layout_table(heads, recorded, words("area.section.services"), "area-types")] if recorded else []
    notes = tuple(text for text in (services.nearest, services.shelter) if text)
    missing = [part for state in MISSING for part in _missing(view, state, words)]
    return layout_part("services", [*layout_paras((services.said, *notes)), *table, *missing], words)


def _type(one: ServiceType) -> list[Component]:
    names = html.Ul([html.Li([line.name, html.Span(f"{line.place}. {line.said}", className="area-about")]) for line in one.lines])
    return [html.Th(one.name, scope="row"), html.Td(one.said), html.Td(names if one.lines else "")]


def _missing(view: AreaView, state: str, words: Words) -> list[Component]:
    """List the types that are not recorded, or that a source which names all does not name."""
    names = [html.Li(one.name, className=_gap(state)) for one in view.services.types if one.state == state]
    return [html.H3(words(f"area.services.head_{state}")), html.Ul(names, className="area-missing")] if names else []


def _gap(state: str) -> str:
    """Return the look of a gap; what a source says is none is no gap."""
    return " ".join(("survey-gap", f"swatch-{state}")) if state == MISSING[0] else ""


def layout_projects(view: AreaView, words: Words) -> Component:
    """Make the projects as bars on a line of years, with the chosen date, and those at work on it."""
    timeline = view.timeline
    drawn = _line(timeline, words) if timeline.bars else html.P(words("area.projects.none_drawn"), className="area-small")
    parts = [html.P(timeline.said, className="doc-p"), drawn]
    if timeline.undated:
        parts.append(html.P(timeline.undated, className="area-small"))
    if timeline.at_work:
        parts.append(layout_folded(words("area.projects.now"), [layout_records(timeline.at_work, view)]))
    if timeline.others:
        parts.append(layout_folded(words("area.projects.others"), [layout_records(timeline.others, view)]))
    return layout_part("projects", parts, words)


def _line(timeline: AreaTimeline, words: Words) -> Component:
    years = [html.Span(tick.year, style={"left": f"{tick.left:.2%}"}) for tick in timeline.years]
    day = html.Span(className="area-day", style={"left": f"{timeline.day:.2%}"}, title=words("area.projects.day"))
    axis = html.Li([html.Span(), html.Span([*years, day], className="area-years")], **attributes({"aria-hidden": "true"}))
    return html.Ul([axis, *(_bar(bar, timeline.day) for bar in timeline.bars)], className="project-bars area-bars")


def _bar(bar: ProjectBar, day: float) -> Component:
    drawn = html.Span(
        className=f"project-bar{' project-open' if bar.open else ''}",
        style={"left": f"{bar.left:.2%}", "width": f"{bar.width:.2%}"},
    )
    mark = html.Span(className="area-day", style={"left": f"{day:.2%}"})
    name = html.Span([bar.label, html.Small(bar.span)], className="project-name")
    return html.Li([name, html.Span([drawn, mark], className="project-line", **attributes({"aria-hidden": "true"}))])


def layout_mechanisms(view: AreaView, words: Words) -> Component:
    """Make the committee and institutions, the units, and the mechanisms."""
    found = view.mechanisms
    parts: list[Component] = [html.P(found.said, className="doc-p")]
    for name, shown in (
        ("institutions", [layout_records(found.institutions, view)] if found.institutions else []),
        ("units", [layout_records(found.units, view)] if found.units else []),
        ("mechanisms", _entries(found.mechanisms)),
    ):
        parts.append(html.H3(words(f"area.mechanisms.{name}")))
        parts += shown or [html.P(words(f"area.mechanisms.no_{name}"), className="area-small")]
    if found.others:
        parts.append(layout_folded(words("area.mechanisms.others"), _entries(found.others)))
    return layout_part("mechanisms", parts, words)


def _entries(lines: tuple[EntryLine, ...]) -> list[Component]:
    return [html.Ul([_entry(line) for line in lines], className="area-records")] if lines else []


def _entry(line: EntryLine) -> Component:
    about = " · ".join(filter(None, (line.types, line.dates, line.standing_said)))
    name = html.A(line.name, href=line.address, className="text-link")
    return html.Li([html.Strong(name), html.Span(about, className="area-about")])


def layout_plan(view: AreaView, words: Words) -> Component:
    """Make the objectives with recorded support and those without, side by side."""
    plan = view.plan
    columns = [
        html.Div([html.H3(words(f"area.plan.{name}")), *_objectives(lines)])
        for name, lines in (("supported", plan.supported), ("others", plan.others))
        if lines
    ]
    note = html.P(plan.limits, className="area-small")
    return layout_part("plan", [html.P(plan.said, className="doc-p"), html.Div(columns, className="area-pair"), note], words)


def _objectives(lines: tuple[PlanLine, ...]) -> list[Component]:
    """Make the objectives plan by plan."""
    parts: list[Component] = []
    for plan, own in groupby(lines, key=lambda line: line.plan):
        parts += [html.H4(plan), html.Ul([_objective(line) for line in own], className="area-plan")]
    return parts


def _objective(line: PlanLine) -> Component:
    if line.state != "some":
        return html.Li(line.title, className=_gap(line.state))
    return html.Li([html.Strong(line.title), html.Span(line.said, className="area-about")])


def layout_communities(view: AreaView, words: Words) -> Component:
    """Make the estimates side by side with their range, what reaches the communities, and places named without a number."""
    found = view.communities
    parts: list[Component] = [*layout_paras(found.said)]
    parts += [part for table in found.tables for part in _estimates(table, words)]
    if found.lines:
        parts.append(html.Ul([html.Li(_community(line)) for line in found.lines], className="doc-list"))
    if found.named:
        named = html.Ul([html.Li([html.Strong(name), html.Span(said, className="area-about")]) for name, said in found.named])
        parts.append(layout_folded(words("area.communities.named"), [named]))
    return layout_part("communities", parts, words)


def _community(line: CommunityLine) -> list[Component | str]:
    if not line.source:
        return [line.text]
    return [line.text, " ", html.Span(layout_source(line.source, line.source_url), className="figure-source")]


def _estimates(table: EstimateTable, words: Words) -> list[Component]:
    head = html.H3(table.title)
    if not table.heads:
        return [head, html.P(words("area.communities.no_table"), className="area-small")]
    heads = [words("area.communities.area"), *(name for name, _ in table.heads), words("area.communities.span")]
    return [head, layout_table(heads, [_row(row) for row in table.rows], table.title, "area-estimates")]


def _row(row: EstimateRow) -> list[Component]:
    cells = [html.Td(cell.text, title=cell.said, className=f"presence-cell-{cell.state}") for cell in row.cells]
    return [html.Th(row.area, scope="row"), *cells, html.Td(row.span, className="area-span")]
