"""The controls that change the method, and what they would change."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.frozen import freeze
from dashboard.layouts.links import layout_choice
from dashboard.layouts.reasons import layout_pending
from dashboard.text import Words
from dashboard.view_models.play import BasisNote, MeanChoice, PlayRow, PlayView, WeightControl, WeightGroup
from dashboard.view_models.played import PlayedNote

# What the address says of the published method.
PUBLISHED = {"weights": "", "mean": "", "blend": ""}


def layout_play(view: PlayView, words: Words) -> list[Component]:
    """Make the banner, the controls, the answer and the list."""
    banner = [_banner(view, words)] if view.banner else []
    waiting = [layout_pending(words("sure.pending"), ids.QUERY_PLAY)] if view.pending else []
    answer = [html.P(view.agreement, className="doc-p")] if view.agreement else []
    result = [
        html.P(view.summary, className="play-summary", role="status"),
        html.H3(words("play.question")),
        *answer,
        *waiting,
        freeze([_table(view, words)]),
        html.P(html.A(view.download, href=view.address, className="doc-file", download=""), className="doc-link"),
    ]
    groups = [_group(group, words) for group in view.groups]
    controls = [*groups, *(_means(title, choices) for title, choices in view.means), _basis(view.basis)]
    return [
        *banner,
        html.Div(
            [
                html.Div(controls, className="play-controls"),
                html.Div(result if view.rows else [html.P(view.none, className="doc-p warning")], className="play-result"),
            ],
            className="play played" if view.banner else "play",
        ),
    ]


def _banner(view: PlayView, words: Words) -> Component:
    back = layout_choice(words("play.back"), PUBLISHED, False, "play-back")
    shown = layout_choice(words("played.map"), {"page": ""}, False, "play-map")
    return html.Div([html.P(view.banner), back, shown], className="play-banner", role="alert")


def layout_played_note(note: PlayedNote | None, words: Words) -> list[Component]:
    """Make the banner of the map page while a changed method is shown."""
    if note is None:
        return []
    asked = [html.Details([html.Summary(note.question), html.P(note.agreement)])] if note.question else []
    to_play = attributes({"data-anchor": "play"})
    ways = [
        layout_choice(words("played.back"), PUBLISHED, False, "play-back"),
        layout_choice(words("played.more"), {"page": "method"}, False, "play-map", **to_play),
    ]
    told = html.Div([html.P([html.Strong(note.banner), html.Span(note.what)]), *asked], className="played-told")
    return [html.Div([told, *ways], className="play-banner played-note", role="alert")]


def _group(group: WeightGroup, words: Words) -> Component:
    legend = html.Legend([group.title, html.Span(words("play.weights_note"), className="play-note")])
    return html.Fieldset([legend, *(_weight(control, words) for control in group.controls)], className="play-group")


def _weight(control: WeightControl, words: Words) -> Component:
    slider = dcc.Input(
        id=ids.method_weight(control.indicator_id),
        type="range",
        min=0,
        max=control.most,
        step=1,
        value=control.weight,
        className="weight-range",
    )
    label = html.Label(control.name, htmlFor=ids.method_weight(control.indicator_id), className="weight-name")
    said = html.Span(
        [html.Strong(str(control.weight)), html.Span(control.share, title=words("play.effective"))], className="weight-said"
    )
    return html.Div(
        [label, html.Span(slider, className="weight-track"), said],
        className="weight changed" if control.changed else "weight",
        **attributes({"data-weight": control.indicator_id, "data-usual": str(control.usual)}),
    )


def _means(title: str, choices: tuple[MeanChoice, ...]) -> Component:
    links = [layout_choice(choice.text, {choice.field: choice.value}, choice.current, "segment") for choice in choices]
    return html.Div(
        [html.P(title, className="play-mean"), html.Nav(links, className="segments", **attributes({"aria-label": title}))],
        className="play-group",
    )


def _basis(basis: BasisNote) -> Component:
    """Make the choice of basis: one of the two is in force, the other is shut and says why."""
    shut = html.Span(basis.other, className="segment", title=basis.reason, **attributes({"aria-disabled": "true"}))
    current = html.Span(basis.current, className="segment", **attributes({"aria-current": "true"}))
    choice = html.Div([current, shut], className="segments", role="group", **attributes({"aria-label": basis.title}))
    link = [layout_choice(basis.link, {"page": "survey"}, False, "text-link")] if basis.link else []
    return html.Div(
        [html.P(basis.title, className="play-mean"), choice, html.P(basis.reason, className="shares-said"), *link],
        className="play-group",
    )


def _table(view: PlayView, words: Words) -> Component:
    heads = [html.Th(words(f"play.head_{head}"), scope="col") for head in ("rank", "area", "class", "points", "published")]
    caption = html.Caption(words("play.table_changed") if view.banner else words("play.table_published"))
    return html.Table(
        [caption, html.Thead(html.Tr(heads)), html.Tbody([_row(row) for row in view.rows])], className="doc-table played-table"
    )


def _row(row: PlayRow) -> Component:
    moved = [html.Span(row.rank_moved, className="rank-moved")] if row.rank_moved else []
    reclassed = [html.Span(row.class_moved, className="rank-moved")] if row.class_moved else []
    return html.Tr(
        [
            html.Td([row.rank, *moved]),
            html.Th(layout_choice(row.name, {"region": row.region_id}, False, "text-link"), scope="row"),
            html.Td([html.Span(className=f"swatch swatch-score-{row.class_index}"), row.class_name, *reclassed]),
            html.Td(row.score),
            html.Td(row.published),
        ],
        className="moved" if row.rank_moved or row.class_moved else "",
    )
