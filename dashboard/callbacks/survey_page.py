"""The survey page's callbacks."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output

from dashboard import ids
from dashboard.callbacks.addressed import AddressedPage
from dashboard.figures.survey_changes import draw_changes
from dashboard.figures.survey_intervals import draw_intervals
from dashboard.figures.survey_map import draw_survey_map
from dashboard.layouts.survey_page import layout_survey_body, layout_survey_page
from dashboard.view_models.survey_empty import SurveyEmpty
from dashboard.view_models.survey_page import SurveyPageView, build_survey_page
from dashboard.view_models.world import World


class SurveyPage(AddressedPage):
    """The bodies of the callbacks, as plain methods that a test can call."""

    def page(self, search: str | None) -> Any:
        """Draw the whole page."""
        view = build_survey_page(self.world, self.select(search))
        return layout_survey_page(view, draw_figures(view))

    def body(self, search: str | None) -> Any:
        """Draw what a choice of wave, question or group changes."""
        view = build_survey_page(self.world, self.select(search))
        return layout_survey_body(view, draw_figures(view))


def draw_figures(view: SurveyPageView) -> dict[str, Any]:
    """Draw the map and every chart of the page, by name."""
    body = view.body
    if isinstance(body, SurveyEmpty):
        return {"map": draw_survey_map(body.picture, "")}
    drawn = {
        "map": draw_survey_map(body.map.picture, body.map.watermark),
        "areas": draw_intervals(body.areas),
        "groups": draw_intervals(body.groups),
    }
    return {**drawn, "changes": draw_changes(body.changes)} if body.changes else drawn


def register(app: Dash, world: World) -> SurveyPage:
    """Wire the page to the address bar."""
    page = SurveyPage(world)
    app.callback(Output(ids.SURVEY_BODY, "children"), Input(ids.QUERY_SURVEY, "data"), prevent_initial_call=True)(page.body)
    return page
