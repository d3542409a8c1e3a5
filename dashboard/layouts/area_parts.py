"""The pieces that the sections of an area's page are made of."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.text import Words
from dashboard.view_models.area_types import AreaView
from dashboard.view_models.panel_records import RecordLine

SECTIONS = (
    "gaps", "headline", "score", "places", "survey", "services", "projects", "mechanisms", "plan", "communities", "news",
    "corrections", "sources",
)  # fmt: skip


def anchor_of(name: str) -> str:
    """Return the anchor of a section in the address."""
    return f"area-{name}"


def layout_part(name: str, children: list[Component], words: Words) -> Component:
    """Make one section under its heading."""
    head = html.H2(words(f"area.section.{name}"))
    return html.Section([head, *children], id=anchor_of(name), className=f"doc-section area-section area-section-{name}")


def layout_paras(texts: tuple[str, ...], class_name: str = "doc-p") -> list[Component]:
    """Make paragraphs."""
    return [html.P(text, className=class_name) for text in texts]


def layout_folded(title: str, children: list[Component], *, is_open: bool = False) -> Component:
    """Make a part that opens."""
    return html.Details([html.Summary(title), *children], open=is_open, className="area-folded")


def source_anchor(number: int) -> str:
    """Return the anchor of a source in the list at the end."""
    return f"area-source-{number}"


def layout_records(lines: tuple[RecordLine, ...], view: AreaView) -> Component:
    """Make a list of records: name with the number of its source, what and where, how it stands."""
    numbers = {row.name: number for number, row in enumerate(view.sources, start=1)}
    return html.Ul([_record(line, numbers.get(line.source, 0)) for line in lines], className="area-records")


def _record(line: RecordLine, number: int) -> Component:
    told = " · ".join(text for text in (line.kind, line.place) if text)
    anchor = f"#{source_anchor(number)}"
    cited = html.A(f"[{number}]", href=anchor, className="area-cited", title=line.source) if number else line.source
    return html.Li([html.Strong(line.name), " ", cited, html.Span(told, className="area-about"), html.Span(line.said)])


def layout_table(heads: list[str], rows: list[list[Component]], caption: str, kind: str = "") -> Component:
    """Make a table in a frame that scrolls by itself; the first cell of each row heads it."""
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in heads]))
    table = html.Table(
        [html.Caption(caption, className="unseen"), head, html.Tbody([html.Tr(cells) for cells in rows])],
        className=f"doc-table area-table {kind}".strip(),
    )
    return html.Div(table, className="doc-scroll", tabIndex="0", role="region", **attributes({"aria-label": caption}))
