"""Everything the views are built from: the data, the boundaries, the scores (reckoned once per level and date)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from threading import RLock
from typing import Any, cast

from dashboard.state import FIRST_DATE, USUAL_WEIGHT, Choices, Selection
from dashboard.view_models.background import Background
from dashboard.view_models.estimate_layers import with_estimate_layers
from dashboard.view_models.layers import MAP_LEVELS, layer_ids_by_level, list_layers
from dashboard.view_models.survey_layers import with_survey_layers
from data.corrections_types import Proposal
from data.survey_types import EVERYONE
from data.types import Coverage, Dataset, Level, Region
from data.workspace_scenario_types import SavedScenario
from models.access import NearestService, nearest_service
from models.agreement import Studied, drivers_of, study_areas
from models.communities import Equity, Estimate, list_estimates, list_sources, measure_equity
from models.decompose import Rule
from models.hindcast import Hindcast, hindcast
from models.kap_index import BOOSTER, KapIndex
from models.knowledge_gap import STRUCTURAL, bases_of
from models.pattern_survey import Pattern, patterns_of
from models.play import played_rule, played_table
from models.presence import covering, last_complete_date
from models.profiles import Profiles, build_profiles
from models.readings import PresenceValues, presence_values, read_indicator
from models.risk_index import score_areas
from models.score_types import Reading, ScoreTable
from models.sobol import FactorShare
from models.uncertainty import AreaUncertainty

COUNTRY = "AL"
PLAYED_PILLARS = ("vulnerability", "thin_prevention")


@dataclass(frozen=True)
class Shapes:
    """Where the geometry is served, and where its labels stand (latitude, longitude).

    The geometry itself stays out of every answer; only files that are drawn here read it.
    ``urls`` and ``ids`` are by level, and for ``neighbours``.
    """

    urls: Mapping[str, str]
    ids: Mapping[str, tuple[str, ...]]
    label_points: Mapping[str, tuple[float, float]]
    bounds: tuple[float, float, float, float]
    attribution: Mapping[str, str]
    kind: str
    borders: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    # The areas that share a border with each area.
    neighbours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # The geometry itself, for pictures that the server draws; by level, and for ``neighbours``.
    geojson: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    # West, south, east and north of each qark (degrees).
    extents: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)


# Weights, mean inside pillars and mean of risk and thin prevention, as the selection holds them.
Changed = tuple[tuple[tuple[str, int], ...], str, str]

# No answer waits longer than this, in seconds, for what is reckoned in the background.
WAIT = 0.4
SHORT_WAIT = 0.1
MOST_TABLES = 64

# How a source record says that nobody is named.
NO_PRODUCER = ("", "not stated")


class World:
    """One app's data with its own memory of what was reckoned from them."""

    def __init__(
        self,
        dataset: Dataset,
        shapes: Shapes,
        today: date,
        edition: str = "",
        steward: bool = False,
        waiting: Callable[[], Sequence[Proposal] | None] = tuple,
        saved: Callable[[], tuple[SavedScenario, ...]] = tuple,
    ) -> None:
        """Take the data, the shapes, the day that counts as today, a mark of the code, and whether a steward can write.

        ``waiting`` returns the corrections that wait for a decision, None where they cannot be read; ``saved`` the scenarios
        saved by name: both are read anew each time, since they are no part of the data.
        """
        self.waiting = waiting
        self.saved = saved
        self.dataset = dataset
        self.shapes = shapes
        self.today = today
        self.edition = edition
        self.steward = steward
        # The version of the data where they are no longer today's (a link asked to see them as they were); exports say so too.
        self.then = ""
        self.layers = with_estimate_layers(with_survey_layers(list_layers(dataset), dataset), dataset)
        self.default_date = min(last_complete_date(dataset), today)
        self._known: dict[tuple[str, date, str], ScoreTable] = {}
        self._reckoned = lru_cache(maxsize=MOST_TABLES)(self._scores)
        self._reckoning = RLock()
        self.reading = lru_cache(maxsize=16384)(self._reading)
        self.nearest = lru_cache(maxsize=4096)(self._nearest)
        self.covering = lru_cache(maxsize=8192)(self._covering)
        self.presence = lru_cache(maxsize=64)(self._presence)
        self.profiles = lru_cache(maxsize=64)(self._profiles)
        self.background = Background()
        self.kap = KapIndex(dataset.survey, frozenset(r.region_id for r in dataset.regions_at("qark")))
        self.estimates = lru_cache(maxsize=1)(self._estimates)
        self.equity = lru_cache(maxsize=2048)(self._equity)
        self.changed: Changed | None = None
        self._played = lru_cache(maxsize=MOST_TABLES)(self._reckon_played)

    def under(self, selection: Selection) -> World:
        """Return this world, or the same one scored by the changed method that the selection asks for."""
        if not selection.played:
            return self
        other = copy(self)
        other.changed = (selection.weights, selection.mean, selection.blend)
        return other

    def scores(self, level: str, on: date) -> ScoreTable:
        """Return the scores of a level on a day, by the method that this world is under."""
        return self.published(level, on) if self.changed is None else self._played(self.changed, level, on)

    def rule(self, level: str, on: date) -> Rule | None:
        """Return the changed rule; None for the published one."""
        return None if self.changed is None else rule_of(self.changed, self.profiles(level, on))

    def shown_profiles(self, level: str, on: date) -> Profiles:
        """Return the areas' figures beside the scores that are shown."""
        profiles = self.profiles(level, on)
        return profiles if self.changed is None else replace(profiles, table=self.scores(level, on))

    def _reckon_played(self, changed: Changed, level: str, on: date) -> ScoreTable:
        profiles = self.profiles(level, on)
        return played_table(profiles, rule_of(changed, profiles))

    def published(self, level: str, on: date, basis: str = STRUCTURAL) -> ScoreTable:
        """Return the published scores; of several requests that want the same, one reckons and the others wait."""
        known = self._known.get((level, on, basis))
        if known is None:
            with self._reckoning:
                known = self._known[level, on, basis] = self._reckoned(cast(Level, level), on, basis)
                while len(self._known) > MOST_TABLES:
                    self._known.pop(next(iter(self._known)))
        return known

    def _scores(self, level: Level, on: date, basis: str) -> ScoreTable:
        return score_areas(self.dataset, level=level, as_of=on, basis=basis)

    def studied(self, level: str, on: date, wait: float | None = WAIT) -> Studied | None:
        """Return what the plausible versions of the published method say of a level on a day; None while it is being reckoned."""
        table = self.published(level, on)
        return self.background.ask(("studied", level, on), lambda: study_areas(self.dataset, table), wait)

    def sure(self, level: str, on: date, wait: float | None = SHORT_WAIT) -> Mapping[str, AreaUncertainty] | None:
        """Return what the plausible versions say of each area of a level on a day; None while they are being reckoned."""
        studied = self.studied(level, on, wait)
        return None if studied is None else {area.region_id: area for area in studied.table.rows}

    def settled_known(self, level: str, on: date) -> bool:
        """Say whether the map's hatch already rests on the plausible versions.

        Whoever writes a file that is never asked for again calls ``studied(level, on, wait=None)`` first, which waits for them.
        """
        return self.background.knows(("studied", level, on))

    def drivers(self, level: str, on: date, wait: float | None = SHORT_WAIT) -> tuple[FactorShare, ...] | None:
        """Return what drives the ranking, empty where nothing has a score; None while it is being reckoned."""
        table = self.scores(level, on)
        return self.background.ask(("drivers", level, on), lambda: drivers_of(self.dataset, table), wait)

    def hindcast(self, wait: float | None = SHORT_WAIT) -> Hindcast | None:
        """Return the hindcast; None while it is being reckoned."""
        return self.background.ask(("hindcast",), lambda: hindcast(self.dataset), wait)

    def patterns(self, level: str, on: date, wait: float | None = SHORT_WAIT) -> Mapping[str, Pattern] | None:
        """Return the patterns of a level's figures; None while they are being reckoned."""
        table = self.scores(level, on)
        borders = self.shapes.borders.get(level, {})
        return self.background.ask(("patterns", level, on), lambda: patterns_of(table, borders), wait)

    def _profiles(self, level: str, on: date) -> Profiles:
        return build_profiles(self.dataset, self.published(level, on), self.published("qark", on))

    def _reading(self, indicator_id: str, region_id: str, on: date, level: Level) -> Reading:
        return read_indicator(self.dataset, indicator_id, region_id, on, level, self.presence(on))

    def _presence(self, on: date) -> PresenceValues:
        return presence_values(self.dataset, on)

    def _estimates(self) -> tuple[Estimate, ...]:
        return list_estimates(self.dataset)

    def _equity(self, region_id: str, on: date) -> Equity:
        return measure_equity(self.dataset, region_id, on)

    def _nearest(self, municipality_id: str, on: date) -> NearestService | None:
        return nearest_service(self.dataset, municipality_id, on)

    def _covering(self, region_id: str, theme: str, on: date) -> Coverage | None:
        return covering(self.dataset, region_id, theme, on)

    def first_dates(self) -> tuple[date, ...]:
        """Return the dates that are one click away: the opening one, today, the named ones."""
        named = (mark.end or mark.start for mark in self.dataset.marks if mark.kind == "date")
        return tuple(dict.fromkeys((self.default_date, self.today, *named)))

    def reckon(self, on: date) -> None:
        """Reckon the scores of every level on a day and how sure they are, so that nobody waits for them."""
        for level in MAP_LEVELS:
            self.studied(level, on, wait=None)

    def reckon_method(self) -> None:
        """Reckon what the method page tells of the opening date."""
        self.hindcast(wait=None)
        for level in MAP_LEVELS:
            self.drivers(level, self.default_date, wait=None)
            self.patterns(level, self.default_date, wait=None)

    def source_name(self, source_id: str, lang: str) -> str:
        """Return how a source is called on the screen: its title, with its producer where the title does not say it."""
        source = self.dataset.sources.get(source_id)
        if source is None:
            return ""
        title = source.title[lang]
        return title if source.producer in NO_PRODUCER or source.producer in title else f"{source.producer}: {title}"

    def source_url(self, source_id: str) -> str:
        """Return where a source can be read, empty where nowhere."""
        source = self.dataset.sources.get(source_id)
        return source.url if source else ""

    def region(self, region_id: str) -> Region:
        """Return one region."""
        return self.dataset.regions[region_id]

    def areas(self, level: Level) -> tuple[Region, ...]:
        """Return the regions of a map level, ordered by id."""
        return self.dataset.regions_at(level)

    def municipalities_of(self, qark_id: str) -> tuple[Region, ...]:
        """Return the municipalities of a qark, ordered by id."""
        return tuple(region for region in self.areas("municipality") if region.qark_id == qark_id)

    def level_of(self, region_id: str) -> Level:
        """Return the level of a region."""
        return self.region(region_id).level


