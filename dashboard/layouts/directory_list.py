"""The list of the directory and the card of one entry."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.layouts.attributes import attributes
from dashboard.layouts.corrections import layout_correct
from dashboard.layouts.directory_filters import layout_chips, layout_kinds
from dashboard.layouts.links import layout_choice, layout_source
from dashboard.text import Words
from dashboard.view_models.directory_card import CardView, MissingCard
from dashboard.view_models.directory_filters import FiltersView
from dashboard.view_models.directory_list import Action, DirectoryList
from dashboard.view_models.directory_words import EntryLine, SourceLine


def layout_item_link(text: Any, entry_id: str, address: str, class_name: str, **more: Any) -> Component:
    """Make a link that opens an entry's card in place, and is a whole address for whoever copies it."""
    return html.A(text, href=address, className=class_name, **attributes({"data-set": f"item={entry_id}"}), **more)


def layout_list(view: DirectoryList, filters: FiltersView, words: Words) -> list[Component | None]:
    """Make the whole list, or why there is none."""
    return [
        layout_kinds(filters, words),
        layout_chips(filters.chips, words),
        html.Div([html.P(html.Strong(view.said)), html.P(view.at_work), html.P(view.silence)], className="directory-said"),
        _actions(view, words),
        _empty(view.empty) if view.empty else None,
        *(
            html.Section(
                [html.H2(section.said), html.Ul([_line(line, words) for line in section.lines], className="directory-entries")],
                className="directory-section",
            )
            for section in view.sections
        ),
        _more(view, words) if view.more else None,
    ]


def _actions(view: DirectoryList, words: Words) -> Component:
    links: list[Component] = [layout_file(action) for action in view.files]
    if view.print_action:
        links.append(html.A(view.print_action.text, href=view.print_action.address, className="directory-action"))
    if view.wider:
        links.append(html.A(view.wider.text, href=view.wider.address, className="directory-action"))
    return html.P(links, className="directory-actions", title=words("directory.file.note"))


def layout_file(action: Action) -> Component:
    """Make the link of one file."""
    return html.A(action.text, href=action.address, className="directory-action", download="")


def _empty(sentences: tuple[str, ...]) -> Component:
    first, *others = sentences
    return html.Div([html.P(html.Strong(first)), *(html.P(text) for text in others)], className="directory-empty")


def _more(view: DirectoryList, words: Words) -> Component:
    link = layout_choice(words("directory.list.next"), {"upto": str(view.more)}, False, "directory-more")
    return html.P([view.more_said, " ", link], className="directory-left")


def _line(line: EntryLine, words: Words) -> Component:
    about = " · ".join(filter(None, (line.types, line.organisation)))
    where = " · ".join(filter(None, (line.place, line.dates, line.confirmed)))
    return html.Li(
        [
            html.H3(layout_item_link(line.name, line.entry_id, line.address, "directory-name")),
            html.Span(line.standing_said, className=f"directory-standing standing-{line.standing}"),
            html.P(about, className="directory-about"),
            html.P(where, className="directory-where"),
            html.P(line.summary, className="directory-summary"),
            html.P(_sources(line.sources, words), className="directory-source"),
        ],
        className="directory-entry directory-open" if line.open else "directory-entry",
    )


def _sources(sources: tuple[SourceLine, ...], words: Words) -> list[Any]:
    """Name each source once, with all the places in it."""
    parts: list[Any] = [words("directory.list.source"), " "]
    named = ""
    for index, source in enumerate(sources):
        where = f", {source.where}" if source.where else ""
        parts += (
            [where] if index and source.name == named else ["; " if index else "", layout_source(source.name, source.url), where]
        )
        named = source.name
    return parts


def layout_card(view: CardView | MissingCard, words: Words) -> Component:
    """Make the card of one entry, or say that there is none."""
    close = layout_choice(
        "×", {"item": ""}, False, "directory-close", **attributes({"aria-label": words("directory.card.close")})
    )
    if isinstance(view, MissingCard):
        return html.Article([close, html.P(view.said)], className="directory-card", **_named(words))
    line = view.line
    return html.Article(
        [
            close,
            html.P(f"{view.kind_said} · {line.types}", className="directory-small"),
            html.H2(line.name, tabIndex="-1", **attributes({"data-card": line.entry_id})),
            html.Span(line.standing_said, className=f"directory-standing standing-{line.standing}"),
            html.P(view.said, className="directory-warning" if view.warning else "directory-calm"),
            html.P(view.asks, className="directory-asks") if view.asks else None,
            layout_correct(view.correct, words),
            html.P(line.summary),
            html.Dl([part for pair in _pairs(view, words) for part in pair], className="directory-facts"),
            *(html.P(note, className="directory-small") for note in view.notes),
            _card_sources(view, words),
            _card_links(view, words),
        ],
        className="directory-card",
        **_named(words),
    )


def _named(words: Words) -> dict[str, Any]:
    return attributes({"aria-label": words("directory.card.title")})


def _pairs(view: CardView, words: Words) -> list[tuple[Component, Component]]:
    facts = [(words("directory.card.when"), view.line.dates), *view.facts]
    if view.line.confirmed:
        facts.append((words("directory.fact.confirmed"), view.line.confirmed))
    return [(html.Dt(name), html.Dd(text)) for name, text in facts]


def _card_sources(view: CardView, words: Words) -> Component:
    items = [
        html.Li([layout_source(source.citation or source.name, source.url), f", {source.where}" if source.where else ""])
        for source in view.line.sources
    ]
    return html.Div([html.H3(words("directory.card.sources")), html.Ul(items)], className="directory-sources")


def _card_links(view: CardView, words: Words) -> Component:
    links: list[Component] = []
    for area in view.areas:
        links += [
            html.A(words("directory.card.map", area=area.name), href=area.map_address),
            html.A(words("directory.card.area", area=area.name), href=area.directory_address),
        ]
    links += [layout_item_link(other.name, other.entry_id, other.address, "directory-also") for other in view.see_also]
    links.append(html.A(words("directory.card.link"), href=view.address))
    return html.Ul([html.Li(link) for link in links], className="directory-links")
