"""An organisation's own file, read whole: a table from a template, a 3W file with HXL tags, or IATI activities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from data.imports.grid import CellReporter, check_file, read_grid
from data.imports.hxl import read_3w
from data.imports.iati_import import gather_iati
from data.imports.own_records import OwnRecords, join_own, source_id_of
from data.imports.places import PlaceIndex, load_place_index
from data.imports.record_lines import read_record_lines
from data.imports.record_rows import Filling, Gathered, rows_of
from data.imports.record_specs import SPECS
from data.imports.zip_guard import file_is_small_enough
from data.problems import DataError, Problem, Reporter
from data.records.rows import Audience, ProjectType
from data.sources.registry import SourceFile, build_source
from data.strict import read_toml
from data.types import Dataset

# Takes the place of a source that could not be read, so that the faults of the rows are told at the same time.
STAND_IN = SourceFile(
    producer="-", citation="-", url="", published="", accessed="", licence="-", sha256="", read_via="",
    text={"sq": {"title": "-"}, "en": {"title": "-"}},  # type: ignore[arg-type]
)  # fmt: skip
TABLE, IATI, WHO_WHAT_WHERE = "table", "iati", "3w"


@dataclass(frozen=True)
class RecordFile:
    """What is to be read, and how: ``way`` is ``table``, ``iati`` or ``3w``; one of ``source`` and ``source_id`` is given.

    ``types`` and ``audiences`` are what a steward says of all projects of a file that does not say it itself.
    """

    path: Path
    kind: str
    name: str
    way: str = TABLE
    source: Path | None = None
    source_id: str = ""
    form: str = ""
    types: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadRecords:
    """What was read, and the dataset with it joined."""

    own: OwnRecords
    gathered: Gathered
    joined: Dataset


def check_request(file: RecordFile) -> None:
    """Raise DataError before anything is kept where there is nothing to keep."""
    report = Reporter(file.path)
    if file.way == IATI:
        if not file.path.is_file():
            report.add("there is no such file", "give the path of the file to import", value=file.path)
        else:
            file_is_small_enough(file.path, report, 2 * 2**30)
    else:
        check_file(file.path, report, file.form)
    if report.problems:
        raise DataError(report.problems)


def read_records(file: RecordFile, dataset: Dataset, index: PlaceIndex | None = None) -> ReadRecords:
    """Read and check a file.

    Parameters
    ----------
    file : RecordFile
        What to read.
    dataset : Dataset
        What it is to be joined to: sources, regions, categories and indicators that rows may name.
    index : PlaceIndex, optional
        Names of places; by default those of the shipped tables.

    Raises
    ------
    DataError
        With every problem of the source record and of the file.
    """
    problems: list[Problem] = []
    source = _source(file, dataset, problems)
    report = CellReporter(file.path)
    _check_words(file, report)
    filling = Filling(
        source_id_of(file.name) if source else file.source_id,
        index or load_place_index(),
        dataset.service_categories,
        file.types,
        file.audiences,
    )
    got = _gather(file, filling, report)
    own = OwnRecords(file.kind, file.name, got.rows, got.places, source, got.lines)
    joined = join_own(dataset, own, report)
    if problems or report.problems:
        raise DataError([*problems, *report.problems])
    return ReadRecords(own, got, joined)


def _gather(file: RecordFile, filling: Filling, report: CellReporter) -> Gathered:
    if file.way == IATI:
        return gather_iati(file.path, filling, report)
    spec = SPECS[file.kind]
    grid = read_grid(file.path, report, file.form, spec.kind)
    if grid is None:
        return Gathered()
    if file.way == WHO_WHAT_WHERE:
        return read_3w(grid, filling, report)
    lines = read_record_lines(grid, spec, report)
    got = rows_of(lines.lines, spec, filling, report)
    got.dropped = lines.dropped
    return got


def _source(file: RecordFile, dataset: Dataset, problems: list[Problem]) -> SourceFile | None:
    """Return the source that comes with the file; None where a known one is named, or after problems."""
    report = Reporter(file.source or file.path)
    found = None
    if bool(file.source) == bool(file.source_id):
        remedy = "give --source SOURCE.toml (parandalim template source writes one) or --source-id ID of a known source"
        report.add("the records need one source", remedy, column="--source")
    elif file.source:
        found = read_toml(file.source, SourceFile, report)
        if found:
            build_source(source_id_of(file.name), found, dataset.regions, report)
    elif file.source_id not in dataset.sources:
        report.add("unknown source", "name a file of data/sources without its ending", column="--source-id", value=file.source_id)
    problems.extend(report.problems)
    return STAND_IN if report.problems else found


def _check_words(file: RecordFile, report: CellReporter) -> None:
    known: Mapping[str, tuple[tuple[str, ...], object]] = {
        "--types": (file.types, ProjectType), "--audiences": (file.audiences, Audience),
    }  # fmt: skip
    for option, (words, allowed) in known.items():
        for word in words:
            if word not in get_args(allowed):
                report.add("unknown word", f"use {', '.join(get_args(allowed))}", column=option, value=word)
