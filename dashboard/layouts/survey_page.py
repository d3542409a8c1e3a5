"""The survey page: the frame, and the mark over example data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.layouts.attributes import attributes
from dashboard.layouts.controls import layout_bar
from dashboard.layouts.paper import layout_print_foot
from dashboard.layouts.survey_body import layout_body
from dashboard.layouts.survey_button import layout_example_button
from dashboard.layouts.survey_empty import layout_empty
from dashboard.text import Words, load_words
from dashboard.view_models.survey_empty import SurveyEmpty
from dashboard.view_models.survey_page import SurveyPageView


def layout_survey_page(view: SurveyPageView, figures: Mapping[str, Any]) -> Component:
    """Make the whole page in the view's language; ``figures`` are its map and charts already drawn, by name."""
    words = load_words(view.fields["lang"])
    return html.Div(
        [
            html.A(words("survey.skip"), href=f"#{ids.SURVEY_BODY}", className="skip"),
            layout_bar(view, words),
            *_banner(view, words),
            html.Main(layout_survey_body(view, figures), id=ids.SURVEY_BODY, className="survey-main", tabIndex="-1"),
            html.Footer([html.P(words("app.footer", attribution=view.attribution)), layout_print_foot(words)], className="foot"),
        ],
        className="page doc survey-page" + (" survey-example" if view.banner else ""),
        **_state(view, words),
    )


def layout_survey_body(view: SurveyPageView, figures: Mapping[str, Any]) -> list[Component]:
    """Make all that a choice of wave, question or group changes."""
    words = load_words(view.fields["lang"])
    head = html.P([html.Strong(view.title), html.Span(view.lead)], className="survey-over")
    body = (
        layout_empty(view.body, figures, words) if isinstance(view.body, SurveyEmpty) else layout_body(view.body, figures, words)
    )
    return [head, *body]


def _banner(view: SurveyPageView, words: Words) -> list[Component]:
    if not view.banner:
        return []
    mark = html.Strong(words("survey.watermark"), className="survey-banner-mark")
    said = html.P([mark, html.Span(view.banner), html.Span(view.remove, className="survey-banner-remove")])
    paper = html.Div(words("survey.watermark"), className="survey-paper-mark", **attributes({"aria-hidden": "true"}))
    button = [layout_example_button("remove", words)] if view.button else []
    return [html.Div([said, *button], className="survey-banner", role="note"), paper]


def _state(view: SurveyPageView, words: Words) -> dict[str, Any]:
    places = [[p.region_id, p.level, p.qark_id, p.text] for p in view.places]
    return {
        "data-page": "survey",
        "data-url-store": ids.QUERY_URL,
        "data-live": ids.APP_LIVE,
        "data-search-input": ids.MAP_SEARCH,
        "data-state": json.dumps(view.fields),
        "data-defaults": json.dumps(view.defaults),
        "data-places": json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        "data-title": words("survey.window_title"),
    }
