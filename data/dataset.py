"""The only door to data: reads a whole data folder, or raises with every problem in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from data.geo.layers import read_layers
from data.geo.regions import read_regions
from data.indicators.registry import read_indicators
from data.problems import DataError, Problem
from data.records.registry import read_records
from data.sources.registry import read_sources
from data.types import Dataset, frozen_map

SHIPPED = Path(__file__).parent


def load_dataset(root: Path = SHIPPED) -> Dataset:
    """Load and check a data folder.

    Parameters
    ----------
    root : Path
        Folder with ``sources``, ``indicators``, ``geo`` and ``records``; by default the shipped one.

    Returns
    -------
    Dataset
        Frozen; ``version`` is the first 12 hex digits of a hash over all its files.

    Raises
    ------
    DataError
        With every problem of every file; nothing is loaded then.
    """
    dataset, problems = read_folder(root)
    if problems:
        raise DataError(problems)
    return dataset


def read_folder(root: Path) -> tuple[Dataset, list[Problem]]:
    """Return what could be read of a data folder, and every problem found on the way."""
    problems: list[Problem] = []
    regions = read_regions(root / "geo" / "regions.csv", problems)
    sources = read_sources(root / "sources", regions, problems)
    indicators, values = read_indicators(root / "indicators", sources, regions, problems)
    records = read_records(root / "records", sources, regions, problems)
    dataset = Dataset(
        sources=frozen_map(sources),
        regions=frozen_map(regions),
        indicators=frozen_map(indicators),
        values=values,
        projects=frozen_map(records.projects),
        services=frozen_map(records.services),
        service_categories=frozen_map(records.categories),
        mechanisms=frozen_map(records.mechanisms),
        communities=records.communities,
        kap_waves=records.kap_waves,
        kap_results=records.kap_results,
        marks=records.marks,
        merged=frozen_map(records.merged),
        nap_refs=records.nap_refs,
        layers=frozen_map(read_layers(root / "geo", problems)),
        version=_version(root),
    )
    return dataset, problems


def _version(root: Path) -> str:
    """Return a short hash over the names and bytes of all data files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.suffix in {".toml", ".csv"}):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
