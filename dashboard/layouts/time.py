"""The drawer under the map: a second date, what changed between the two in words, and projects as bars."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_choice
from dashboard.text import Words
from dashboard.view_models.changes import ChangeGroup, ProjectBar, TimeView


def layout_time_tools(words: Words) -> Component:
    """Make the play button and the link that opens the drawer."""
    said = {"data-play": words("time.play"), "data-pause": words("time.pause"), "data-step": words("time.step")}
    play = html.Button(words("time.play"), type="button", className="time-play", **attributes({**said, "aria-pressed": "false"}))
    return html.Div(
        [play, layout_choice(words("time.open_drawer"), {"time": "open"}, False, "time-choice")], className="time-tools"
    )


def layout_time(view: TimeView, words: Words) -> list[Component]:
    """Make the drawer's contents."""
    label = words("time.close")
    close = layout_choice("×", {"time": ""}, False, "panel-close", title=label, **attributes({"aria-label": label}))
    named = [
        layout_choice(d.label, {"against": d.day}, d.current, "time-choice", title=d.sentence) for d in (view.pin, *view.dates)
    ]
    return [
        html.Div([html.H2(view.title, className="time-title"), close], className="panel-head"),
        html.Nav(
            [html.Span(words("time.second")), *named],
            className="dates time-second",
            **attributes({"aria-label": words("time.second")}),
        ),
        html.Div([_group(group) for group in view.groups], className="changes"),
        html.H3(view.bars_title, className="time-title"),
        html.Ul([_bar(bar) for bar in view.bars], className="project-bars"),
        *([html.P(view.undated, className="panel-small")] if view.undated else []),
    ]


def _group(group: ChangeGroup) -> Component:
    if not group.names:
        return html.P(group.sentence, className="change")
    names = html.Ul([html.Li(name) for name in group.names])
    return html.Details([html.Summary(group.sentence), names], open=len(group.names) <= 6, className="change")


def _bar(bar: ProjectBar) -> Component:
    drawn = html.Span(
        className=f"project-bar{' project-open' if bar.open else ''}",
        style={"left": f"{bar.left:.2%}", "width": f"{bar.width:.2%}"},
    )
    return html.Li(
        [html.Span([bar.label, html.Small(bar.span)], className="project-name"), html.Span(drawn, className="project-line")]
    )
