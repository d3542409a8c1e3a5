"""What an index specification holds, exactly as its TOML file has it; every key is told in docs/index-specification.md."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from data.index_specs.rules import Classes, Finite, Imputation, Normalisation, Outliers, Span
from data.strict import Name, Record

Share = Annotated[float, Field(strict=True, ge=0, le=1)]
Count = Annotated[int, Field(strict=True, ge=0)]
Decimals = Annotated[int, Field(strict=True, ge=0, le=12)] | None
Direction = Literal["positive", "negative"]
DecimalRule = Literal["half_up", "half_even", "truncate"]
Aggregation = Literal[
    "arithmetic", "geometric", "inverted_geometric", "harmonic", "power", "sum", "product", "min", "max"
]  # fmt: skip


class Title(Record):
    """The same words in both languages."""

    sq: Name
    en: Name


class Flag(Record):
    """A column that is 1 where the node's value is at or beyond a limit, else 0."""

    id: Name
    at_least: Finite | None = None
    at_most: Finite | None = None


class Node(Record):
    """What indicators and groups share."""

    title: Title | None = None
    direction: Direction = "positive"
    weight: Finite = 1.0
    decimals: Decimals = None
    decimal_rule: DecimalRule = "half_up"
    classes: Classes | None = None
    rank: Literal["none", "descending", "ascending"] = "none"
    flag: Flag | None = None


class Indicator(Node):
    """A column of the data on its way to the index's scale."""

    normalisation: Normalisation
    column: str = ""
    denominator: str = ""
    cap_low: Finite | None = None
    cap_high: Finite | None = None
    transform: Literal["none", "log", "log10", "log1p", "sqrt"] = "none"
    imputation: Imputation = Imputation(method="none")
    outliers: Outliers = Outliers(method="none")


class Group(Node):
    """Members taken together; ``normalisation`` puts the result on a scale again."""

    members: Annotated[tuple[Name, ...], Field(min_length=1)]
    weights: tuple[Finite, ...] | None = None
    aggregation: Aggregation
    min_share: Share = 1.0
    min_count: Count = 0
    floor: Annotated[float, Field(strict=True, ge=0, lt=1)] = 0.0
    floor_kept: bool = False
    exponent: Finite | None = None
    range: Span | None = None
    normalisation: Normalisation | None = None
    flag_total: str = ""


class Data(Record):
    """How the table of data is written."""

    id_column: Name
    labels: tuple[Name, ...] = ()
    missing: tuple[str, ...] = ()
    encoding: Literal["utf-8", "utf-16", "cp1252", "latin-1"] = "utf-8"
    delimiter: Literal[",", ";", "\t", "|"] = ","


class Head(Record):
    """What the index is, whose it is and what its scale is."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    main: Name
    title: Title
    publisher: Name
    method_source: Name
    licence: Name
    scale: Span = (0.0, 100.0)


class Defaults(Record):
    """Keys that every indicator (or group) has unless it says otherwise."""

    direction: Direction | None = None
    normalisation: Normalisation | None = None
    transform: Literal["none", "log", "log10", "log1p", "sqrt"] | None = None
    imputation: Imputation | None = None
    outliers: Outliers | None = None
    aggregation: Aggregation | None = None
    min_share: Share | None = None
    min_count: Count | None = None
    floor: Annotated[float, Field(strict=True, ge=0, lt=1)] | None = None
    decimals: Decimals = None
    decimal_rule: DecimalRule | None = None


FOR_INDICATORS = ("direction", "normalisation", "transform", "imputation", "outliers", "decimals", "decimal_rule")
FOR_GROUPS = ("aggregation", "min_share", "min_count", "floor", "decimals", "decimal_rule")


class IndexSpec(Record):
    """A whole specification: head, data, defaults, indicators and groups by id."""

    index: Head
    data: Data
    defaults: Defaults = Defaults()
    indicators: Annotated[dict[Name, Indicator], Field(min_length=1)]
    groups: Annotated[dict[Name, Group], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, raw: Any) -> Any:
        """Give each table the defaults it does not state; faulty defaults are reported once, where they stand."""
        try:
            Defaults.model_validate(raw.get("defaults", {}))
        except ValidationError:
            return raw
        defaults = raw.get("defaults", {})
        filled = dict(raw)
        for kind, keys in (("indicators", FOR_INDICATORS), ("groups", FOR_GROUPS)):
            given = {key: defaults[key] for key in keys if key in defaults}
            if isinstance(raw.get(kind), dict):
                filled[kind] = {k: {**given, **v} if isinstance(v, dict) else v for k, v in raw[kind].items()}
        return filled

    def column_of(self, indicator_id: str) -> str:
        """Return the data column of an indicator: its own id unless it names another."""
        return self.indicators[indicator_id].column or indicator_id

    def weights_of(self, group_id: str) -> tuple[float, ...]:
        """Return one weight per member: the group's own list, or what each member states."""
        group = self.groups[group_id]
        return group.weights if group.weights is not None else tuple(self.node(m).weight for m in group.members)

    def node(self, node_id: str) -> Indicator | Group:
        """Return an indicator or group; KeyError where there is none."""
        return self.indicators[node_id] if node_id in self.indicators else self.groups[node_id]

    def computing_order(self) -> tuple[list[str], list[str]]:
        """Return the groups so that each comes after its members, and those for which there is no such place."""
        order: list[str] = []
        left = dict(self.groups)
        while ready := [g for g, group in left.items() if not any(member in left for member in group.members)]:
            order += ready
            for group_id in ready:
                del left[group_id]
        return order, list(left)

    def scale_of(self, span: Span | None) -> Span:
        """Return a stated span, or the index's scale."""
        return span or self.index.scale
