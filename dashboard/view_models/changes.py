"""What began, ended and became unknown between two dates, and an area's projects as bars: in words and shares of the line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.state import Selection
from dashboard.text import Words, load_words
from dashboard.view_models.area_list import fold
from dashboard.view_models.markers import DRAWN_SERVICES, counts_as
from dashboard.view_models.timeline import NamedDate, line_share, named_dates
from dashboard.view_models.world import COUNTRY, World
from data.types import Project
from models.presence import project_standing, service_standing

AT_WORK = ("active", "assumed", "confirmed")
NOT_KNOWN = ("unknown", "stale")
KINDS = ("started", "ended", "unknown")


@dataclass(frozen=True)
class ChangeGroup:
    """One kind of change: a sentence with the count, and the records by name."""

    sentence: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class ProjectBar:
    """A project's span as shares of the line; ``open``: its end is not stated."""

    label: str
    span: str
    left: float
    width: float
    open: bool


@dataclass(frozen=True)
class TimeView:
    """The two dates, what changed between them, and the bars of the chosen area or of the country."""

    title: str
    dates: tuple[NamedDate, ...]
    pin: NamedDate
    groups: tuple[ChangeGroup, ...]
    bars_title: str
    bars: tuple[ProjectBar, ...]
    undated: str


def build_time_view(world: World, selection: Selection) -> TimeView:
    """Build the changes and the bars of one selection; without a second date only the bars."""
    words = load_words(selection.lang)
    ids = _places(world, selection.region)
    place = world.region(selection.region or COUNTRY).name[words.lang]
    pinned = selection.against
    first, last = sorted((selection.date, pinned or selection.date))
    title = words("time.between", place=place, first=words.date(first), last=words.date(last))
    bars = _bars(world, ids, words)
    undated = sum(1 for project in _projects(world, ids) if not project.start)
    return TimeView(
        title=title if pinned and first != last else words("time.choose", place=place),
        dates=tuple(_named_again(named, pinned) for named in named_dates(world, selection)),
        pin=NamedDate(selection.date.isoformat(), words("time.pin"), words.date(selection.date), selection.date == pinned),
        groups=_groups(world, ids, first, last, words) if first != last else (),
        bars_title=words("time.bars", place=place),
        bars=bars,
        undated=words.count("time.undated", undated) if undated else "",
    )


def _named_again(named: NamedDate, pinned: date | None) -> NamedDate:
    return NamedDate(named.day, named.label, named.sentence, bool(pinned) and named.day == str(pinned))


def _places(world: World, region_id: str) -> frozenset[str]:
    if not region_id:
        return frozenset(world.dataset.regions)
    return frozenset((region_id, *(region.region_id for region in world.municipalities_of(region_id))))


def _projects(world: World, ids: frozenset[str]) -> Iterable[Project]:
    return (p for p in world.dataset.projects.values() if any(place.region_id in ids for place in p.places))


def _groups(world: World, ids: frozenset[str], first: date, last: date, words: Words) -> tuple[ChangeGroup, ...]:
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for project in _projects(world, ids):
        kind = change_of(*(project_standing(world.dataset, project, day) for day in (first, last)))
        found.setdefault(kind, []).append(project.name[words.lang])
    for service in world.dataset.services.values():
        if service.region_id in ids and counts_as(world, service.category) in DRAWN_SERVICES:
            kind = change_of(*(service_standing(world.dataset, service, day) for day in (first, last)))
            found.setdefault(kind, []).append(service.name[words.lang])
    return tuple(ChangeGroup(words.count(f"time.{k}", len(found[k])), tuple(sorted(found[k], key=fold))) for k in KINDS)


def change_of(before: str, after: str) -> str:
    """Return what became of a record between two standings: ``started``, ``ended``, ``unknown`` or empty."""
    if after in AT_WORK:
        return "" if before in AT_WORK else "started"
    if before not in AT_WORK:
        return ""
    return "unknown" if after in NOT_KNOWN else "ended"


def _bars(world: World, ids: frozenset[str], words: Words) -> tuple[ProjectBar, ...]:
    bars = []
    for project in sorted(_projects(world, ids), key=lambda p: (p.start or date.max, p.project_id)):
        if project.start and project.start <= world.today:
            left, right = line_share(project.start, world.today), line_share(project.end or world.today, world.today)
            end = words.month(project.end) if project.end else words("time.open")
            span = words("time.span", first=words.month(project.start), last=end)
            bars.append(ProjectBar(project.name[words.lang], span, left, round(right - left, 4), project.end is None))
    return tuple(bars)
