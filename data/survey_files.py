"""Reads a survey's CSV or Parquet file into the embedded engine; nothing is guessed about the types of a CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data.survey_columns import SurveyColumns
from data.survey_sums import SurveyError


def read_file(engine: Any, path: Path, columns: SurveyColumns) -> Any:
    """Return the file as an Ibis table of DuckDB; a CSV's cells stay text until they are checked.

    Raises
    ------
    SurveyError
        A kind of file that is not read, an empty or a broken one.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".parquet"):
        raise SurveyError(f"{path.name}: give a .csv or .parquet file, not {suffix or 'one without an ending'}")
    if not path.stat().st_size:
        raise SurveyError(f"{path.name} is empty")
    try:
        table = engine.read_parquet(path) if suffix == ".parquet" else _csv(engine, path, columns)
    except SurveyError:
        raise
    except Exception as error:
        raise SurveyError(f"{path.name} cannot be read as {suffix[1:]}: {_first_line(error)}") from None
    return table


def _csv(engine: Any, path: Path, columns: SurveyColumns) -> Any:
    """Return the CSV with every cell as text, after a look at its header."""
    with path.open("rb") as file:
        head = file.readline()
    try:
        header = head.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SurveyError(f"{path.name} is not written in UTF-8: save it as CSV UTF-8") from None
    separator = max((",", ";", "\t"), key=header.count)
    if separator not in header and columns.named() != [header.strip().strip('"')]:
        raise SurveyError(f"{path.name} has no header with columns parted by commas, semicolons or tabs")
    return engine.read_csv(
        path, all_varchar=True, header=True, delim=separator, quote='"', escape='"', null_padding=False, strict_mode=True
    )


def _first_line(error: Exception) -> str:
    """Return the first line of what the engine says."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
