"""Reads ``data/sources/*.toml``: who says what, and what each source speaks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from data.problems import Problem, Reporter
from data.strict import Name, PartDate, Record, first_day, last_day, read_toml
from data.types import Coverage, Region, Source, frozen_map

THEMES = ("projects", "services", "mechanisms", "communities", "survey")


class _Title(Record):
    title: Name


class _Texts(Record):
    sq: _Title
    en: _Title


class _CoverageFile(Record):
    regions: list[Name]
    start: PartDate = Field(alias="from")
    end: PartDate = Field(alias="to")
    themes: list[Name]
    complete: bool
    reason: Name


class SourceFile(Record):
    """The keys of a source file."""

    producer: Name
    citation: Name
    url: str
    published: PartDate
    accessed: PartDate
    licence: Name
    sha256: str
    read_via: str
    text: _Texts
    coverage: tuple[_CoverageFile, ...] = ()


def read_sources(folder: Path, regions: dict[str, Region], problems: list[Problem]) -> dict[str, Source]:
    """Read every source record of a folder.

    Parameters
    ----------
    folder : Path
        Folder of ``NAME.toml`` files; the name is the source's id.
    regions : dict of str to Region
        Known regions, to check coverage against.
    problems : list of Problem
        Every fault found is appended here; a faulty file yields no source.

    Returns
    -------
    dict of str to Source
        By id, in order of id.
    """
    sources: dict[str, Source] = {}
    for path in sorted(folder.glob("*.toml")):
        report = Reporter(path)
        found = read_toml(path, SourceFile, report)
        if found:
            sources[path.stem] = build_source(path.stem, found, regions, report)
        problems.extend(report.problems)
    return sources


def build_source(source_id: str, found: SourceFile, regions: Mapping[str, Region], report: Reporter) -> Source:
    """Return the source of a read file; what its coverage gets wrong is reported."""
    coverage = tuple(_coverage(item, regions, report) for item in found.coverage)
    plain = found.model_dump(exclude={"text", "coverage"})
    title = frozen_map({"sq": found.text.sq.title, "en": found.text.en.title})
    return Source(source_id=source_id, title=title, coverage=coverage, **plain)


def _coverage(item: _CoverageFile, regions: Mapping[str, Region], report: Reporter) -> Coverage:
    """Return one coverage entry, reporting unknown regions, themes and reversed dates."""
    for region_id in item.regions:
        if region_id not in regions:
            report.add("unknown region", "use a LAU, NUTS 3 or country code", column="coverage.regions", value=region_id)
    for theme in item.themes:
        if theme not in THEMES:
            report.add("unknown theme", f"use one of {', '.join(THEMES)}", column="coverage.themes", value=theme)
    start, end = first_day(item.start), last_day(item.end)
    if start is None or end is None or start > end:
        report.add("the period needs a start not after its end", "correct from and to", column="coverage.from", value=item.start)
        start = end = first_day("1900")
    assert start is not None
    assert end is not None
    return Coverage(tuple(item.regions), start, end, tuple(item.themes), item.complete, item.reason)
