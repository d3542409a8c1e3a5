"""Every endpoint of the interface, in the order of its page."""

from __future__ import annotations

from collections.abc import Callable, Collection

from dashboard.api import areas, records
from dashboard.api.endpoints import AS_OF, LEVEL, REGION, Endpoint, Parameter
from dashboard.state import KINDS, LEVELS
from dashboard.view_models.directory_catalogue import WORKING, catalogue_of
from dashboard.view_models.world import World
from data.types import LEVELS as EVERY_LEVEL
from data.types import PILLARS
from models.communities import EVERY_GROUP, list_sources
from models.knowledge_gap import STRUCTURAL, bases_of
from models.standing import STANDINGS


def _codes(field: str) -> Callable[[World], Collection[str]]:
    def codes(world: World) -> Collection[str]:
        return catalogue_of(world).masks_of(field, world.default_date).keys()

    return codes


def _standings(world: World) -> Collection[str]:
    return (WORKING, *STANDINGS)


def _listed(name: str, meaning: str, texts: Collection[str]) -> Parameter:
    return Parameter(name, meaning, allowed=lambda world: texts, listed=True)


NEEDED_LEVEL = Parameter(
    "level", "qark (the usual) or municipality", allowed=lambda world: LEVELS, listed=True, default=lambda world: LEVELS[0]
)
ENDPOINTS = (
    Endpoint(
        "regions",
        "/regions",
        "Region",
        areas.list_regions,
        (
            _listed("level", "country, qark or municipality", EVERY_LEVEL),
            Parameter("parent", "code of the area that they are parts of", allowed=lambda world: world.dataset.regions.keys()),
        ),
    ),
    Endpoint(
        "indicators",
        "/indicators",
        "Indicator",
        areas.list_indicators,
        (
            _listed("pillar", "pillar of the score, or context", PILLARS),
            Parameter("theme", "theme", allowed=lambda world: {i.theme for i in world.dataset.indicators.values()}),
            LEVEL,
        ),
    ),
    Endpoint(
        "indicator",
        "/indicators/{id}",
        "Indicator",
        areas.one_indicator,
        single=True,
        key=Parameter("id", "id of the indicator", allowed=lambda world: world.dataset.indicators.keys()),
    ),
    Endpoint(
        "values",
        "/values",
        "Value",
        areas.list_values,
        (
            NEEDED_LEVEL,
            REGION,
            Parameter("indicator", "id of an indicator", allowed=lambda world: world.dataset.indicators.keys()),
            AS_OF,
        ),
    ),
    Endpoint(
        "score",
        "/score",
        "Score",
        areas.list_scores,
        (
            NEEDED_LEVEL,
            REGION,
            AS_OF,
            Parameter(
                "basis", "what risk is made of", allowed=lambda world: bases_of(world.dataset), default=lambda world: STRUCTURAL
            ),
        ),
    ),
    Endpoint(
        "records",
        "/records",
        "Record",
        records.list_records,
        (
            _listed("kind", "kind of record", KINDS),
            Parameter("type", "type with its kind's letter, such as s.shelter", allowed=_codes("type")),
            Parameter("area", "code of an area, or none for records without one", allowed=_codes("area")),
            Parameter("org", "organisation", allowed=_codes("org")),
            Parameter("donor", "donor", allowed=_codes("donor")),
            Parameter("standing", "how it stands on the day", allowed=_standings),
            Parameter("audience", "whom it is for", allowed=_codes("audience")),
            Parameter("q", "words to search for, with or without diacritics"),
            AS_OF,
        ),
    ),
    Endpoint(
        "communities",
        "/communities",
        "Community",
        records.list_communities,
        (
            Parameter("region", "code of an area", allowed=lambda world: world.dataset.regions.keys()),
            _listed("group", "which community", EVERY_GROUP),
            Parameter("source", "id of a source", allowed=lambda world: list_sources(world.estimates())),
        ),
    ),
    Endpoint("sources", "/sources", "Source", records.list_sources),
    Endpoint("versions", "/versions", "Versions", records.tell_versions, single=True),
)
