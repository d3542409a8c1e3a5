"""IATI 2.03 activities (XML) into projects and their places: streamed, whole or not at all.

Text stays as its publisher wrote it. Points are never kept: a place is a municipality or wider. Contacts, location descriptions
and results are not read into any row. An activity says nothing of what kind of prevention it is: ``types`` are what a steward
says of the whole file, empty by default, and a project without a type counts as no prevention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from data.imports.iati_activity import read_activity
from data.imports.iati_places import FoundPlace, Resolver
from data.imports.iati_rows import COUNTRY, Reading, place_row, project_id_of, project_row, remarks_on, said_of
from data.imports.iati_types import CHILD, NATIONAL_SCOPE, PARENT, VERSIONS, Activity, ParsedProjects, Remark
from data.imports.xml_stream import RecordReader, XmlFault
from data.problems import Problem, Reporter

ROOT, RECORD = "iati-activities", "iati-activity"
MOST_PROBLEMS = 200
MOST_NAMED = 20


def read_iati(path: Path, resolve: Resolver, reading: Reading) -> ParsedProjects:
    """Read a file; see :func:`parse_iati`. A file that cannot be opened is a problem like any other."""
    try:
        with path.open("rb") as stream:
            return parse_iati(stream, path.name, resolve, reading)
    except OSError as error:
        problem = Problem(path.name, 0, "", "", f"the file cannot be read: {error.strerror}", "give the path of an IATI file")
        return ParsedProjects(problems=(problem,))


def activities_of(stream: BinaryIO, report: Reporter) -> Iterator[Activity]:
    """Yield the activities of a stream one at a time, in constant memory; faults go to the report.

    Raises
    ------
    XmlFault
        Where the file breaks off as XML; what came before was already yielded.
    """
    reader = RecordReader(stream, RECORD)
    checked = False
    for node in reader:
        if not checked and not _check_root(reader, report):
            return
        checked = True
        yield read_activity(node, report)
        if len(report.problems) >= MOST_PROBLEMS:
            return
    if not checked:
        _check_root(reader, report)


def _check_root(reader: RecordReader, report: Reporter) -> bool:
    """Return whether the file is of the kind and version that is read; report why not."""
    root = reader.root
    tag, version = (root.tag, root.attributes.get("version", "")) if root else ("", "")
    if tag != ROOT:
        report.add("this is no file of IATI activities", f"the outermost element must be {ROOT}", row=1, value=tag)
        return False
    if version not in VERSIONS:
        remedy = f"ask the publisher for version {VERSIONS[-1]} (read here: {', '.join(VERSIONS)})"
        report.add("this version of IATI is not read", remedy, row=root.line if root else 1, column="version", value=version)
        return False
    return True


@dataclass
class _Gathered:
    """What was read so far."""

    projects: list[Mapping[str, str]] = field(default_factory=list)
    places: list[Mapping[str, str]] = field(default_factory=list)
    activities: dict[str, Activity] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    dropped: list[Remark] = field(default_factory=list)
    first_lines: dict[str, int] = field(default_factory=dict)
    elsewhere: int = 0


def parse_iati(stream: BinaryIO, name: str, resolve: Resolver, reading: Reading) -> ParsedProjects:
    """Read activities into project and place rows.

    Parameters
    ----------
    stream : binary file
        Read once, in pieces.
    name : str
        The file's name, for problems.
    resolve : Resolver
        Finds the place of a location (:func:`data.imports.iati_places.make_resolver`).
    reading : Reading
        The source and what a steward says of all activities.

    Returns
    -------
    ParsedProjects
        Rows in file order; with a problem (row = line, column = column of a break in the XML) there is no row. An identifier
        that stands twice is a problem. A parent whose children are in the file is dropped: its sums are theirs.
    """
    report = Reporter(name)
    got = _Gathered()
    try:
        for activity in activities_of(stream, report):
            if not report.problems and _is_new(activity, got, report):
                _take(activity, got, resolve, reading, report)
    except XmlFault as fault:
        remedy = "get the whole file again from the publisher; nothing of it was imported"
        report.add(f"the XML is broken: {fault.message}", remedy, row=fault.line, column=f"column {fault.column}")
    if not got.first_lines and not report.problems:
        report.add("the file holds no activity", "give a file with iati-activity elements", row=1)
    if report.problems:
        return ParsedProjects(problems=tuple(report.problems))
    if got.elsewhere > MOST_NAMED:
        got.dropped.append(Remark("", 0, "other_country", f"+ {got.elsewhere - MOST_NAMED}"))
    _drop_parents(got)
    return ParsedProjects(tuple(got.projects), tuple(got.places), got.activities, tuple(got.remarks), tuple(got.dropped))


def _is_new(activity: Activity, got: _Gathered, report: Reporter) -> bool:
    """Report an identifier that stands twice."""
    first = got.first_lines.get(activity.identifier)
    if first is not None:
        remedy = f"keep one of them; the other starts on line {first}"
        report.add("the identifier stands twice", remedy, row=activity.line, column="iati-identifier", value=activity.identifier)
        return False
    got.first_lines[activity.identifier] = activity.line
    return True


def _take(activity: Activity, got: _Gathered, resolve: Resolver, reading: Reading, report: Reporter) -> None:
    """Add an activity's rows."""
    here = _is_here(activity)
    if not here and not reading.keep_elsewhere:
        _leave_elsewhere(activity, got)
        return
    project_id = project_id_of(activity.identifier)
    places = list(_places(activity, project_id, here, resolve, got))
    row = project_row(activity, project_id, reading)
    if row["start"] and row["end"] and row["start"] > row["end"]:
        remedy = "correct the activity-date elements"
        report.add("the start lies after the end", remedy, row=activity.line, column="activity-date", value=activity.identifier)
    got.remarks += remarks_on(activity)
    if activity.contacts:
        got.dropped.append(Remark(activity.identifier, activity.line, "contacts", str(activity.contacts)))
    got.projects.append(row)
    got.places += places
    got.activities[project_id] = replace(activity, locations=tuple(replace(x, point=None) for x in activity.locations))


