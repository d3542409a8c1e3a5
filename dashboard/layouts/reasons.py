"""How sure the score is, and why it is what it is."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_choice
from dashboard.text import Words
from dashboard.view_models.comparison import ComparisonView
from dashboard.view_models.reasons import ReasonBar, ReasonsView
from dashboard.view_models.sureness import SurenessView


def layout_sureness(view: SurenessView | None, words: Words, query: str = ids.QUERY_PANEL) -> list[Component]:
    """Make the words and the bar that say how sure the score is; ``query`` draws the part that they stand in."""
    if view is None:
        return []
    if view.pending:
        waiting = layout_pending(words("sure.pending"), query)
        return [html.H3(words("sure.title")), waiting]
    to_ranges = attributes({"data-anchor": ids.METHOD_SENSITIVITY})
    bar = [
        html.Span(className=f"share swatch-score-{part.class_index}", style={"width": f"{part.share:.2%}"}, title=part.text)
        for part in view.parts
    ]
    return [
        html.H3(words("sure.title")),
        html.P(view.lines[0], className="sure-first"),
        *(html.P(line, className="panel-small") for line in view.lines[1:]),
        html.Div(bar, className="shares", role="img", **attributes({"aria-label": view.parts_said})),
        html.P(view.parts_said, className="shares-said"),
        html.P(
            [view.note, " ", layout_choice(words("sure.more"), {"page": "method"}, False, "text-link", **to_ranges)],
            className="shares-said",
        ),
    ]


def layout_pending(text: str, query: str) -> Component:
    """Make the words for what is being reckoned; the router asks again for the part that ``query`` draws."""
    return html.P(text, className="pending", **attributes({"data-again": query}))


def layout_reasons(view: ReasonsView | None, words: Words) -> list[Component]:
    """Make the reasons: a sentence, the signed bars, what would change the class, who is alike, a comparison."""
    if view is None:
        return []
    total = html.Li(
        [html.Span(words("why.total"), className="reason-name"), html.Strong(view.total, className="reason-points")],
        className="reason reason-total",
    )
    alike = [
        html.Li([layout_choice(area.name, {"region": area.region_id}, False, "text-link"), html.Span(area.text)])
        for area in view.alike
    ]
    return [
        html.H3(words("why.title")),
        html.P(view.lead),
        html.P(view.sentence, className="panel-small"),
        html.P(words("why.bars"), className="shares-said"),
        html.Ul([*(_reason(bar, view.zero) for bar in view.bars), total], className="reasons"),
        html.H4(words("why.moves")),
        *(html.P(move, className="panel-small") for move in view.moves),
        html.P(words("why.caution"), className="shares-said"),
        *([html.H4(words("why.alike")), html.Ul(alike, className="alike")] if alike else []),
        *_comparison(view.comparison, words),
    ]


def _reason(bar: ReasonBar, zero: float) -> Component:
    placed = {"left": f"{bar.start}%", "width": f"max({bar.width}%, 1px)"}
    track = html.Span(
        [
            html.Span(className="reason-zero", style={"left": f"{zero}%"}),
            html.Span(className=f"reason-fill {bar.side}", style=placed),
        ],
        className="reason-track",
        **attributes({"aria-hidden": "true"}),
    )
    name = html.Span([bar.name, html.Span(bar.value, className="reason-value")], className="reason-name")
    return html.Li([name, track, html.Span(bar.points, className="reason-points")], className="reason")


def _comparison(view: ComparisonView, words: Words) -> list[Component]:
    choices = [
        layout_choice(name, {"compare": region_id}, region_id == view.chosen, "compare-choice")
        for region_id, name in view.choices
    ]
    folded = html.Details(
        [html.Summary(words("compare.choose")), html.Div(choices, className="compare-choices")], className="folded"
    )
    if not view.choices:
        return []
    if not view.chosen:
        return [html.H4(words("compare.title")), folded]
    heads = [words("panel.head_indicator"), view.here, view.there, words("compare.points")]
    body = [html.Tr([html.Th(x.name, scope="row"), html.Td(x.here), html.Td(x.there), html.Td(x.points)]) for x in view.lines]
    return [
        html.H4(words("compare.with", name=view.there)),
        html.P(
            [view.lead, " ", layout_choice(words("compare.close"), {"compare": ""}, False, "text-link")], className="panel-small"
        ),
        html.Table(
            [html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])), html.Tbody(body)], className="figures compare"
        ),
        folded,
    ]
