"""What the area page is made of, as plain values: the page, the brief and the offline pack draw the very same ones."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.view_models.changes import ProjectBar
from dashboard.view_models.communities import CommunityLine
from dashboard.view_models.communities_part import EstimateTable
from dashboard.view_models.directory_checklist import CheckLine
from dashboard.view_models.directory_words import EntryLine
from dashboard.view_models.document import Grid
from dashboard.view_models.legend import LegendView
from dashboard.view_models.map_view import MapView
from dashboard.view_models.panel import AreaPanel
from dashboard.view_models.panel_records import RecordLine
from dashboard.view_models.survey_empty import PooledResult
from dashboard.view_models.survey_words import Said
from dashboard.view_models.timeline import YearTick


@dataclass(frozen=True)
class GapGroup:
    """What is not recorded of one kind: ``said`` counts it, ``who`` could fill it, ``boxes`` are to be ticked on paper."""

    code: str
    title: str
    said: str
    who: str
    lines: tuple[CheckLine, ...]
    boxes: tuple[str, ...]


@dataclass(frozen=True)
class PlaceLabel:
    """A name on the small map."""

    region_id: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class AreaPlaces:
    """The municipalities of the qark, on a small map and in a table; ``here`` is the row of the area itself, -1 for a qark."""

    qark_id: str
    title: str
    said: str
    picture: MapView
    labels: tuple[PlaceLabel, ...]
    legend: LegendView
    table: Grid
    here: int


@dataclass(frozen=True)
class SurveyLine:
    """One question of one wave: what was said here and in all surveyed areas together, each with its interval."""

    wave: str
    theme: str
    wording: str
    counts: str
    own: Said
    together: Said
    inherited: bool


@dataclass(frozen=True)
class AreaSurvey:
    """What the KAP survey says here: ``lines`` of what was imported, else the pooled results of all surveyed qarks."""

    said: tuple[str, ...]
    lines: tuple[SurveyLine, ...]
    waves: Grid
    pooled_title: str
    pooled: tuple[PooledResult, ...]
    source: str
    watermark: str


@dataclass(frozen=True)
class ServiceType:
    """One type of service: ``state`` is ``some``, ``qark`` (known for the qark only), ``none`` or ``not_recorded``."""

    category: str
    name: str
    state: str
    said: str
    lines: tuple[RecordLine, ...]


@dataclass(frozen=True)
class AreaServices:
    """The services by type, those that are recorded first."""

    said: str
    types: tuple[ServiceType, ...]
    nearest: str
    shelter: str


@dataclass(frozen=True)
class AreaTimeline:
    """The projects in time, and those of them that were at work on the date."""

    said: str
    bars: tuple[ProjectBar, ...]
    years: tuple[YearTick, ...]
    day: float
    undated: str
    at_work: tuple[RecordLine, ...]
    others: tuple[RecordLine, ...]


@dataclass(frozen=True)
class AreaMechanisms:
    """The committee and the units as recorded, and the mechanisms that name the qark: at work on the date, and the others."""

    said: str
    institutions: tuple[RecordLine, ...]
    units: tuple[RecordLine, ...]
    mechanisms: tuple[EntryLine, ...]
    others: tuple[EntryLine, ...]


@dataclass(frozen=True)
class PlanLine:
    """One objective: ``state`` is ``some``, ``none`` or ``not_recorded``; ``said`` names the projects."""

    plan: str
    title: str
    state: str
    said: str


@dataclass(frozen=True)
class AreaPlan:
    """The objectives of the action plans that recorded projects support in the qark, and the others."""

    said: str
    limits: str
    supported: tuple[PlanLine, ...]
    others: tuple[PlanLine, ...]


@dataclass(frozen=True)
class AreaCommunities:
    """The communities: competing estimates side by side with their range, what reaches them, places named without a number."""

    said: tuple[str, ...]
    lines: tuple[CommunityLine, ...]
    tables: tuple[EstimateTable, ...]
    named: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AreaNews:
    """What changed since the last version of the data. ``shipped`` are lines of the project's own list, in English."""

    said: tuple[str, ...]
    shipped: tuple[str, ...]


@dataclass(frozen=True)
class AreaCorrections:
    """The corrections that wait for a decision: how many and of what kind, never what a visitor wrote."""

    said: str
    kinds: tuple[str, ...]
    how: str


@dataclass(frozen=True)
class SourceRow:
    """A source that the page rests on."""

    source_id: str
    name: str
    citation: str
    url: str


@dataclass(frozen=True)
class AreaLink:
    """A link to another page with the area set: its words and what it changes in the address."""

    text: str
    changes: dict[str, str]


@dataclass(frozen=True)
class AreaFile:
    """A file to take away: its words, what is in it, its route, and its whole address."""

    text: str
    note: str
    route: str
    href: str


@dataclass(frozen=True)
class AreaView:
    """Everything that is said of one area, in the order of the page.

    ``query`` reopens this very view; ``questions`` are for the meeting, derived from what is not recorded.
    """

    region_id: str
    qark_id: str
    level: str
    lang: str
    name: str
    title: str
    level_said: str
    date_said: str
    caution: str
    gaps_said: str
    gaps: tuple[GapGroup, ...]
    headline: tuple[str, ...]
    panel: AreaPanel
    method_said: str
    places: AreaPlaces
    survey: AreaSurvey
    services: AreaServices
    timeline: AreaTimeline
    mechanisms: AreaMechanisms
    plan: AreaPlan
    communities: AreaCommunities
    news: AreaNews
    corrections: AreaCorrections
    sources: tuple[SourceRow, ...]
    versions: tuple[str, ...]
    questions: tuple[str, ...]
    links: tuple[AreaLink, ...]
    files: tuple[AreaFile, ...]
    query: str
    watermark: str
