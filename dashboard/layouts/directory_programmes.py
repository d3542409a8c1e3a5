"""The programmes on one line of time, and how each qark stands on the chosen day."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.directory_list import layout_item_link
from dashboard.layouts.directory_who import layout_scroll
from dashboard.layouts.links import layout_choice
from dashboard.text import Words
from dashboard.view_models.directory_programmes import Bar, Lane, ProgrammesView, QarkFlag


def layout_programmes(view: ProgrammesView, date_said: str, words: Words) -> list[Component]:
    """Make the line of time and the table of qarks."""
    years = [html.Span(year, style={"left": f"{left:.2%}"}) for year, left in view.years]
    chosen = html.Span(
        className="directory-now",
        style={"left": f"{view.chosen:.2%}"},
        title=words("directory.programmes.chosen", date=date_said),
    )
    return [
        html.Div([html.P(html.Strong(view.said)), html.P(view.flags_said)], className="directory-said"),
        html.H2(words("directory.programmes.title")),
        html.P(f"{words('directory.programmes.legend')} {words('directory.programmes.open_end')}", className="directory-small"),
        html.Div(
            [
                html.Div(
                    [html.Div(), html.Div(years, className="directory-years", **attributes({"aria-hidden": "true"}))],
                    className="directory-lane",
                ),
                *(_lane(lane, chosen, words) for lane in view.lanes),
            ],
            className="directory-lanes",
        ),
        html.H2(words("directory.flag.title")),
        layout_scroll(_flags(view.flags, words), words("directory.flag.title")),
    ]


def _lane(lane: Lane, chosen: Component, words: Words) -> Component:
    bars = [html.Div(_bar(bar), className="directory-bar-row") for bar in lane.bars]
    undated = []
    if lane.undated:
        links = [layout_item_link(one.name, one.entry_id, one.address, "directory-also") for one in lane.undated]
        undated = [
            html.P(
                [words("directory.programmes.undated"), *(part for link in links for part in (" ", link))],
                className="directory-small",
            )
        ]
    return html.Div(
        [
            html.Div([html.Strong(lane.title), html.Span(lane.said)], className="directory-lane-name"),
            html.Div([chosen, *bars, *undated], className="directory-track"),
        ],
        className="directory-lane directory-lane-working" if lane.working else "directory-lane",
    )


def _bar(bar: Bar) -> Component:
    kind = "working" if bar.working else "unsure" if bar.standing in ("unknown", "planned", "not_activated") else "past"
    classes = " ".join(("directory-bar", f"directory-bar-{kind}", *(("directory-bar-open",) if bar.open_end else ())))
    style = {"left": f"{bar.left:.2%}", "width": f"{bar.width:.2%}"}
    said = html.Span(bar.said, className="unseen")
    return layout_item_link(said, bar.link.entry_id, bar.link.address, classes, title=bar.said, style=style)


def _flags(flags: tuple[QarkFlag, ...], words: Words) -> Component:
    heads = [html.Th(words(f"directory.flag.{head}"), scope="col") for head in ("qark", "state", "ends")]
    rows = [
        html.Tr(
            [
                html.Th(layout_choice(flag.name, {"part": "", "area": flag.region_id}, False, "directory-name"), scope="row"),
                html.Td(flag.said, className=f"directory-flag-{flag.flag}"),
                html.Td(
                    [html.Div(layout_item_link(one.name, one.entry_id, one.address, "directory-also")) for one in flag.ending]
                ),
            ]
        )
        for flag in flags
    ]
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="directory-table directory-narrow")
