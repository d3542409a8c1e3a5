"""The pages of the app: one line each. A page is here when it works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import Dash

from dashboard.callbacks import map_page
from dashboard.view_models.world import World

PAGES: dict[str, Callable[[Dash, World], Any]] = {
    "map": map_page.register,
}
