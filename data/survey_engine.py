"""Opens a survey's micro-data and has an engine reduce it: DuckDB embedded, or PostgreSQL or Spark by URL.

The same Ibis expression (data/survey_reduce.py) runs on each. A file goes to DuckDB as it is; for another engine its few
columns are checked here and copied there. A name that is no file is a table of that engine (or, for Spark, a path that its
workers can read).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.survey_check import table_problems
from data.survey_collect import collect
from data.survey_columns import SurveyColumns, TableFacts, look, normalised
from data.survey_connect import connected, copy_to_postgres, engine_kind, remote_table
from data.survey_files import read_file
from data.survey_reduce import fetch, reduction
from data.survey_sums import SurveyCells, SurveyError, SurveyFrame

ENVIRONMENT = "PARANDALIM_ENGINE"
Say = Callable[[str], None]


@dataclass(frozen=True)
class ReducedSurvey:
    """A survey as its engine reduced it: the design, the units' sums, and what the first look found."""

    frame: SurveyFrame
    cells: SurveyCells
    facts: TableFacts


def chosen_engine(given: str | None) -> str:
    """Return the engine asked for: the argument, else the environment, else DuckDB."""
    return given or os.environ.get(ENVIRONMENT) or "duckdb"


def reduce_survey(source: str, columns: SurveyColumns, engine: str | None = None, say: Say | None = None) -> ReducedSurvey:
    """Return the reduced survey.

    Parameters
    ----------
    source : str
        A CSV or Parquet file, or the name of a table in the engine.
    columns : SurveyColumns
        Which columns hold what.
    engine : str, optional
        ``duckdb``, ``postgresql://...``, ``spark://...`` or ``local[2]``; by default ``PARANDALIM_ENGINE``, then DuckDB.
    say : callable, optional
        Told in a few words what is being done.

    Raises
    ------
    SurveyError
        With every problem found, one sentence each.
    """
    tell = say or (lambda _: None)
    url = chosen_engine(engine)
    with _table(source, columns, url, tell) as (table, facts):
        second = len(columns.psu) == 2 and len(columns.fpc) == 2
        centre = 0.0 if columns.kind == "total" else float(np.float32(facts.measure_mean))
        tell("adding up the sampling units")
        reduced = fetch(reduction(table, min(len(columns.psu), 2), second, centre))
    frame, cells = collect(
        reduced, len(columns.psu), len(columns.fpc), fractions=facts.fractions, nest=columns.nest, centre=centre
    )
    return ReducedSurvey(frame, cells, facts)


@contextmanager
def _table(source: str, columns: SurveyColumns, url: str, tell: Say) -> Iterator[tuple[Any, TableFacts]]:
    """Give the checked, normalised table in the engine, and take away what was copied there for it."""
    kind = engine_kind(url)
    is_file = Path(source).is_file()
    if not is_file and (kind == "duckdb" or (Path(source).suffix.lower() in (".csv", ".parquet") and "://" not in source)):
        raise SurveyError(f"there is no file {source}")
    if not is_file:
        tell("connecting")
        with connected(url) as remote:
            yield _checked(remote_table(remote, source, kind), columns, tell, None)
        return
    with tempfile.TemporaryDirectory(prefix="parandalim-") as folder, connected("duckdb", folder) as local:
        checked, facts = _checked(read_file(local, Path(source), columns), columns, tell, Path(source))
        if kind == "duckdb":
            yield checked, facts
            return
        tell(f"copying to {kind}")
        with connected(url) as remote:
            if kind == "postgresql":
                yield copy_to_postgres(remote, checked), facts
            else:
                path = Path(folder) / "survey.parquet"
                local.to_parquet(checked, path)
                yield remote_table(remote, str(path), kind), facts


def _checked(table: Any, columns: SurveyColumns, tell: Say, path: Path | None) -> tuple[Any, TableFacts]:
    """Return the normalised table and its facts; SurveyError with every problem."""
    problems = columns.choice_problems(list(table.columns))
    if problems:
        raise SurveyError(*(problems if path is None else [f"{path.name}: {problem}" for problem in problems]))
    tell("checking")
    facts = look(table, columns)
    problems = table_problems(table, columns, facts, path)
    if problems:
        raise SurveyError(*problems)
    return normalised(table, columns), facts
