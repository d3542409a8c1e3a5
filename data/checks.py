"""Checks a data folder as a whole: every problem at once, and how much there is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from data.dataset import SHIPPED, read_folder
from data.problems import Problem
from data.types import LANGUAGES, Citation, Dataset, Level
from data.workspace import Workspace
from data.workspace_checks import check_workspace

SHIPPED_REGIONS: dict[Level, int] = {"country": 1, "qark": 12, "municipality": 61}


@dataclass(frozen=True)
class Report:
    """The outcome of a check; ``counts`` says how many of each thing were read."""

    problems: tuple[Problem, ...]
    counts: dict[str, int]

    @property
    def ok(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.problems

    def as_dict(self) -> dict[str, object]:
        """Return the report as plain values for JSON."""
        return {"ok": self.ok, "problems": [problem.as_dict() for problem in self.problems], "counts": self.counts}


def check_data(root: Path = SHIPPED, workspace: Workspace | None = None) -> Report:
    """Read a data folder and check what no single file can tell.

    Parameters
    ----------
    root : Path
        Folder as for :func:`data.dataset.load_dataset`.
    workspace : Workspace, optional
        The organisation's own data; what is in force there is read too.

    Returns
    -------
    Report
        All problems in order of file and row; an unreadable folder is a problem, not an exception.
    """
    dataset, problems = read_folder(root)
    problems += _unused_sources(dataset)
    problems += _broken_links(dataset)
    if root == SHIPPED:
        problems += _region_counts(dataset)
    if workspace:
        problems += check_workspace(workspace)
    return Report(tuple(sorted(problems)), count(dataset))


def count(dataset: Dataset) -> dict[str, int]:
    """Return how many of each thing the dataset holds."""
    return {
        "projects": len(dataset.projects),
        "services": len(dataset.services),
        "mechanisms": len(dataset.mechanisms),
        "indicators": len(dataset.indicators),
        "regions": len(dataset.regions),
        "values": len(dataset.values),
        "gaps": sum(1 for value in dataset.values if value.gap),
        "sources": len(dataset.sources),
        "community_estimates": len(dataset.communities),
        "merged": len(dataset.merged),
        "languages": len(LANGUAGES),
    }


def _unused_sources(dataset: Dataset) -> list[Problem]:
    """Return a problem for each source that nothing cites."""
    used = {value.source_id for value in dataset.values} | {item.source_id for item in dataset.communities}
    used |= {source for indicator in dataset.indicators.values() for source in indicator.source_ids}
    used |= {wave.source_id for wave in dataset.kap_waves} | {result.source_id for result in dataset.kap_results}
    used |= {mark.source_id for mark in dataset.marks}
    for cited in _citations(dataset):
        used |= {citation.source_id for citation in cited}
    used |= {source.source_id for source in dataset.sources.values() if source.source_id in BOUNDARY_SOURCES}
    return [
        Problem(f"{name}.toml", 0, "", "", "nothing cites this source", "cite it or remove it")
        for name in dataset.sources
        if name not in used
    ]


def _citations(dataset: Dataset) -> list[tuple[Citation, ...]]:
    """Return what each record cites."""
    return [
        *(project.citations for project in dataset.projects.values()),
        *(service.citations for service in dataset.services.values()),
        *(mechanism.citations for mechanism in dataset.mechanisms.values()),
        *(reference.citations for reference in dataset.nap_refs),
    ]


BOUNDARY_SOURCES = ("geonames", "natural-earth", "instat-areas", "encyclopaedia-places", "eurostat-lau", "whos-on-first")
"""Sources of the region table and the boundaries, which cite by file and not by row."""


def _broken_links(dataset: Dataset) -> list[Problem]:
    """Return a problem for each ``see_also`` and each merge that leads nowhere."""
    known = {*dataset.projects, *dataset.services, *dataset.mechanisms}
    problems = []
    links = {name: service.see_also for name, service in dataset.services.items()}
    links |= {name: mechanism.see_also for name, mechanism in dataset.mechanisms.items()}
    for record_id, others in links.items():
        for other in others:
            if other not in known and other not in dataset.merged:
                problems.append(Problem(record_id, 0, "see_also", other, "unknown record", "correct the id"))
    for merged, kept in dataset.merged.items():
        if merged in known or kept not in known:
            problems.append(Problem("merged.csv", 0, "merged_id", merged, "the merge is not carried out", "remove one record"))
    return problems


def _region_counts(dataset: Dataset) -> list[Problem]:
    """Return a problem for each level that has not as many regions as Albania."""
    found = Counter(region.level for region in dataset.regions.values())
    return [
        Problem("regions.csv", 0, "level", str(found[level]), f"there must be {wanted} of level {level}", "restore the table")
        for level, wanted in SHIPPED_REGIONS.items()
        if found[level] != wanted
    ]
