"""The deck of a sequence of views: each view one slide, as the presentation shows it, with its notes."""

from __future__ import annotations

from dataclasses import replace

from dashboard.export.deck_types import (
    ITEM,
    NOTE,
    Column,
    Deck,
    DeckSlide,
    LegendPart,
    Line,
    MapPart,
    Part,
    TablePart,
    TextPart,
)
from dashboard.export.map_outlines import project
from dashboard.export.map_picture import MapPicture, PictureMark, Said, picture_of
from dashboard.sequence import SequenceItem
from dashboard.text import Words, load_words
from dashboard.view_models.legend import LegendView
from dashboard.view_models.slide_types import MapPair, SlideLines, SlideMap, SlideView
from dashboard.view_models.slides import build_slide
from dashboard.view_models.world import World
from models.method import METHOD_VERSION

EMPTY = LegendView("", "score", (), "", "", "")
SHORT_VERSION = 12


def build_sequence_deck(world: World, items: tuple[SequenceItem, ...], lang: str) -> Deck:
    """Build the deck of a sequence."""
    words = load_words(lang)
    slides = tuple(_slide(world, build_slide(world, item, lang), words) for item in items)
    return Deck(lang, words("deck.sequence"), words("deck.subject"), world.today, slides)


def _slide(world: World, view: SlideView, words: Words) -> DeckSlide:
    data = words("deck.data", data=world.dataset.version[:SHORT_VERSION], method=METHOD_VERSION)
    foot = " · ".join(filter(None, (view.source, data)))
    return DeckSlide(view.title, view.subtitle, _columns(world, view, words), foot, view.notes, view.watermark)


def _columns(world: World, view: SlideView, words: Words) -> tuple[Column, ...]:
    said = (TextPart(tuple(Line(text) for text in view.said)),) if view.said else ()
    picture = view.picture
    if isinstance(picture, SlideMap):
        drawn = _picture(world, picture, view.legends[0] if view.legends else EMPTY, words, view.watermark)
        return Column(0.36, (MapPart(drawn),)), Column(0.64, (*said, LegendPart(drawn)))
    if isinstance(picture, MapPair):
        sides = zip((picture.first, picture.second), (*view.legends, *view.legends), strict=False)
        maps = [(one.caption, _picture(world, one, legend, words, view.watermark)) for one, legend in sides]
        pair = tuple(Column(0.36, (TextPart((Line(caption, NOTE),)), MapPart(drawn))) for caption, drawn in maps)
        legends: tuple[Part, ...] = tuple(LegendPart(drawn) for _, drawn in maps[: len(view.legends)])
        return *pair, Column(0.28, (*said, *legends))
    if isinstance(picture, SlideLines):
        return (Column(1, (TextPart(tuple(Line(text, ITEM) for text in picture.lines)),)),)
    return (Column(1, (*said, _twin(view))),)


def _twin(view: SlideView) -> TablePart:
    """Return the picture's own table: numbers that can be edited, where a picture could only be looked at."""
    grid = view.twin
    rows = tuple(tuple(cell.text for cell in row) for row in grid.rows)
    rest = len(grid.heads) - 1
    return TablePart(grid.caption, grid.heads, rows, (0.34, *((0.66 / rest,) * rest)) if rest else (1.0,))


def _picture(world: World, one: SlideMap, legend: LegendView, words: Words, watermark: str) -> MapPicture:
    said = Said(one.picture.title, one.picture.subtitle)
    view = replace(one.picture, watermark=watermark)
    drawn = picture_of(world, view, legend, one.marks, said, words, names=bool(one.labels), pins=one.pins)
    kinds = {True: "services", False: "projects"}
    sites = tuple(
        PictureMark(kinds[site.existing], project(site.lon, site.lat), int(site.text or 0), site.existing, False, site.hover)
        for site in one.sites
    )
    return replace(drawn, marks=(*drawn.marks, *sites))
