"""The kinds of records that an organisation may import: their columns, what may be left out, and what never comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from data.imports.identifiers import reason_by_name
from data.imports.place_names import fold
from data.indicators.registry import ValueRow
from data.records.rows import CommunityRow, ProjectRow, ServiceRow
from data.strict import Name, Record, blank_to_none

PLACE, PAGE = "place", "page"
MOST_MINUTES = 24 * 60


class TravelRow(Record):
    """A row of a travel-time table."""

    from_id: Name
    to_id: Name
    mode: Literal["car", "public_transport", "walking"]
    minutes: Annotated[float | None, Field(gt=0, le=MOST_MINUTES), BeforeValidator(blank_to_none)]
    source_id: str
    note: str


class OwnValueRow(ValueRow):
    """A row of indicator values: one file may hold several indicators."""

    indicator_id: Name


@dataclass(frozen=True)
class RecordSpec:
    """One kind.

    ``columns`` are those of the template, in order; ``required`` must be there. ``places`` maps a column in which a place is
    written to the column that takes its code. ``theme`` is what a source's coverage must name to speak for these records.
    """

    kind: str
    model: type[Record]
    key: str
    columns: tuple[str, ...]
    required: frozenset[str]
    places: Mapping[str, str]
    theme: str = ""
    several_places: bool = False

    @property
    def known(self) -> tuple[str, ...]:
        """Return every column that a file may have."""
        return tuple(dict.fromkeys((*self.columns, *self.model.model_fields)))


_TEXTS = ("name_sq", "name_en", "summary_sq", "summary_en")
_LAST = ("tier", "note", PAGE)
SPECS: dict[str, RecordSpec] = {
    spec.kind: spec
    for spec in (
        RecordSpec(
            "services", ServiceRow, "service_id",
            ("service_id", *_TEXTS, "operator", "category", PLACE, "start", "end", "status", "last_confirmed", *_LAST),
            frozenset({"service_id", "category", PLACE, "status", "last_confirmed"}), {PLACE: "region_id"}, "services",
        ),
        RecordSpec(
            "projects", ProjectRow, "project_id",
            ("project_id", *_TEXTS, "organisation", "partners", "donor", "types", "audiences", PLACE, "start", "end", "window",
             "status", "reached_n", "reached_kind", "reached_scope", "amount", "currency", *_LAST),
            frozenset({"project_id", "types", PLACE, "start", "end", "status"}), {PLACE: ""}, "projects", True,
        ),
        RecordSpec(
            "communities", CommunityRow, "estimate_id",
            ("estimate_id", PLACE, "group", "period", "operator", "value", "state", "note"),
            frozenset({"estimate_id", PLACE, "group", "period", "value"}), {PLACE: "region_id"}, "communities",
        ),
        RecordSpec(
            "indicators", OwnValueRow, "",
            ("indicator_id", PLACE, "period", "value", "state", "lower", "upper", "n", "note"),
            frozenset({"indicator_id", PLACE, "period", "value"}), {PLACE: "region_id"},
        ),
        RecordSpec(
            "travel-times", TravelRow, "",
            ("from", "to", "mode", "minutes", "note"),
            frozenset({"from", "to", "mode", "minutes"}), {"from": "from_id", "to": "to_id"},
        ),
    )
}  # fmt: skip
DATES = ("start", "end", "last_confirmed", "period")

# What no import takes in, by words of a column's name: DESIGN "Do no harm".
_HARMFUL = {
    "capacity": {
        "capacity",
        "kapaciteti",
        "kapacitet",
        "beds",
        "shtreter",
        "shtreterve",
        "placesavailable",
        "occupancy",
        "vende",
    },
    "case worker or contact": {"caseworker", "contact", "kontakt", "kontakti", "manager", "drejtuesi", "pergjegjesi", "staff"},
    "address": {"zip", "postcode", "postal", "building", "street", "rruga"},
    "exact place": {"geo", "x", "y", "coordinates", "coordinate", "longitude", "latitude"},
}
# Likely a known column written otherwise: better asked than left out.
_SLIPS = {"id", "name", "names", "emri", "emer"}


def harm_of_column(column: str) -> str:
    """Return what a column that is not among the known ones says of people or exact places; "" when nothing.

    >>> harm_of_column("Adresa"), harm_of_column("number_of_beds"), harm_of_column("colour")
    ('address', 'capacity', '')
    """
    parts = fold(column).split()
    words = {*parts, *("".join(pair) for pair in pairwise(parts))}
    found = next((harm for harm, names in _HARMFUL.items() if words & names), "")
    return found or ("" if column.casefold() in _SLIPS else reason_by_name(column))
