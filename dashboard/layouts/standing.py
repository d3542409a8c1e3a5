"""What every page says at its foot when the organisation's own data cannot be read, or not be written here."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.text import Words


def layout_standing(notices: Sequence[str], words: Words) -> Component:
    """Make one sentence per notice, in a strip that stays in sight."""
    sentences = [html.P(words(f"standing.{notice}"), className=f"standing-{notice}") for notice in notices]
    return html.Footer(sentences, className="standing", role="status")
