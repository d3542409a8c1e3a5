"""The made-up household survey and R's figures for it (tests/fixtures/survey), and how each design is named here."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "fixtures" / "survey"
HOUSEHOLDS = FOLDER / "households.csv"
REFERENCE = json.loads((FOLDER / "reference.json").read_text(encoding="utf-8"))

# design: stratum, PSU columns, FPC columns
DESIGNS: dict[str, tuple[str | None, tuple[str, ...], tuple[str, ...]]] = {
    "rows": (None, (), ()),
    "strata_rows": ("stratum", (), ()),
    "one_stage": ("stratum", ("psu",), ()),
    "one_stage_fpc": ("stratum", ("psu",), ("n_psu",)),
    "one_stage_fraction": ("stratum", ("psu",), ("f_psu",)),
    "two_stage": ("stratum", ("psu", "ssu"), ("n_psu", "n_ssu")),
    "two_stage_fraction": ("stratum", ("psu", "ssu"), ("f_psu", "f_ssu")),
    "two_stage_no_fpc": ("stratum", ("psu", "ssu"), ()),
    "two_stage_unstratified": (None, ("psu", "ssu"), ("pop", "n_ssu")),
}


def households(without: str = "") -> dict[str, np.ndarray]:
    """The columns as text; `without` leaves one stratum out."""
    with HOUSEHOLDS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["stratum"] != without]
    table = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    return {**table, "pop": np.full(len(rows), "60")}


def numbers(column: np.ndarray) -> np.ndarray:
    """Text to numbers; NA is NaN."""
    return np.array([float("nan") if cell in ("NA", "") else float(cell) for cell in column])


def write_csv(path: Path, table: dict[str, np.ndarray]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([table.keys(), *zip(*table.values(), strict=True)])
    return path
