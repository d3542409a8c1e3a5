"""The codebook of a survey file: which column is what, which answers count. The format is told in docs/import-survey.md."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from data.problems import DataError, Reporter
from data.strict import CONTRACT, Name, PartDate, Record, read_text, read_toml

GUIDE = "docs/import-survey.md"
FILL_IN = "FILL IN"
LONELY = ("fail", "adjust", "average", "certainty", "remove")


def _as_code(value: object) -> object:
    """Return a code as text: ``1`` and ``"1"`` are the same answer."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Code = Annotated[Name, BeforeValidator(_as_code)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]


class Both(Record):
    """A text in both languages."""

    sq: Name
    en: Name

    def as_text(self) -> dict[str, str]:
        """Return it as the app's texts are kept."""
        return {"sq": self.sq, "en": self.en}


class SurveyPart(Record):
    """What holds for the file as a whole."""

    fieldwork: PartDate = ""
    source: str = ""
    age_from: int = 0
    age_to: int = 120
    lonely_psu: Literal["fail", "adjust", "average", "certainty", "remove"] = "adjust"
    psu_within_stratum: bool = False
    same_psus: bool = False
    duplicates: Literal["refuse", "keep"] = "refuse"
    sheet: str = ""
    note: Both | None = None


class ColumnPart(Record):
    """Which columns hold the design; ``unique`` only finds double interviews and is never stored."""

    area: Name
    weight: str = ""
    stratum: str = ""
    psu: Annotated[tuple[Name, ...], Field(max_length=2)] = ()
    fpc: Annotated[tuple[Name, ...], Field(max_length=2)] = ()
    sample: str = ""
    age: str = ""
    unique: str = ""


class AreaPart(Record):
    """The level the areas are at, and a free table from the file's codes to ours."""

    level: Literal["qark", "municipality"]
    codes: dict[str, Name] = Field(default_factory=dict)


class SamplePart(Record):
    """Which codes of the sample column are the general sample and which the Roma booster."""

    general: tuple[Code, ...] = ()
    roma_booster: tuple[Code, ...] = ()


class Member(Record):
    """One group of respondents: by codes, or by ages from and to (both included)."""

    id: Slug
    label: Both
    codes: tuple[Code, ...] = ()
    age_from: int | None = None
    age_to: int | None = None


class GroupPart(Record):
    """What divides respondents into groups: a column and its members."""

    kind: Slug
    column: Name
    members: Annotated[tuple[Member, ...], Field(min_length=1)]
    no_answer: tuple[Code, ...] = ()


class QuestionPart(Record):
    """One question: its columns, which answers count (``yes``), which do not (``no``), which leave the base (``no_answer``).

    With several columns, or with ``multiple`` (several codes in one cell), a person counts who gave any answer that counts.
    """

    id: Slug
    theme: Literal["knowledge", "attitude", "practice"]
    direction: Literal["higher_is_better", "higher_is_worse", "none"]
    columns: Annotated[tuple[Name, ...], Field(min_length=1)]
    yes: Annotated[tuple[Code, ...], Field(min_length=1)]
    no: tuple[Code, ...] = ()
    no_answer: tuple[Code, ...] = ()
    multiple: bool = False
    wording: Both
    counts: Both


class Codebook(Record):
    """A whole codebook."""

    reviewed: bool
    survey: SurveyPart = SurveyPart()
    columns: ColumnPart
    area: AreaPart
    sample: SamplePart = SamplePart()
    groups: tuple[GroupPart, ...] = ()
    questions: Annotated[tuple[QuestionPart, ...], Field(min_length=1)]

    def named_columns(self) -> dict[str, str]:
        """Return each column of the file that is used, with the first key that names it."""
        named: dict[str, str] = {}
        for key, column in self._mentions():
            if column:
                named.setdefault(column, key)
        return named

    def _mentions(self) -> Iterator[tuple[str, str]]:
        part = self.columns
        yield from ((f"columns.{key}", getattr(part, key)) for key in ("area", "weight", "stratum", "sample", "age", "unique"))
        yield from (("columns.psu", column) for column in part.psu)
        yield from (("columns.fpc", column) for column in part.fpc)
        yield from ((f"groups.{group.kind}.column", group.column) for group in self.groups)
        yield from ((f"questions.{q.id}.columns", column) for q in self.questions for column in q.columns)


def load_codebook(path: Path) -> Codebook:
    """Read a codebook.

    Parameters
    ----------
    path : Path
        A TOML file as ``docs/import-survey.md`` describes it.

    Returns
    -------
    Codebook
        Checked in itself; whether it fits a file is checked with the file.

    Raises
    ------
    DataError
        With every problem: unknown and missing keys, wrong words, an unfinished draft with all that is still to fill in.
    """
    report = Reporter(path)
    codebook = None
    if not _report_unfinished(path, report):
        codebook = read_toml(path, Codebook, report)
    if codebook is not None:
        _check_inside(codebook, report)
    if report.problems or codebook is None:
        raise DataError([replace(p, remedy=p.remedy.replace(CONTRACT, GUIDE)) for p in report.problems])
    return codebook


