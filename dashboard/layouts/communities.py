"""The competing estimates of the Roma and Egyptian communities."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.links import layout_choice, layout_source
from dashboard.text import Words
from dashboard.view_models.communities import CommunityLine


def layout_communities(lines: tuple[CommunityLine, ...], words: Words) -> list[Component]:
    """Make the list of estimates and of what reaches the communities, with the warning that sources disagree."""
    if not lines:
        return []
    items = [
        html.Li([line.text, html.Span(layout_source(line.source, line.source_url), className="figure-source")]) for line in lines
    ]
    return [
        html.H3(words("group.communities")),
        html.P(words("community.warning"), className="panel-small"),
        html.Ul(items, className="records"),
        html.P(layout_choice(words("communities_part.open"), {"page": "directory", "part": "communities"}, False, "panel-more")),
    ]
