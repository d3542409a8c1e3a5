"""Reads index specifications; those shipped are worked examples that reproduce published indices."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from data.index_specs.checks import GUIDE, check_spec
from data.index_specs.types import IndexSpec
from data.problems import DataError, Problem, Reporter
from data.strict import CONTRACT, read_toml

FOLDER = Path(__file__).parent


def shipped_specs() -> dict[str, Path]:
    """Return the shipped specifications by name."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}


def load_spec(path: Path) -> IndexSpec:
    """Read and check an index specification.

    Parameters
    ----------
    path : Path
        A TOML file as ``docs/index-specification.md`` describes it, or the bare name of a shipped one, such as ``hdi_2022``.

    Returns
    -------
    IndexSpec
        Frozen; defaults are filled in, every reference leads somewhere, and no group contains itself.

    Raises
    ------
    DataError
        With every fault: unknown and missing keys, unknown members, cycles, weights, goalposts, cuts.
    """
    path = shipped_specs().get(str(path), path)
    report = Reporter(path)
    spec = read_toml(path, IndexSpec, report)
    if spec is not None:
        check_spec(spec, report)
    if report.problems or spec is None:
        raise DataError([_in_own_words(problem) for problem in report.problems])
    return spec


def _in_own_words(problem: Problem) -> Problem:
    """Return a problem with the remedy for a specification: the strict reader speaks of tables and the data contract."""
    remedy = "write a number" if problem.message == "the number is not finite" else problem.remedy.replace(CONTRACT, GUIDE)
    return dataclasses.replace(problem, remedy=remedy)