def _report_unfinished(path: Path, report: Reporter) -> bool:
    """Report all that a draft still leaves open; True when there is any."""
    text = read_text(path, Reporter(path))
    try:
        table = tomllib.loads(text or "")
    except tomllib.TOMLDecodeError:
        return False
    for key, value in _open_places(table):
        report.add("the draft is not finished here", "write what is asked for, or remove the entry", column=key, value=value)
    if report.problems or table.get("reviewed") is False:
        remedy = "look over every guess in the draft, then write reviewed = true"
        report.add("the draft is not reviewed yet", remedy, column="reviewed", value="false")
    return bool(report.problems)


def _open_places(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _open_places(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            name = inner.get("id", inner.get("kind", number)) if isinstance(inner, dict) else number
            yield from _open_places(inner, f"{key}.{name if FILL_IN not in str(name) else number}")
    elif isinstance(value, str) and FILL_IN in value:
        yield key, value


def _check_inside(codebook: Codebook, report: Reporter) -> None:
    """Report what contradicts itself."""
    _check_doubles(codebook, report)
    _check_design(codebook, report)
    for question in codebook.questions:
        _check_overlap(
            f"questions.{question.id}", {"yes": question.yes, "no": question.no, "no_answer": question.no_answer}, report
        )
    for group in codebook.groups:
        codes = {f"members.{member.id}": member.codes for member in group.members}
        _check_overlap(f"groups.{group.kind}", codes | {"no_answer": group.no_answer}, report)
        _check_members(group, report)
    samples = {"general": codebook.sample.general, "roma_booster": codebook.sample.roma_booster}
    _check_overlap("sample", samples, report)


def _check_doubles(codebook: Codebook, report: Reporter) -> None:
    for key, names in (("questions", [q.id for q in codebook.questions]), ("groups", [g.kind for g in codebook.groups])):
        for name in sorted(n for n, count in Counter(names).items() if count > 1):
            report.add("the name stands there twice", "give each its own", column=key, value=name)
    for group in codebook.groups:
        for name, count in Counter(member.id for member in group.members).items():
            if count > 1:
                report.add("the name stands there twice", "give each its own", column=f"groups.{group.kind}.members", value=name)


def _check_design(codebook: Codebook, report: Reporter) -> None:
    columns, survey = codebook.columns, codebook.survey
    if columns.fpc and len(columns.fpc) != max(1, len(columns.psu)):
        remedy = "name one column of population counts for each column of psu, or none at all"
        report.add("population counts and stages differ in number", remedy, column="columns.fpc", value=list(columns.fpc))
    if columns.psu and survey.psu_within_stratum and not columns.stratum:
        remedy = "name the column in columns.stratum, or leave psu_within_stratum out"
        report.add("PSUs within strata need strata", remedy, column="survey.psu_within_stratum", value="true")
    if survey.same_psus and not columns.psu:
        remedy = "name the column in columns.psu, or leave same_psus out"
        report.add("the same PSUs as in the other waves need PSUs", remedy, column="survey.same_psus", value="true")
    if survey.age_from > survey.age_to:
        report.add("the ages run backwards", "write the lower age first", column="survey.age_from", value=survey.age_from)
    named = bool(codebook.sample.general or codebook.sample.roma_booster)
    if bool(columns.sample) != named:
        remedy = "name the column in columns.sample and its codes in [sample], or neither"
        report.add("column and codes of the sample do not go together", remedy, column="columns.sample", value=columns.sample)


def _check_overlap(key: str, lists: dict[str, tuple[str, ...]], report: Reporter) -> None:
    seen: dict[str, str] = {}
    for name, codes in lists.items():
        for code in codes:
            if code in seen and seen[code] != name:
                remedy = f"leave it in one of them; it stands in {seen[code]} too"
                report.add("the code stands in two lists", remedy, column=f"{key}.{name}", value=code)
            seen[code] = name


def _check_members(group: GroupPart, report: Reporter) -> None:
    bands: list[tuple[int, int, str]] = []
    for member in group.members:
        by_age = member.age_from is not None and member.age_to is not None
        if bool(member.codes) == by_age:
            remedy = "give it codes, or both age_from and age_to"
            report.add("the member needs codes or ages", remedy, column=f"groups.{group.kind}.members.{member.id}")
        elif member.age_from is not None and member.age_to is not None:
            bands.append((member.age_from, member.age_to, member.id))
    for first, second in pairwise(sorted(bands)):
        if second[0] <= first[1]:
            remedy = f"begin it after the end of {first[2]}"
            report.add("two age bands overlap", remedy, column=f"groups.{group.kind}.members.{second[2]}", value=second[0])


def codebook_text(path: Path) -> str:
    """Return a codebook as it is written, to be kept with what it explained; "" where it cannot be read."""
    return read_text(path, Reporter(path)) or ""
