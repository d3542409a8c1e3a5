"""Imports of services, projects, communities, indicators and travel times: kept, read, checked, published; or refused whole."""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data.dataset import load_dataset, with_workspace
from data.imports.iati_import import MONEY_COLUMNS, ORGANISATION_COLUMNS
from data.imports.iati_types import Remark
from data.imports.own_records import source_id_of, text_table, to_record_tables
from data.imports.read_records import ReadRecords, RecordFile, check_request, read_records
from data.imports.record_specs import SPECS
from data.problems import DataError, Problem
from data.tiers import PUBLIC, tier_of
from data.types import TIERS, Coverage, Dataset
from data.workspace import Version, Workspace
from models.suppress_dataset import protect_dataset

Progress = Callable[[str, int, int], None]
MORE_COLUMNS = {"money": MONEY_COLUMNS, "organisations": ORGANISATION_COLUMNS}


@dataclass(frozen=True)
class Told:
    """What there is to tell of an import.

    ``hidden`` are the figures that are kept in the workspace and never shown; ``withheld`` counts records by tier that this
    build does not load; ``covered`` is what the source now speaks for, ``not_covered`` themes that it names in vain.
    """

    records: int
    remarks: tuple[Remark, ...]
    dropped: Mapping[str, tuple[str, ...]]
    mapping: Mapping[str, str]
    hidden: tuple[str, ...]
    withheld: Mapping[str, int]
    covered: tuple[Coverage, ...]
    not_covered: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """A published import, and what there is to tell of it."""

    version: Version
    told: Told


def silent(step: str, done: int, total: int) -> None:
    """Say nothing of the progress."""


def import_records(
    file: RecordFile,
    who: str,
    environ: Mapping[str, str] = os.environ,
    progress: Progress = silent,
    dataset: Dataset | None = None,
) -> Done:
    """Import a file; DataError with every problem, and then nothing is published and the upload is kept."""
    check_request(file)
    workspace = Workspace.create(environ)
    progress("keep the file", 0, 1)
    staged = workspace.stage(file.path, file.kind, file.name, who)
    try:
        progress("read and check", 0, 1)
        base = with_workspace(dataset or load_dataset(), workspace, without=file.name)
        read = read_records(file, base)
        hidden = _hidden(file, base, read.joined)
    except DataError as error:
        workspace.reject(staged, error.problems)
        raise
    progress("publish", 0, 1)
    tables = to_record_tables(read.own) | {
        name: text_table(rows, MORE_COLUMNS[name]) for name, rows in read.gathered.more.items() if rows
    }
    told = _told(file, read, hidden, tier_of(environ))
    return Done(workspace.publish(staged, tables, _facts(file, told), micro=()), told)


def _told(file: RecordFile, read: ReadRecords, hidden: tuple[str, ...], tier: str) -> Told:
    source = read.joined.sources.get(source_id_of(file.name)) if read.own.source else None
    named = {name for item in (read.own.source.coverage if read.own.source else ()) for name in item.themes}
    tiers = Counter(row.get("tier", PUBLIC) for row in read.own.rows)
    return Told(
        records=len(read.own.rows),
        remarks=tuple(read.gathered.remarks),
        dropped=read.gathered.dropped,
        mapping=read.gathered.mapping,
        hidden=hidden,
        withheld={name: count for name, count in sorted(tiers.items()) if TIERS.index(name) > TIERS.index(tier)},
        covered=source.coverage if source else (),
        not_covered=tuple(sorted(named - {SPECS[file.kind].theme})),
    )


def _facts(file: RecordFile, told: Told) -> dict[str, object]:
    """Return what the catalogue keeps of an import: what was assumed, left out and hidden."""
    return {
        "way": file.way,
        "source": source_id_of(file.name) if file.source else file.source_id,
        "records": told.records,
        "remarks": [[r.line, r.identifier, r.code, r.about] for r in told.remarks],
        "dropped": {reason: list(columns) for reason, columns in told.dropped.items()},
        "mapping": dict(told.mapping),
        "hidden": list(told.hidden),
        "withheld": dict(told.withheld),
    }


def _hidden(file: RecordFile, base: Dataset, joined: Dataset) -> tuple[str, ...]:
    """Return which figures will not be shown because they are small, or would give small ones away."""
    try:
        before, after = protect_dataset(base, "restricted"), protect_dataset(joined, "restricted")
    except ValueError as wrong:
        remedy = "correct the counts: what stands for a qark cannot be less than its municipalities together"
        raise DataError([Problem(file.path.name, 0, "value", "", str(wrong), remedy)]) from None
    gaps = {(v.indicator_id, v.region_id, v.period) for v in (*base.values, *joined.values) if v.gap}
    was = {(v.indicator_id, v.region_id, v.period) for v in before.values if v.gap}
    found = [
        f"{v.indicator_id} {v.region_id} {v.period}"
        for v in after.values
        if v.gap and (key := (v.indicator_id, v.region_id, v.period)) not in gaps and key not in was
    ]
    raw = {c.estimate_id for c in joined.communities if c.gap} | {c.estimate_id for c in before.communities if c.gap}
    found += [
        f"{c.group} {c.region_id or c.place_named} {c.period}" for c in after.communities if c.gap and c.estimate_id not in raw
    ]
    found += [
        f"{project.name['sq']}: reached_n"
        for name, project in joined.projects.items()
        if math.isnan(after.projects[name].reached_n) and not math.isnan(project.reached_n) and name not in base.projects
    ]
    return tuple(found)
