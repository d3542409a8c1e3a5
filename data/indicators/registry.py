"""Reads ``data/indicators/*.toml`` and their tables: one file is one indicator."""

from __future__ import annotations

import math
import re
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from data.problems import Problem, Reporter
from data.strict import Name, Number, Record, RegionId, number, read_rows, read_toml
from data.types import GAPS, STATES, Goalposts, Indicator, Region, Source, Text, Value, frozen_map

THEMES = ("population", "poverty", "education", "family", "work", "violence", "migration", "communities", "cases", "presence")
COMPUTED = (
    "", "projects_active", "distance_to_service", "months_since_prevention", "records_to_confirm", "source_coverage",
    "full_time_workers", "people_reached", "projects_for_communities", "services_in_reach", "units_in_reach",
    "centres_in_reach", "help_in_reach", "stale_in_reach",
)  # fmt: skip
CUT_COUNT = 4
PERIOD = re.compile(r"^\d{4}(-(\d{2}|Q[1-4]))?$")
SHORT_LIMIT = 32


class _Texts(Record):
    title: Name
    short: Name
    meaning: Name
    unit: Name
    goalposts_reason: str = ""
    caveat: str


class _AllTexts(Record):
    sq: _Texts
    en: _Texts


class _GoalpostsFile(Record):
    low: float = Field(allow_inf_nan=False)
    high: float = Field(allow_inf_nan=False)


class IndicatorFile(Record):
    """The keys of an indicator file."""

    theme: Literal[THEMES]  # type: ignore[valid-type]
    pillar: Literal["vulnerability", "thin_prevention", "context"]
    direction: Literal["higher_is_worse", "higher_is_better", "none"]
    unit: Name
    decimals: int = Field(ge=0, le=4)
    valid_min: float = Field(allow_inf_nan=False)
    valid_max: float = Field(allow_inf_nan=False)
    levels: list[Literal["country", "qark", "municipality"]] = Field(min_length=1)
    missing: Literal[GAPS]  # type: ignore[valid-type]
    sources: list[Name] = Field(min_length=1)
    reviewed: date
    stale_after_years: int = Field(ge=1)
    computed: Literal[COMPUTED]  # type: ignore[valid-type]
    goalposts: _GoalpostsFile | None = None
    cuts: list[Number] = Field(default_factory=list)
    text: _AllTexts


class ValueRow(Record):
    """A row of an indicator's table."""

    region_id: RegionId
    period: Name
    value: Number
    state: Literal[STATES + GAPS]  # type: ignore[valid-type]
    note: str
    lower: Number = None
    upper: Number = None
    n: Number = None
    source_id: str = ""


def read_indicators(
    folder: Path, sources: dict[str, Source], regions: dict[str, Region], problems: list[Problem]
) -> tuple[dict[str, Indicator], tuple[Value, ...]]:
    """Read every indicator of a folder with its table.

    Parameters
    ----------
    folder : Path
        Folder of ``NAME.toml`` with ``tables/NAME.csv``; the name is the indicator's id.
    sources, regions : dict
        What rows may refer to.
    problems : list of Problem
        Every fault found is appended here.

    Returns
    -------
    tuple
        Indicators by id, and all values of all tables, ordered by indicator, region and period. A value is NaN exactly
        where its ``gap`` says why.
    """
    indicators: dict[str, Indicator] = {}
    values: list[Value] = []
    for path in sorted(folder.glob("*.toml")):
        report = Reporter(path)
        found = read_toml(path, IndicatorFile, report)
        if found:
            indicator = _indicator(path.stem, found)
            _check_meaning(found, sources, report)
            indicators[path.stem] = indicator
            if not found.computed:
                values += _values(folder / "tables" / f"{path.stem}.csv", indicator, sources, regions, problems)
        problems.extend(report.problems)
    _check_orphans(folder, indicators, problems)
    return indicators, tuple(sorted(values, key=lambda v: (v.indicator_id, v.region_id, v.period)))


def _indicator(indicator_id: str, found: IndicatorFile) -> Indicator:
    """Return the frozen indicator of a file."""
    texts = {"sq": found.text.sq, "en": found.text.en}

    def text(name: str) -> Text:
        return frozen_map({language: getattr(item, name) for language, item in texts.items()})

    posts = found.goalposts
    return Indicator(
        indicator_id=indicator_id,
        goalposts=Goalposts(posts.low, posts.high, text("goalposts_reason")) if posts else None,
        levels=tuple(found.levels),
        source_ids=tuple(found.sources),
        cuts=tuple(number(cut) for cut in found.cuts),
        title=text("title"),
        short=text("short"),
        meaning=text("meaning"),
        unit_text=text("unit"),
        caveat=text("caveat"),
        **found.model_dump(
            include={
                "theme", "pillar", "direction", "unit", "decimals", "valid_min", "valid_max", "missing",
                "reviewed", "stale_after_years", "computed",
            }
        ),
    )  # fmt: skip