def rule_of(changed: Changed, profiles: Profiles) -> Rule:
    """Return the rule that a changed method means."""
    weights, mean, blend = changed
    return played_rule(profiles, {name: weight / USUAL_WEIGHT for name, weight in weights}, mean, blend)


def month_ends(first: date, last: date) -> tuple[date, ...]:
    """Return the last day of each month from ``first`` on; the last one is ``last`` itself."""
    days: list[date] = []
    year, month = first.year, first.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        end = date.fromordinal(date(year, month, 1).toordinal() - 1)
        if end >= last:
            return (*days, last)
        days.append(end)


def build_choices(world: World) -> Choices:
    """Return what a visitor may choose."""
    regions = frozenset(r.region_id for level in MAP_LEVELS for r in world.areas(level))
    scored = frozenset(i.indicator_id for i in world.dataset.indicators.values() if i.goalposts and i.pillar in PLAYED_PILLARS)
    return Choices(
        layer_ids_by_level(world.layers.values()),
        regions,
        FIRST_DATE,
        world.today,
        world.default_date,
        scored,
        waves=frozenset(world.kap.waves),
        questions=frozenset(world.dataset.survey.questions),
        groups=frozenset({*world.dataset.survey.groups, BOOSTER} - {EVERYONE}),
        bases=bases_of(world.dataset),
        estimates=frozenset(list_sources(world.estimates())),
    )
