"""The date control: months from 2003 on, the programmes as bands, four named dates with their sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.state import FIRST_DATE, Selection
from dashboard.text import load_words
from dashboard.view_models.world import World, month_ends
from data.types import ProgrammeMark

# About what one letter of a band's label takes of the line, so that labels do not run into each other.
LETTER_SHARE = 0.0085


@dataclass(frozen=True)
class Band:
    """A programme's span as shares of the whole (0-1) and the lane it is drawn in, so that no two overlap."""

    label: str
    sentence: str
    left: float
    width: float
    lane: int


@dataclass(frozen=True)
class NamedDate:
    """A date with a name and a sentence that says why it matters."""

    day: str
    label: str
    sentence: str
    current: bool


@dataclass(frozen=True)
class YearTick:
    """A year's place on the line, as a share of the whole."""

    year: str
    left: float


@dataclass(frozen=True)
class TimelineView:
    """The whole date control. ``days`` are the dates that the slider steps through, ``events`` those where it plays."""

    days: tuple[str, ...]
    index: int
    bands: tuple[Band, ...]
    dates: tuple[NamedDate, ...]
    years: tuple[YearTick, ...]
    month_names: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True)
class DateSaid:
    """The chosen date in words, and the sentence of a named date where it is one."""

    day: str
    sentence: str


def build_timeline_view(world: World, selection: Selection) -> TimelineView:
    """Build the date control of one selection."""
    words = load_words(selection.lang)
    days = month_ends(FIRST_DATE, world.today)
    return TimelineView(
        days=tuple(day.isoformat() for day in days),
        index=day_index(days, selection.date),
        bands=_bands(world, words.lang),
        dates=named_dates(world, selection),
        years=tuple(YearTick(str(y), line_share(date(y, 1, 1), world.today)) for y in range(2004, world.today.year + 1, 2)),
        month_names=tuple(words(f"month.{n}") for n in range(1, 13)),
        events=tuple(day.isoformat() for day in event_days(world, days)),
    )


def event_days(world: World, days: tuple[date, ...]) -> tuple[date, ...]:
    """Return the steps at which a record, a programme or what a source covers begins or ends; the last one is today."""
    data = world.dataset
    spans: list[tuple[date | None, date | None]] = [(project.start, project.end) for project in data.projects.values()]
    spans += [(service.start, service.end) for service in data.services.values()]
    spans += [(mark.start, mark.end) for mark in data.marks]
    spans += [(c.start, c.end) for source in data.sources.values() for c in source.coverage]
    seen = [(service.last_confirmed, None) for service in data.services.values()]
    known = {day for span in (*spans, *seen) for day in span if day and FIRST_DATE <= day < world.today}
    return tuple(sorted({days[day_index(days, day)] for day in known} | {days[-1]}))


def build_date_said(world: World, selection: Selection) -> DateSaid:
    """Say the chosen date and, where it has one, its sentence."""
    words = load_words(selection.lang)
    sentence = next((named.sentence for named in named_dates(world, selection) if named.current), "")
    return DateSaid(words("timeline.state_on", date=words.date(selection.date)), sentence)


def named_dates(world: World, selection: Selection) -> tuple[NamedDate, ...]:
    """Return the named dates of the data and today."""
    words = load_words(selection.lang)

    def named(day: date, label: str, sentence: str) -> NamedDate:
        return NamedDate(day.isoformat(), label, sentence, day == selection.date)

    marks = sorted((m for m in world.dataset.marks if m.kind == "date"), key=lambda m: m.start)
    dates = [named(_day_of(mark), mark.label[words.lang], mark.sentence[words.lang]) for mark in marks]
    today = named(world.today, words("timeline.today"), words("timeline.today_sentence"))
    return (*(d for d in dates if d.day < today.day), today)


def day_index(days: tuple[date, ...], day: date) -> int:
    """Return the slider's step of a date: the first month's end on or after it."""
    return next((index for index, end in enumerate(days) if end >= day), len(days) - 1)


def _day_of(mark: ProgrammeMark) -> date:
    return mark.end or mark.start


def line_share(day: date, last: date) -> float:
    """Return a day's place on the line, 0-1."""
    whole = (last - FIRST_DATE).days
    return round(min(max((day - FIRST_DATE).days / whole, 0.0), 1.0), 4)


def _bands(world: World, lang: str) -> tuple[Band, ...]:
    ends_by_lane: list[float] = []
    bands = []
    for mark in sorted((m for m in world.dataset.marks if m.kind == "programme"), key=lambda m: (m.start, m.mark_id)):
        left, right = line_share(mark.start, world.today), line_share(mark.end or world.today, world.today)
        lane = next((n for n, end in enumerate(ends_by_lane) if end <= left), len(ends_by_lane))
        ends_by_lane[lane : lane + 1] = [max(right, left + LETTER_SHARE * len(mark.label[lang]))]
        bands.append(Band(mark.label[lang], mark.sentence[lang], left, round(right - left, 4), lane))
    return tuple(bands)