def _check_meaning(found: IndicatorFile, sources: dict[str, Source], report: Reporter) -> None:
    """Report what the keys say together that makes no sense."""
    scored = found.pillar != "context"
    if scored and (found.goalposts is None or found.direction == "none"):
        report.add("a pillar's indicator needs goalposts and a direction", "add both, or make it context", column="goalposts")
    if not scored and found.goalposts is not None:
        report.add("a context indicator has goalposts", "remove them, or name its pillar", column="goalposts")
    if found.goalposts and not found.goalposts.low < found.goalposts.high:
        report.add("low must be under high", "correct the goalposts", column="goalposts.low", value=found.goalposts.low)
    if found.valid_min >= found.valid_max:
        report.add("valid_min must be under valid_max", "correct the range", column="valid_min", value=found.valid_min)
    if bool(found.cuts) != bool(found.computed and not scored):
        report.add("cuts are for computed context figures, and those need them", "add or remove cuts", column="cuts")
    if found.cuts and (len(found.cuts) != CUT_COUNT or sorted(set(found.cuts), key=number) != found.cuts):
        report.add(f"cuts must be {CUT_COUNT} numbers, each above the one before", "correct them", column="cuts")
    for language, text in (("sq", found.text.sq), ("en", found.text.en)):
        if len(text.short) > SHORT_LIMIT:
            remedy = f"shorten it to {SHORT_LIMIT} characters"
            report.add("the short title is too long for a menu", remedy, column=f"text.{language}.short", value=text.short)
        if scored and not text.goalposts_reason:
            report.add("the goalposts have no reason", "say why those", column=f"text.{language}.goalposts_reason")
    for source_id in found.sources:
        if source_id not in sources:
            report.add("unknown source", f"add data/sources/{source_id}.toml", column="sources", value=source_id)


def _values(
    path: Path, indicator: Indicator, sources: dict[str, Source], regions: dict[str, Region], problems: list[Problem]
) -> list[Value]:
    """Return the checked values of one table."""
    report = Reporter(path)
    seen: dict[tuple[str, str], int] = {}
    values = []
    for row, item in read_rows(path, ValueRow, report):
        first = seen.setdefault((item.region_id, item.period), row)
        if first != row:
            remedy = f"keep one of rows {first} and {row}"
            report.add("this region and period stand there already", remedy, row=row, column="region_id", value=item.region_id)
        check_value_row(row, item, indicator, sources, regions, report)
        values.append(build_value(item, indicator))
    problems.extend(report.problems)
    return values


def check_value_row(
    row: int, item: ValueRow, indicator: Indicator, sources: dict[str, Source], regions: dict[str, Region], report: Reporter
) -> None:
    """Report what is wrong with one row."""
    region = regions.get(item.region_id)
    if region is None:
        remedy = "use a LAU code (municipality), NUTS 3 code (qark) or AL"
        report.add("unknown region", remedy, row=row, column="region_id", value=item.region_id)
    elif region.level != "country" and region.level not in indicator.levels:
        remedy = f"add the level to {indicator.indicator_id}.toml or remove the row"
        report.add(f"the indicator does not speak of this level ({region.level})", remedy, row=row, column="region_id")
    if not PERIOD.match(item.period):
        report.add(
            "unknown form of period", "write 2011, 2008-09, 2020-05 or 2019-Q2", row=row, column="period", value=item.period
        )
    if (item.value is None) != (item.state in GAPS):
        remedy = "a gap has its reason as state and an empty value; a figure has a state and a value"
        report.add("value and state do not fit", remedy, row=row, column="state", value=item.state)
    low, high = indicator.valid_min, indicator.valid_max
    for column, figure in (("value", item.value), ("lower", item.lower), ("upper", item.upper)):
        if figure is not None and not low <= figure <= high:
            remedy = f"correct it; the valid range is {low:g} to {high:g}"
            report.add("value out of range", remedy, row=row, column=column, value=figure)
    if item.value is not None and not _inside(item):
        remedy = "correct value, lower and upper"
        report.add("the value lies outside its own interval", remedy, row=row, column="value", value=item.value)
    if item.source_id and item.source_id not in indicator.source_ids:
        remedy = f"add it to sources in {indicator.indicator_id}.toml"
        report.add("the row's source is not among the indicator's", remedy, row=row, column="source_id", value=item.source_id)


def _inside(item: ValueRow) -> bool:
    """Return whether a value lies in its interval, as far as that is given."""
    assert item.value is not None
    return (item.lower is None or item.lower <= item.value) and (item.upper is None or item.value <= item.upper)


def build_value(item: ValueRow, indicator: Indicator) -> Value:
    """Return the frozen value of a row."""
    gap = item.state if item.state in GAPS else ""
    return Value(
        indicator_id=indicator.indicator_id,
        region_id=item.region_id,
        period=item.period,
        value=math.nan if gap else number(item.value),
        state="" if gap else item.state,
        gap=gap,
        lower=number(item.lower),
        upper=number(item.upper),
        n=number(item.n),
        source_id=item.source_id or indicator.source_ids[0],
        note=item.note,
    )


def _check_orphans(folder: Path, indicators: dict[str, Indicator], problems: list[Problem]) -> None:
    """Report tables that no indicator names."""
    for path in sorted((folder / "tables").glob("*.csv")):
        if path.stem not in indicators or indicators[path.stem].computed:
            report = Reporter(path)
            report.add("no indicator uses this table", f"add {path.stem}.toml or remove the table")
            problems.extend(report.problems)
