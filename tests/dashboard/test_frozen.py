from __future__ import annotations

from dash import html

from dashboard.layouts.attributes import attributes
from dashboard.layouts.frozen import freeze, to_html


def test_a_component_is_written_as_the_html_it_stands_for() -> None:
    part = html.P(
        ["a", html.A("b", href="?x=1&y=2", className="c", **attributes({"data-set": "x=1"})), None], style={"left": "1%"}
    )
    assert to_html(part) == '<p style="left:1%">a<a class="c" href="?x=1&amp;y=2" data-set="x=1">b</a></p>'


def test_no_text_becomes_markup() -> None:
    sent = freeze([html.P("<script>alert(1)</script>", title='"><img>')])
    assert "<script" not in getattr(sent, "data-html")
    assert "<img" not in getattr(sent, "data-html")