def _leave_elsewhere(activity: Activity, got: _Gathered) -> None:
    """Name an activity for other countries among the first, and count the rest."""
    got.elsewhere += 1
    if got.elsewhere <= MOST_NAMED:
        codes = ", ".join(code for _, code, _ in activity.recipients)
        got.dropped.append(Remark(activity.identifier, activity.line, "other_country", codes))


def _is_here(activity: Activity) -> bool:
    """Return whether an activity is for Albania, as far as it says."""
    countries = [code for kind, code, _ in activity.recipients if kind == "country"]
    return COUNTRY in countries or not countries


def _places(activity: Activity, project_id: str, here: bool, resolve: Resolver, got: _Gathered) -> Iterator[Mapping[str, str]]:
    """Yield one row per place; a region once."""
    seen: set[str] = set()
    for location in activity.locations:
        found = resolve(location)
        if found.remark:
            about = ": ".join(part for part in (said_of(location), found.about) if part)
            got.remarks.append(Remark(activity.identifier, activity.line, found.remark, about))
        if location.point:
            got.dropped.append(Remark(activity.identifier, location.line, "point", found.region_id))
        if found.region_id not in seen or not found.region_id:
            seen.add(found.region_id)
            yield place_row(project_id, found, said_of(location))
    if activity.locations:
        return
    got.remarks.append(Remark(activity.identifier, activity.line, "no_location", ""))
    national = here and activity.scope == NATIONAL_SCOPE
    level = "country" if national else "not_named" if here else "foreign"
    yield place_row(project_id, FoundPlace(COUNTRY if national else "", level, "stated", "", ""), "")


def _drop_parents(got: _Gathered) -> None:
    """Drop each parent whose children were read too: the same work and money would stand twice."""
    held = {activity.identifier for activity in got.activities.values()}
    named = {ref for activity in got.activities.values() for kind, ref in activity.related if kind == PARENT}

    def is_parent(activity: Activity) -> bool:
        return activity.identifier in named or any(kind == CHILD and ref in held for kind, ref in activity.related)

    gone = {project_id for project_id, activity in got.activities.items() if is_parent(activity)}
    parents = [got.activities[project_id] for project_id in sorted(gone)]
    got.dropped += [Remark(parent.identifier, parent.line, "children_in_file", "") for parent in parents]
    got.projects = _without(got.projects, gone)
    got.places = _without(got.places, gone)
    got.activities = {name: activity for name, activity in got.activities.items() if name not in gone}


def _without(rows: Sequence[Mapping[str, str]], gone: set[str]) -> list[Mapping[str, str]]:
    return [row for row in rows if row["project_id"] not in gone]
