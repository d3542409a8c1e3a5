"""The pages of the app: one line each, by their name in the address. A page is here when it works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import Dash

from dashboard.callbacks import (
    area_page,
    corrections_page,
    directory_page,
    fund_page,
    map_page,
    method_page,
    present_page,
    survey_page,
)
from dashboard.view_models.world import World

PAGES: dict[str, Callable[[Dash, World], Any]] = {
    "": map_page.register,
    "fund": fund_page.register,
    "method": method_page.register,
    "directory": directory_page.register,
    "survey": survey_page.register,
    "corrections": corrections_page.register,
    "present": present_page.register,
    "area": area_page.register,
}
