"""A small specification and table that tests bend in one place at a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from data.index_data import IndexData, load_index_data
from data.index_specs.registry import load_spec
from models.index_engine import run_index
from models.index_results import IndexResult

SPEC = """
[index]
id = "example"
main = "total"
publisher = "Nobody"
method_source = "A test"
licence = "None"
scale = [0, 100]
title = { sq = "Shembull", en = "Example" }

[data]
id_column = "place"
missing = ["x", "-999"]

[indicators.poor]
normalisation = { method = "goalposts", low = 0, high = 50 }

[indicators.school]
direction = "negative"
normalisation = { method = "goalposts", low = 0, high = 100 }

[indicators.roads]
normalisation = { method = "minmax" }

[groups.people]
members = ["poor", "school"]
aggregation = "arithmetic"

[groups.total]
members = ["people", "roads"]
weights = [3, 1]
aggregation = "arithmetic"
"""
TABLE = "place,poor,school,roads\na,10,80,1\nb,25,50,3\nc,50,0,5\n"


def write(folder: Path, spec: str = SPEC, table: str = TABLE) -> tuple[Path, Path]:
    """Write a specification and a table."""
    (folder / "spec.toml").write_text(spec, encoding="utf-8")
    (folder / "table.csv").write_text(table, encoding="utf-8")
    return folder / "spec.toml", folder / "table.csv"


def run(folder: Path, spec: str = SPEC, table: str = TABLE) -> IndexResult:
    """Compute the index of a specification and a table."""
    spec_path, table_path = write(folder, spec, table)
    loaded = load_spec(spec_path)
    return run_index(loaded, load_index_data(table_path, loaded))


def swap(text: str, old: str, new: str) -> str:
    """Replace a passage that must be there."""
    assert old in text
    return text.replace(old, new)


def reference(*parts: str) -> Path | None:
    """Return a file of the folder beside the project, None where it is absent."""
    for parent in Path(__file__).resolve().parents:
        path = parent.joinpath("shared", "reference", *parts)
        if path.exists():
            return path
    return None


def data_of(ids: list[str], values: np.ndarray, **more: object) -> IndexData:
    """Return data as the reader would."""
    return IndexData(tuple(ids), values, {}, more.get("groups", {}), more.get("denominators", {}))  # type: ignore[arg-type]
