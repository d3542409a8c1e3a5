"""The whole directory page of one selection, and the part of it that an answer redraws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.state import DIRECTORY_PARTS, FIRST_DATE, Selection, default_selection, to_fields
from dashboard.text import Words, load_words
from dashboard.view_models.corrections import MissingView, build_missing
from dashboard.view_models.directory_card import CardView, MissingCard, build_card
from dashboard.view_models.directory_catalogue import catalogue_of
from dashboard.view_models.directory_checklist import ChecklistView, build_checklist
from dashboard.view_models.directory_filters import FiltersView, build_filters
from dashboard.view_models.directory_list import DirectoryList, build_list
from dashboard.view_models.directory_places import PlacesView, build_places
from dashboard.view_models.directory_plan import PlanView, build_plan
from dashboard.view_models.directory_print import PrintView, build_print
from dashboard.view_models.directory_programmes import ProgrammesView, build_programmes
from dashboard.view_models.directory_who import WhoView, build_who
from dashboard.view_models.page import Place, list_places
from dashboard.view_models.timeline import NamedDate, named_dates
from dashboard.view_models.world import World, build_choices, month_ends


@dataclass(frozen=True)
class MonthGroup:
    """The months of one year: their last days, their names, whether chosen."""

    year: str
    months: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class DirectoryAnswer:
    """What a filter, a word or a click redraws; of the parts only the one that is shown is built."""

    part: str
    filters: FiltersView
    places: PlacesView
    card: CardView | MissingCard | None
    listed: DirectoryList | None
    who: WhoView | None
    programmes: ProgrammesView | None
    plan: PlanView | None
    sheet: PrintView | None
    checklist: ChecklistView | None = None
    missing: MissingView | None = None


@dataclass(frozen=True)
class DirectoryPage:
    """The whole page."""

    fields: dict[str, str]
    defaults: dict[str, str]
    places: tuple[Place, ...]
    attribution: str
    words_asked: str
    dates: tuple[NamedDate, ...]
    months: tuple[MonthGroup, ...]
    date_said: str
    answer: DirectoryAnswer


def build_answer(world: World, selection: Selection) -> DirectoryAnswer:
    """Build what one selection shows beside the frame of the page."""
    words = load_words(selection.lang)
    catalogue = catalogue_of(world)
    found = catalogue.find(selection.wanted, selection.date)
    part = selection.wanted.part
    return DirectoryAnswer(
        part=part,
        filters=build_filters(world, catalogue, found, selection, words),
        places=build_places(world, catalogue, found, selection, words),
        card=build_card(world, catalogue, selection, words),
        listed=build_list(world, catalogue, found, selection, words) if not part else None,
        who=build_who(world, catalogue, selection, words) if part == "who" else None,
        programmes=build_programmes(world, catalogue, selection, words) if part == "programmes" else None,
        plan=build_plan(world, catalogue, selection, words) if part == "plan" else None,
        sheet=build_print(world, catalogue, selection, words) if part == "print" else None,
        checklist=build_checklist(world, catalogue, selection, words) if part == "checklist" else None,
        missing=build_missing(world, words) if not part else None,
    )


def build_directory(world: World, selection: Selection) -> DirectoryPage:
    """Build the page of one selection."""
    words = load_words(selection.lang)
    return DirectoryPage(
        fields=to_fields(selection),
        defaults=to_fields(default_selection(build_choices(world))),
        places=list_places(world, selection),
        attribution=world.shapes.attribution[selection.lang],
        words_asked=selection.wanted.words,
        dates=named_dates(world, selection),
        months=_months(world, selection.date, words),
        date_said=words("timeline.state_on", date=words.date(selection.date)),
        answer=build_answer(world, selection),
    )


def _months(world: World, chosen: date, words: Words) -> tuple[MonthGroup, ...]:
    """Return every month that can be chosen, latest year first; the chosen day is its month."""
    days = month_ends(FIRST_DATE, world.today)
    current = next((day for day in days if day >= chosen), days[-1])
    years = sorted({day.year for day in days}, reverse=True)
    return tuple(
        MonthGroup(str(year), tuple((day.isoformat(), words.month(day), day == current) for day in days if day.year == year))
        for year in years
    )


SHOWN_PARTS = tuple(part for part in DIRECTORY_PARTS if part != "print")
