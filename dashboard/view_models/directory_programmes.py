"""The programmes on one line of time, and per qark what was at work on the day, what ends soon, what is not recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.state import FIRST_DATE, Selection
from dashboard.text import Words
from dashboard.view_models.directory_catalogue import Catalogue
from dashboard.view_models.directory_entries import Entry
from dashboard.view_models.directory_who import qarks_by_name
from dashboard.view_models.directory_words import dates_said, item_address
from dashboard.view_models.timeline import line_share
from dashboard.view_models.world import World
from data.types import Project, Region, Text
from models.presence import add_months, counted_projects, projects_at
from models.standing import AT_WORK

ENDS_WITHIN_MONTHS = 6
# Programme and, for the grants, phase; None = the programme has no phases.
LANES = (
    ("grants-2005-06", "1-2"),
    ("grants-2005-06", "3"),
    ("grants-2005-06", ""),
    ("tact", None),
    ("ilo-ipec", None),
    ("save-the-children", None),
    ("unicef-cycle-1", None),
    ("unicef-cycle-2", None),
    ("caritas", None),
    ("shkej", None),
)


@dataclass(frozen=True)
class EntryLink:
    """An entry's name and the address of its card."""

    name: str
    entry_id: str
    address: str


@dataclass(frozen=True)
class Bar:
    """One project on the line, as shares of the whole (0-1); ``open_end``: no end is stated."""

    said: str
    left: float
    width: float
    standing: str
    working: bool
    open_end: bool
    link: EntryLink


@dataclass(frozen=True)
class Lane:
    """One programme or phase: its bars, and its projects without any date."""

    title: str
    said: str
    working: int
    bars: tuple[Bar, ...]
    undated: tuple[EntryLink, ...]


@dataclass(frozen=True)
class QarkFlag:
    """How a qark stands on the day: ``nothing``, ``not_recorded``, ``all_end``, ``some_end`` or ``at_work``."""

    region_id: str
    name: str
    flag: str
    count: int
    said: str
    ending: tuple[EntryLink, ...]


@dataclass(frozen=True)
class ProgrammesView:
    """The line of time and the qarks' flags."""

    said: str
    flags_said: str
    years: tuple[tuple[str, float], ...]
    chosen: float
    lanes: tuple[Lane, ...]
    flags: tuple[QarkFlag, ...]


def build_programmes(world: World, catalogue: Catalogue, selection: Selection, words: Words) -> ProgrammesView:
    """Build the programmes of one selection."""
    on = selection.date
    lanes = tuple(lane for spec in LANES if (lane := _lane(world, catalogue, selection, words, *spec)))
    at_work = [lane.title for lane in lanes if lane.working]
    flags = tuple(_flag(world, qark, selection, words) for qark in qarks_by_name(world, words))
    key = "directory.programmes.said" if at_work else "directory.programmes.none"
    return ProgrammesView(
        said=words(key, date=words.date(on), listed=words.listed(at_work)),
        flags_said=_flags_said(flags, on, words),
        years=tuple((str(y), line_share(date(y, 1, 1), world.today)) for y in range(2004, world.today.year + 1, 2)),
        chosen=line_share(on, world.today),
        lanes=lanes,
        flags=flags,
    )


def _lane(
    world: World, catalogue: Catalogue, selection: Selection, words: Words, programme: str, phase: str | None
) -> Lane | None:
    entries = [e for e in catalogue.entries if isinstance(e.record, Project) and e.record.programme == programme]
    mine = [e for e in entries if phase is None or (isinstance(e.record, Project) and e.record.phase == phase)]
    if not mine:
        return None
    dated = sorted((e for e in mine if e.start or e.end), key=lambda e: (e.start or FIRST_DATE, e.end or world.today, e.entry_id))
    bars = tuple(_bar(world, catalogue, entry, selection, words) for entry in dated)
    undated = tuple(_link(e.name, e.entry_id, selection, words) for e in mine if not (e.start or e.end))
    working = sum(catalogue.standing(entry, selection.date) in AT_WORK for entry in mine)
    title = words(f"directory.programme_{programme}")
    if phase is not None:
        title = words(f"directory.phase.{phase or 'none'}", programme=title)
    return Lane(
        title, words.count("directory.programmes.at_work", working, total=words.number(len(mine))), working, bars, undated
    )


def _bar(world: World, catalogue: Catalogue, entry: Entry, selection: Selection, words: Words) -> Bar:
    left = line_share(entry.start or FIRST_DATE, world.today)
    right = line_share(entry.end or add_months(entry.start or FIRST_DATE, 24), world.today)
    standing = catalogue.standing(entry, selection.date)
    said = words(
        "directory.programmes.bar",
        name=entry.name[words.lang],
        dates=dates_said(entry, words),
        standing=words(f"directory.standing.{standing}"),
    )
    width = round(max(right - left, 0.004), 4)
    link = _link(entry.name, entry.entry_id, selection, words)
    return Bar(said, left, width, standing, standing in AT_WORK, entry.end is None, link)


def _link(name: Text, entry_id: str, selection: Selection, words: Words) -> EntryLink:
    return EntryLink(name[words.lang], entry_id, item_address(selection, entry_id))


def _flag(world: World, qark: Region, selection: Selection, words: Words) -> QarkFlag:
    on = selection.date
    found = counted_projects(projects_at(world.dataset, qark.region_id, on))
    soon = add_months(on, ENDS_WITHIN_MONTHS)
    ending = [item.project for item in found if item.project.end and item.project.end <= soon]
    covered = world.covering(qark.region_id, "projects", on)
    complete = covered is not None and covered.complete
    if not found:
        flag = "nothing" if complete else "not_recorded"
    else:
        flag = "all_end" if len(ending) == len(found) else "some_end" if ending else "at_work"
    count = "" if not found else words.count("directory.flag.count" if complete else "directory.flag.at_least", len(found))
    return QarkFlag(
        region_id=qark.region_id,
        name=qark.name[words.lang],
        flag=flag,
        count=len(found),
        said=" ".join(filter(None, (count, words(f"directory.flag.{flag}", n=words.number(len(ending)))))),
        ending=tuple(_link(project.name, project.project_id, selection, words) for project in ending),
    )


def _flags_said(flags: tuple[QarkFlag, ...], on: date, words: Words) -> str:
    """Say in one sentence how many qarks stand how."""
    counted = {name: sum(flag.flag in group for flag in flags) for name, group in _GROUPS.items()}
    parts = [words.count(f"directory.flags.{name}", count) for name, count in counted.items() if count]
    return words("directory.flags.said", date=words.date(on), listed="; ".join(parts))


_GROUPS = {
    "nothing": ("nothing",),
    "not_recorded": ("not_recorded",),
    "ends": ("all_end",),
    "at_work": ("at_work", "some_end"),
}
