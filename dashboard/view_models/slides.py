"""Which page's views become which slides, and the sequence to begin with where nobody has composed one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dashboard.sequence import SequenceItem, clean_query, unpack_sequence
from dashboard.state import Selection, Wanted, default_selection, parse_selection, to_query
from dashboard.view_models.slide_directory import build_directory_slide
from dashboard.view_models.slide_fund import build_fund_slide
from dashboard.view_models.slide_map import build_area_slide, build_map_slide
from dashboard.view_models.slide_method import build_method_slide
from dashboard.view_models.slide_survey import build_survey_slide
from dashboard.view_models.slide_types import SlideView
from dashboard.view_models.world import World, build_choices

# One line per page whose views can be slides.
SLIDES: dict[str, Callable[[World, Selection], SlideView]] = {
    "": build_map_slide,
    "fund": build_fund_slide,
    "area": build_area_slide,
    "survey": build_survey_slide,
    "directory": build_directory_slide,
    "method": build_method_slide,
}


def list_items(world: World, selection: Selection) -> tuple[SequenceItem, ...]:
    """Return the sequence that the address carries, else the one to begin with."""
    return unpack_sequence(selection.show.deck) or default_sequence(world, selection)


def default_sequence(world: World, selection: Selection) -> tuple[SequenceItem, ...]:
    """Return ten minutes for the country, with the selected area where there is one."""
    usual = default_selection(build_choices(world))
    views = [
        usual,
        replace(usual, date=world.today),
        replace(usual, layer="bivariate"),
        *([replace(usual, region=selection.region, level=world.level_of(selection.region))] if selection.region else []),
        replace(usual, page="directory", wanted=Wanted(part="communities")),
        replace(usual, page="method"),
    ]
    return tuple(SequenceItem(clean_query(to_query(view))[0]) for view in views)


def select_item(world: World, item: SequenceItem, lang: str) -> Selection:
    """Read one view of a sequence in the presentation's language."""
    return parse_selection(f"{item.query}&lang={lang}", build_choices(world))


def build_slide(world: World, item: SequenceItem, lang: str) -> SlideView:
    """Build one slide; the presenter's own title and notes take the view's place."""
    selection = select_item(world, item, lang)
    view = SLIDES.get(selection.page, build_map_slide)(world, selection)
    notes = tuple(item.notes.split("\n")) if item.notes else view.notes
    return replace(view, title=item.title or view.title, notes=notes)
