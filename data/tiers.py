"""Who may see a record: ``public`` by default; what is for partners, or restricted, is never loaded into a public build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from data.types import TIERS, Coverage, Dataset, Mechanism, Project, Service, Source, frozen_map
from data.workspace_types import WorkspaceError

TIER = "PARANDALIM_TIER"
PUBLIC = TIERS[0]
Record = TypeVar("Record", Project, Service, Mechanism)
THEMES = ("projects", "services", "mechanisms")


def tier_of(environ: Mapping[str, str]) -> str:
    """Return the tier of this build, ``public`` where nothing is set.

    Raises
    ------
    WorkspaceError
        For a tier that does not exist.
    """
    tier = environ.get(TIER, "").strip().lower() or PUBLIC
    if tier not in TIERS:
        raise WorkspaceError(f"{TIER} is {environ[TIER]!r}: write one of {', '.join(TIERS)}")
    return tier


def within_tier(dataset: Dataset, tier: str) -> Dataset:
    """Return the dataset without the records of higher tiers.

    Where a record is left out, its sources are no longer complete for its theme: their silence would say that nothing is there.
    """
    seen = {theme: _seen(getattr(dataset, theme), tier) for theme in THEMES}
    gaps = {
        (citation.source_id, theme)
        for theme in THEMES
        for name, record in getattr(dataset, theme).items()
        if name not in seen[theme]
        for citation in record.citations
    }
    if not gaps:
        return dataset
    sources = {
        name: _less_complete(source, {theme for at, theme in gaps if at == name}) for name, source in dataset.sources.items()
    }
    return replace(
        dataset,
        sources=frozen_map(sources),
        projects=frozen_map(seen["projects"]),
        services=frozen_map(seen["services"]),
        mechanisms=frozen_map(seen["mechanisms"]),
    )


def _seen(records: Mapping[str, Record], tier: str) -> dict[str, Record]:
    return {name: record for name, record in records.items() if TIERS.index(record.tier) <= TIERS.index(tier)}


def _less_complete(source: Source, themes: set[str]) -> Source:
    return replace(source, coverage=tuple(_split(source.coverage, themes))) if themes else source


def _split(coverage: Iterable[Coverage], themes: set[str]) -> Iterable[Coverage]:
    """Yield each coverage, one that holds for several themes as two."""
    for item in coverage:
        whole = tuple(theme for theme in item.themes if theme not in themes)
        part = tuple(theme for theme in item.themes if theme in themes)
        if whole:
            yield replace(item, themes=whole)
        if part:
            yield replace(item, themes=part, complete=False)
