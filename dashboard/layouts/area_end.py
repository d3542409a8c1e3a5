"""The last sections of an area's page: what changed, what waits for a decision, the sources and versions."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.area_parts import layout_paras, layout_part, source_anchor
from dashboard.layouts.links import layout_source
from dashboard.text import Words
from dashboard.view_models.area_types import AreaView, SourceRow


def layout_news(view: AreaView, words: Words) -> Component:
    """Make what changed since the last version of the data."""
    shipped = [html.Li(line, lang="en") for line in view.news.shipped]
    listed = [html.Ul(shipped, className="doc-list")] if shipped else []
    return layout_part("news", [*layout_paras(view.news.said), *listed], words)


def layout_corrections(view: AreaView, words: Words) -> Component:
    """Make how many corrections wait, and how one is told."""
    found = view.corrections
    kinds = [html.Ul([html.Li(kind) for kind in found.kinds], className="doc-list")] if found.kinds else []
    how = html.P(found.how, className="area-small")
    return layout_part("corrections", [html.P(found.said, className="doc-p"), *kinds, how], words)


def layout_sources(view: AreaView, words: Words) -> Component:
    """Make the versions and every source of the page."""
    sources = html.Ol([_source(number, row) for number, row in enumerate(view.sources, start=1)], className="area-sources")
    return layout_part("sources", [*layout_paras(view.versions, "area-small"), sources], words)


def _source(number: int, row: SourceRow) -> Component:
    citation = [html.Span(row.citation, className="area-about")] if row.citation and row.citation != row.name else []
    return html.Li([layout_source(row.name, row.url), *citation], id=source_anchor(number))
