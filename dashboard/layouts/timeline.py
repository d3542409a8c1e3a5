"""The date control under the map."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.links import layout_choice
from dashboard.layouts.time import layout_time_tools
from dashboard.text import Words
from dashboard.view_models.timeline import DateSaid, TimelineView

# A band that begins beyond this share of the line has its label to the left of its end on a small screen.
LATE = 0.5


def layout_timeline(view: TimelineView, said: DateSaid, words: Words) -> Component:
    """Make the named dates, the slider and the programmes' bands."""
    return html.Section(
        [
            html.Div(
                [
                    html.Div(layout_date_said(said), id=ids.MAP_DATE_SAID, className="date-said"),
                    html.Nav(
                        [
                            layout_choice(
                                named.label,
                                {"date": named.day},
                                named.current,
                                "date-choice",
                                title=named.sentence,
                            )
                            for named in view.dates
                        ],
                        className="dates",
                        **attributes({"aria-label": words("timeline.named")}),
                    ),
                ],
                className="timeline-top",
            ),
            layout_time_tools(words),
            _track(view, words),
        ],
        className="timeline",
        **attributes(
            {
                "aria-label": words("timeline.title"),
                "data-days": " ".join(view.days),
                "data-months": " ".join(view.month_names),
                "data-events": " ".join(view.events),
            }
        ),
    )


def layout_date_said(said: DateSaid) -> list[Component]:
    """Say the chosen date, and why it matters where it has a name."""
    return [html.Strong(said.day), html.Span(said.sentence, className="date-sentence")]


def _track(view: TimelineView, words: Words) -> Component:
    bands = [
        html.Span(
            html.Span(band.label, className="band-label"),
            className=f"band lane-{band.lane}{' band-late' if band.left > LATE else ''}",
            title=band.sentence,
            style={"left": f"{band.left:.2%}", "width": f"{band.width:.2%}"},
        )
        for band in view.bands
    ]
    years = [html.Span(tick.year, className="year", style={"left": f"{tick.left:.2%}"}) for tick in view.years]
    return html.Div(
        [
            html.Div(bands, className="bands"),
            html.Label(words("timeline.slider"), htmlFor=ids.MAP_DATE, className="unseen"),
            dcc.Input(
                id=ids.MAP_DATE,
                type="range",
                min=0,
                max=len(view.days) - 1,
                step=1,
                value=view.index,
                className="date-range",
            ),
            html.Div(years, className="years", **attributes({"aria-hidden": "true"})),
        ],
        className="track",
    )
