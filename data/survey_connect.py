"""Connections to the engines that can reduce a survey."""

from __future__ import annotations

import io
import os
import re
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from data.survey_sums import SurveyError

MEMORY = "PARANDALIM_ENGINE_MEMORY"
BATCH = 100_000


def engine_kind(url: str) -> str:
    """Return ``duckdb``, ``postgresql`` or ``spark``; SurveyError for another address."""
    if url == "duckdb":
        return "duckdb"
    if url.startswith(("postgresql://", "postgres://")):
        return "postgresql"
    if url.startswith("spark://") or re.fullmatch(r"local(\[(\d+|\*)(,\s*\d+)?\]|-cluster\[\d+,\d+,\d+\])?", url):
        return "spark"
    raise SurveyError(f"unknown engine {url!r}: give duckdb, postgresql://..., spark://... or local[2]")


@contextmanager
def connected(url: str, folder: str | None = None) -> Iterator[Any]:
    """Give a connection for the length of the block; Spark's session stays, since a process can have but one."""
    if engine_kind(url) == "spark":
        with warnings.catch_warnings():  # pyspark 4.3 calls what pandas 3 deprecates; nothing that a user could mend
            warnings.simplefilter("ignore")
            yield connect(url, folder)
        return
    connection = connect(url, folder)
    try:
        yield connection
    finally:
        connection.disconnect()


def connect(url: str, folder: str | None = None) -> Any:
    """Return an Ibis connection; DuckDB keeps to 2 GB (PARANDALIM_ENGINE_MEMORY) and spills into the folder.

    Raises
    ------
    SurveyError
        Where the engine's package is not installed or the engine does not answer; never with a password in the words.
    """
    kind = engine_kind(url)
    try:
        import ibis

        if kind == "duckdb":
            return ibis.duckdb.connect(memory_limit=os.environ.get(MEMORY, "2GB"), temp_directory=folder or "")
        if kind == "postgresql":
            return ibis.connect(url.replace("postgres://", "postgresql://", 1))
        return ibis.pyspark.connect(_spark(url))
    except ImportError as error:
        raise SurveyError(
            f"the engine needs a package that is not installed ({error.name}): pip install 'parandalim[engines]'"
        ) from None
    except Exception as error:
        lines = [line for line in str(error).splitlines() if line.strip()]
        reason = re.sub(r"//[^@/\s]*@", "//", lines[0] if lines else type(error).__name__)
        raise SurveyError(f"the engine does not answer: {reason}") from None


@lru_cache(maxsize=1)
def _spark(url: str) -> Any:
    """Return the process's one Spark session, quiet and without its web page."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(url).appName("parandalim")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "8",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def remote_table(connection: Any, source: str, kind: str) -> Any:
    """Return a table of the engine by name, or, for Spark, a Parquet path that its workers can read."""
    if kind == "spark" and ("/" in source or source.endswith(".parquet")):
        return connection.read_parquet(source)
    try:
        return connection.table(source)
    except Exception:
        raise SurveyError(f"the engine has no table {source!r}, and there is no such file here") from None


def copy_to_postgres(connection: Any, table: Any) -> Any:
    """Return a temporary PostgreSQL table with the rows of an Ibis table, sent by COPY in batches."""
    import pyarrow as pa
    from pyarrow import csv

    name = f"parandalim_{uuid.uuid4().hex[:12]}"
    kinds = {column: "double precision" if kind.is_floating() else "text" for column, kind in table.schema().items()}
    with connection.con.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({', '.join(f'{c} {k}' for c, k in kinds.items())})")
        with cursor.copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy:
            for batch in table.to_pyarrow_batches(chunk_size=BATCH):
                buffer = io.BytesIO()
                csv.write_csv(
                    pa.Table.from_batches([batch]), buffer, csv.WriteOptions(include_header=False, quoting_style="needed")
                )
                copy.write(buffer.getvalue())
    return connection.table(name)
