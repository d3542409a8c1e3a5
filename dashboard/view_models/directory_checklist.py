"""What nobody knows about one qark today, as a list to go through: on the screen, or on paper with boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dashboard.state import Selection, Wanted
from dashboard.text import Words
from dashboard.view_models.directory_catalogue import Catalogue
from dashboard.view_models.directory_entries import Entry, fold
from dashboard.view_models.directory_words import item_address, place_said, types_said
from dashboard.view_models.world import World
from data.corrections_types import THEMES
from data.types import Region

TO_CONFIRM = ("stale", "unknown", "assumed")
UNDATED = ("undated", "report_period")
# What was done once is not to be confirmed.
DONE_ONCE = ("m.survey", "m.study")


@dataclass(frozen=True)
class CheckLine:
    """One thing to find out. ``record`` is empty where there is none to confirm."""

    record: str
    name: str
    about: str
    address: str


@dataclass(frozen=True)
class CheckGroup:
    """The things of one kind: ``said`` counts them and says why they matter; ``boxes`` are to be ticked on paper."""

    title: str
    said: str
    lines: tuple[CheckLine, ...]
    boxes: tuple[str, ...]
    code: str = ""


@dataclass(frozen=True)
class ChecklistView:
    """The whole list, or the choice of a qark where none is chosen. ``can_send``: a steward's token is set here."""

    title: str
    said: str
    groups: tuple[CheckGroup, ...]
    choices: tuple[tuple[str, str], ...]
    region_id: str
    latest: str
    themes: tuple[tuple[str, str], ...]
    every_theme: tuple[str, str]
    can_send: bool
    unconfirmed: str


def build_checklist(world: World, catalogue: Catalogue, selection: Selection, words: Words) -> ChecklistView:
    """Build the list of the chosen qark as of today; a municipality stands for its qark."""
    qarks = sorted(world.areas("qark"), key=lambda region: fold(region.name[words.lang]))
    choices = tuple((qark.region_id, qark.name[words.lang]) for qark in qarks)
    region = world.dataset.regions.get(selection.wanted.area)
    themes = tuple((theme, words(f"corrections.theme.{theme}")) for theme in THEMES)
    every = (" ".join(THEMES), words.listed([text for _, text in themes]))
    latest = world.today.isoformat()
    if region is None or region.level == "country":
        title, said = words("corrections.checklist.choose"), words("corrections.checklist.choose_said")
        return ChecklistView(title, said, (), choices, "", latest, themes, every, world.steward, "")
    qark = world.region(region.qark_id)
    groups = tuple(
        group for group in checklist_groups(world, catalogue, replace(selection, date=world.today), qark, words) if group.lines
    )
    total = sum(len(group.lines) for group in groups)
    name = qark.name[words.lang]
    waiting = sum(len(group.lines) for group in groups[:1] if group.lines[0].record)
    return ChecklistView(
        title=words("corrections.checklist.title", qark=name),
        said=words.count("corrections.checklist.said", total, date=words.date(world.today)),
        groups=groups,
        choices=choices,
        region_id=qark.region_id,
        latest=latest,
        themes=themes,
        every_theme=every,
        can_send=world.steward,
        unconfirmed=words.count("corrections.declare.unconfirmed", waiting) if waiting else "",
    )


def checklist_groups(world: World, catalogue: Catalogue, today: Selection, area: Region, words: Words) -> list[CheckGroup]:
    """Return the five groups of a qark or municipality, those without anything to find out too."""
    found = catalogue.find(Wanted(area=area.region_id), today.date).numbers
    entries = [catalogue.entries[number] for number in found]

    def lines(wanted: Callable[[Entry], bool]) -> tuple[CheckLine, ...]:
        return tuple(_line(world, entry, today, words) for entry in entries if wanted(entry))

    def unsure(entry: Entry) -> bool:
        return catalogue.standing(entry, today.date) in TO_CONFIRM

    return [
        _group("services", lines(lambda e: e.kind == "service" and unsure(e)), words),
        _group("themes", _themes(world, today, area, words), words),
        _group("projects", lines(lambda e: e.kind == "project" and e.window in UNDATED), words),
        _group("mechanisms", lines(lambda e: e.kind == "mechanism" and e.types[0] not in DONE_ONCE and unsure(e)), words),
        _group("municipalities", _empty_towns(world, entries, area, words), words),
    ]


def _group(name: str, lines: tuple[CheckLine, ...], words: Words) -> CheckGroup:
    kind = "record" if name in ("services", "projects", "mechanisms") else name
    boxes = tuple(words(f"corrections.box.{kind}_{number}") for number in (1, 2, 3))
    said = words.count(f"corrections.group_said.{name}", len(lines))
    return CheckGroup(words(f"corrections.group.{name}"), said, lines, boxes, name)


def _line(world: World, entry: Entry, today: Selection, words: Words) -> CheckLine:
    when = words("corrections.last_seen", date=words.month(entry.last_confirmed)) if entry.last_confirmed else ""
    about = " · ".join(filter(None, (types_said(world, entry, words), place_said(world, entry, words), when)))
    return CheckLine(entry.entry_id, entry.name[words.lang], about, item_address(today, entry.entry_id))


def _themes(world: World, today: Selection, qark: Region, words: Words) -> tuple[CheckLine, ...]:
    """Return the themes whose silence means nothing today."""
    covered = ((theme, world.covering(qark.region_id, theme, today.date)) for theme in THEMES)
    return tuple(
        CheckLine("", words(f"corrections.theme_head.{theme}"), words(f"corrections.theme_silent.{theme}"), "")
        for theme, found in covered
        if found is None or not found.complete
    )


def _empty_towns(world: World, entries: Iterable[Entry], area: Region, words: Words) -> tuple[CheckLine, ...]:
    """Return the municipalities that no record names."""
    named = {place.region_id for entry in entries for place in entry.places}
    inside = (area,) if area.level == "municipality" else world.municipalities_of(area.region_id)
    towns = (town for town in inside if town.region_id not in named)
    return tuple(CheckLine("", words("place.municipality", name=town.name[words.lang]), "", "") for town in towns)
