"""The page of a presentation: its sequence to edit, and one slide of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.sequence import MOST_ITEMS, SequenceItem, pack_sequence
from dashboard.state import Selection, default_selection, to_fields
from dashboard.text import load_words
from dashboard.view_models.page import Place, list_places
from dashboard.view_models.slide_types import SlideView
from dashboard.view_models.slides import build_slide, list_items, select_item
from dashboard.view_models.world import World, build_choices

PAGE_WORDS = {
    "": "page.map",
    "fund": "fund.page",
    "survey": "page.survey",
    "directory": "directory.page",
    "method": "page.method",
    "area": "area.page",
}


@dataclass(frozen=True)
class EditorItem:
    """One view of the sequence: the presenter's words, those of the view itself, where it comes from and where it opens."""

    query: str
    title: str
    notes: str
    own_title: str
    own_notes: str
    page: str
    address: str


@dataclass(frozen=True)
class EditorView:
    """The sequence as it is composed; ``chosen`` says that the address carries it, and it is not the one to begin with."""

    items: tuple[EditorItem, ...]
    chosen: bool
    said: str
    full: str
    file: str


@dataclass(frozen=True)
class PresentPageView:
    """The whole page."""

    fields: dict[str, str]
    defaults: dict[str, str]
    places: tuple[Place, ...]
    editor: EditorView
    attribution: str


@dataclass(frozen=True)
class ShownSlide:
    """One slide of the sequence; ``of`` tells the browser whose answer this is. ``view`` is None beyond the end."""

    number: int
    total: int
    of: str
    view: SlideView | None


def build_present_page(world: World, selection: Selection) -> PresentPageView:
    """Build the page of one selection."""
    return PresentPageView(
        fields=to_fields(selection),
        defaults=to_fields(default_selection(build_choices(world))),
        places=list_places(world, selection),
        editor=build_editor(world, selection),
        attribution=world.shapes.attribution[selection.lang],
    )


def build_editor(world: World, selection: Selection) -> EditorView:
    """Build the sequence as it is composed."""
    words, items = load_words(selection.lang), list_items(world, selection)
    deck = selection.show.deck
    return EditorView(
        items=tuple(_editor_item(world, item, selection.lang) for item in items),
        chosen=bool(deck) and items != list_items(world, replace(selection, show=replace(selection.show, deck=""))),
        said=words.count("present.count", len(items), most=words.number(MOST_ITEMS)),
        full=words("present.full", most=words.number(MOST_ITEMS)) if len(items) >= MOST_ITEMS else "",
        file=f"/present/sequence.txt?deck={pack_sequence(items)}",
    )


def build_shown_slide(world: World, selection: Selection) -> ShownSlide:
    """Build the slide that the address asks for."""
    items = list_items(world, selection)
    number, show = int(selection.show.slide or 1), selection.show
    view = build_slide(world, items[number - 1], selection.lang) if number <= len(items) else None
    return ShownSlide(number, len(items), "|".join((selection.lang, selection.region, show.deck, str(number))), view)


def _editor_item(world: World, item: SequenceItem, lang: str) -> EditorItem:
    words = load_words(lang)
    view = build_slide(world, SequenceItem(item.query), lang)
    page = select_item(world, item, lang).page
    return EditorItem(
        query=item.query,
        title=item.title,
        notes=item.notes,
        own_title=view.title,
        own_notes="\n".join(view.notes),
        page=words(PAGE_WORDS.get(page, PAGE_WORDS[""])),
        address=f"{item.query}&lang={lang}",
    )
