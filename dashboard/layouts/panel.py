"""The panel at the right: an area, or the country when none is chosen."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.communities import layout_communities
from dashboard.layouts.country import layout_country
from dashboard.layouts.links import layout_choice, layout_source
from dashboard.layouts.reasons import layout_reasons, layout_sureness
from dashboard.text import Words
from dashboard.view_models.country import CountryPanel
from dashboard.view_models.panel import AreaPanel, IndicatorLine, PillarBar
from dashboard.view_models.panel_records import RecordLine


def layout_panel(view: AreaPanel | CountryPanel, words: Words) -> list[Component]:
    """Make the panel of an area or of the country."""
    return layout_country(view, words) if isinstance(view, CountryPanel) else _layout_area(view, words)


def _layout_area(view: AreaPanel, words: Words) -> list[Component]:
    swatch = f"swatch-score-{view.class_index}" if view.class_index is not None else f"swatch-{view.gap}"
    label = words("panel.close")
    close = layout_choice("×", {"region": ""}, False, "panel-close", title=label, **attributes({"aria-label": label}))
    records = view.records
    return [
        html.Div([html.H2(view.name), html.P(view.level, className="panel-level"), close], className="panel-head"),
        html.Div(
            [html.Span(className=f"swatch {swatch}"), html.P(view.lead), html.Strong(view.score)],
            className="panel-lead",
        ),
        html.P(
            layout_choice(words("area.open_page"), {"page": "area", "region": view.region_id}, False, "panel-page"),
            className="panel-more",
        ),
        *([html.P(view.variants, className="panel-small")] if view.variants else []),
        html.P(view.reliability, className="panel-small"),
        *layout_sureness(view.sureness, words),
        *layout_reasons(view.reasons, words),
        html.H3(words("panel.pillars")),
        html.Div([_bar(bar) for bar in view.pillars], className="bars"),
        html.H3(words("panel.indicators")),
        _indicators(view.indicators, words),
        html.H3(words("panel.services")),
        *_records(records.services, words("panel.no_services")),
        *([html.P(records.nearest, className="panel-note")] if records.nearest else []),
        *([html.P(records.shelter, className="panel-note")] if records.shelter else []),
        html.H3(words("panel.projects")),
        *_records(records.projects, words("panel.no_projects")),
        *_folded(words.count("panel.other_services", len(records.other_services)), records.other_services),
        *_folded(words.count("panel.other_projects", len(records.other_projects)), records.other_projects),
        *_folded(words.count("panel.qark_wide", len(records.qark_wide)), records.qark_wide),
        *_folded(words.count("panel.institutions", len(records.institutions)), records.institutions),
        *layout_communities(view.communities, words),
        html.H3(words("panel.silence")),
        html.Ul([html.Li(said) for said in view.silence], className="silence"),
    ]


def _bar(bar: PillarBar) -> Component:
    filled: dict[str, Any] = {"width": f"{bar.share:.1f}%"} if bar.share is not None else {}
    track = html.Span(
        html.Span(style=filled, className=f"bar-fill bar-{bar.ramp}") if bar.share is not None else None,
        className="bar-track" if bar.share is not None else f"bar-track swatch-{bar.gap}",
    )
    note = [html.Span(bar.note, className="bar-note")] if bar.note else []
    return html.Div(
        [html.Span([bar.name, *note], className="bar-name"), track, html.Span(bar.text, className="bar-text")], className="pillar"
    )


def _indicators(lines: tuple[IndicatorLine, ...], words: Words) -> Component:
    heads = [html.Th(words(f"panel.head_{key}"), scope="col") for key in ("indicator", "value", "period")]
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody([_indicator(line) for line in lines])], className="figures")


def _indicator(line: IndicatorLine) -> Component:
    source = html.Span(layout_source(line.source, line.source_url), className="figure-source")
    marks = [html.Span(line.marks, className="figure-marks")] if line.marks else []
    unit = [html.Span(line.unit, className="figure-unit")] if line.unit else []
    return html.Tr(
        [
            html.Th([line.title, *marks, source], scope="row"),
            html.Td([line.value, *unit], className="figure-gap" if line.gap else "figure-value"),
            html.Td(line.period),
        ]
    )


def _records(lines: tuple[RecordLine, ...], none: str) -> list[Component]:
    if not lines:
        return [html.P(none, className="panel-none")]
    return [html.Ul([_record(line) for line in lines], className="records")]


def _folded(title: str, lines: tuple[RecordLine, ...]) -> list[Component]:
    if not lines:
        return []
    return [html.Details([html.Summary(title), *_records(lines, "")], className="folded")]


def _record(line: RecordLine) -> Component:
    told = " · ".join(text for text in (line.kind, line.place) if text)
    return html.Li(
        [
            html.Span(line.name, className="record-name"),
            html.Span(told, className="record-kind"),
            html.Span(line.said, className=f"record-said standing-{line.standing}"),
            html.Span(layout_source(line.source, line.source_url), className="figure-source"),
        ]
    )
