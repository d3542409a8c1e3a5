"""The only door to data: reads a whole data folder, or raises with every problem in it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.geo.layers import read_layers
from data.geo.regions import read_regions
from data.indicators.registry import read_indicators
from data.problems import DataError, Problem
from data.records.registry import read_records
from data.sources.registry import read_sources
from data.survey_types import Imported
from data.tiers import PUBLIC, within_tier
from data.types import Dataset, frozen_map
from data.workspace import Version, Workspace

SHIPPED = Path(__file__).parent


def load_dataset(root: Path = SHIPPED, workspace: Workspace | None = None) -> Dataset:
    """Load and check a data folder, and what an organisation has imported.

    Parameters
    ----------
    root : Path
        Folder with ``sources``, ``indicators``, ``geo`` and ``records``; by default the shipped one.
    workspace : Workspace, optional
        The organisation's own data; without it, or with nothing in force, the shipped data are all there is.

    Returns
    -------
    Dataset
        Frozen; ``version`` is the first 12 hex digits of a hash over all its files, and over the imported tables in force.

    Raises
    ------
    DataError
        With every problem of every file; nothing is loaded then.
    WorkspaceError
        If an imported table in force cannot be used.
    """
    dataset, problems = read_folder(root)
    if problems:
        raise DataError(problems)
    return with_workspace(dataset, workspace) if workspace else dataset


def with_workspace(dataset: Dataset, workspace: Workspace, without: str = "") -> Dataset:
    """Join what is in force in a workspace to a dataset that has nothing imported.

    Parameters
    ----------
    dataset : Dataset
        As :func:`load_dataset` gives it without a workspace.
    workspace : Workspace
        The organisation's own data; its settings say the tier that may be loaded.
    without : str
        A dataset of the workspace to leave aside, such as the one that an import is about to replace.

    Returns
    -------
    Dataset
        The same one where nothing is in force. Records of a higher tier stay in the workspace.
        Made-up data count only where their kind has no real data in force.

    Raises
    ------
    WorkspaceError
        If a table is damaged, or its kind is not known to this program.
    """
    return with_versions(dataset, workspace, [v for v in workspace.current().values() if v.name != without])


def with_versions(dataset: Dataset, workspace: Workspace, chosen: Sequence[Version]) -> Dataset:
    """Join chosen versions of a workspace, at most one of each dataset, to a dataset that has nothing imported.

    What is in force is one such choice, what was in force at another time another; see :func:`with_workspace`.
    """
    from data.imports.kinds import kind_of, without_hidden_examples

    versions = without_hidden_examples(chosen)
    for name in sorted({version.kind for version in versions}, key=lambda name: (kind_of(name).turn, name)):
        kind, mine = kind_of(name), [version for version in versions if version.kind == name]
        dataset = kind.merge(dataset, [(v, {t: workspace.read_table(v, t) for t in kind.tables if t in v.tables}) for v in mine])
    if not versions:
        return dataset
    imported = tuple(Imported(v.name, v.kind, v.number, v.since, v.rows, v.example) for v in versions)
    tier = workspace.settings.tier
    return within_tier(replace(dataset, imported=imported, version=joined_version(dataset.version, versions, tier)), tier)


def joined_version(shipped: str, versions: Sequence[Version], tier: str) -> str:
    """Return a short hash over the shipped data's version and the versions that count: the same data, the same text.

    When they came into force is no part of it, so that a score after a rollback has the bytes that it had before.
    """
    lines = [shipped] if tier == PUBLIC else [shipped, tier]
    for version in versions:
        lines.append(f"{version.name} {version.number} {version.example}")
        lines += [f"{table} {file.sha256}" for table, file in sorted(version.tables.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


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
        version=folder_version(root),
    )
    return dataset, problems


def data_files(root: Path) -> list[Path]:
    """Return every file of a data folder that its version is made of."""
    return sorted(p for p in root.rglob("*") if p.suffix in {".toml", ".csv"})


def folder_version(root: Path) -> str:
    """Return a short hash over the names and bytes of all data files."""
    digest = hashlib.sha256()
    for path in data_files(root):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
