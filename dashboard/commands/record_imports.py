"""`parandalim import services|projects|communities|indicators|travel-times|iati|3w`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.importing import WhoOption, app, clear_refusal, progress_bar, user

TableArgument = Annotated[Path, typer.Argument(help="CSV or XLSX: parandalim template KIND writes one to fill in.")]
SourceOption = Annotated[Path | None, typer.Option("--source", help="Source record: parandalim template source writes one.")]
SourceIdOption = Annotated[str, typer.Option("--source-id", help="Instead: a source that is known, such as doc-001.")]
NameOption = Annotated[str, typer.Option("--name", help="What the dataset is called; the same name makes a new version.")]
FormOption = Annotated[str, typer.Option("--format", help="csv or xlsx; by default the file's ending says.")]
TypesOption = Annotated[
    str, typer.Option("--types", help="What kind of work it is: prevention;protection ... for all that do not say.")
]
AudiencesOption = Annotated[str, typer.Option("--audiences", help="For whom: children;women;roma ... for all that do not say.")]
LangOption = Annotated[str, typer.Option("--lang", help="Language of what is told: en or sq.")]


@app.command("services")
def services_command(
    file: TableArgument,
    source: SourceOption = None,
    source_id: SourceIdOption = "",
    who: WhoOption = "",
    name: NameOption = "services",
    form: FormOption = "",
    lang: LangOption = "en",
) -> None:
    """Import services and institutions."""
    _run("services", "table", file, source, source_id, who, name, form, lang)


@app.command("projects")
def projects_command(
    file: TableArgument,
    source: SourceOption = None,
    source_id: SourceIdOption = "",
    who: WhoOption = "",
    name: NameOption = "projects",
    form: FormOption = "",
    types: TypesOption = "",
    audiences: AudiencesOption = "",
    lang: LangOption = "en",
) -> None:
    """Import projects with their places."""
    _run("projects", "table", file, source, source_id, who, name, form, lang, types, audiences)


@app.command("communities")
def communities_command(
    file: TableArgument,
    source: SourceOption = None,
    source_id: SourceIdOption = "",
    who: WhoOption = "",
    name: NameOption = "communities",
    form: FormOption = "",
    lang: LangOption = "en",
) -> None:
    """Import estimates of how many Roma and Egyptians live where."""
    _run("communities", "table", file, source, source_id, who, name, form, lang)


@app.command("indicators")
def indicators_command(
    file: TableArgument,
    source: SourceOption = None,
    source_id: SourceIdOption = "",
    who: WhoOption = "",
    name: NameOption = "indicators",
    form: FormOption = "",
    lang: LangOption = "en",
) -> None:
    """Import figures of indicators that are known here, for further areas or periods."""
    _run("indicators", "table", file, source, source_id, who, name, form, lang)


@app.command("travel-times")
def travel_times_command(
    file: TableArgument,
    source: SourceOption = None,
    source_id: SourceIdOption = "",
    who: WhoOption = "",
    name: NameOption = "travel-times",
    form: FormOption = "",
    lang: LangOption = "en",
) -> None:
    """Import how long the way takes from one municipality's seat to another's."""
    _run("travel-times", "table", file, source, source_id, who, name, form, lang)


@app.command("iati")
def iati_command(
    file: Annotated[Path, typer.Argument(help="IATI 2.03 activities (XML).")],
    source: SourceOption = None,
    source_id: SourceIdOption = "",
    who: WhoOption = "",
    name: NameOption = "projects-iati",
    types: TypesOption = "",
    audiences: AudiencesOption = "",
    lang: LangOption = "en",
) -> None:
    """Import a donor's activities as projects."""
    _run("projects", "iati", file, source, source_id, who, name, "", lang, types, audiences)


@app.command("3w")
def who_what_where_command(
    file: Annotated[Path, typer.Argument(help="Who does what where, with a row of HXL tags: CSV or XLSX.")],
    source: SourceOption = None,
    source_id: SourceIdOption = "",
    who: WhoOption = "",
    name: NameOption = "projects-3w",
    form: FormOption = "",
    types: TypesOption = "",
    audiences: AudiencesOption = "",
    lang: LangOption = "en",
) -> None:
    """Import an HXL-tagged 3W file as projects."""
    _run("projects", "3w", file, source, source_id, who, name, form, lang, types, audiences)


def _run(
    kind: str,
    way: str,
    file: Path,
    source: Path | None,
    source_id: str,
    who: str,
    name: str,
    form: str,
    lang: str,
    types: str = "",
    audiences: str = "",
) -> None:
    from dashboard.record_importing import import_records
    from dashboard.record_words import in_words
    from data.imports.read_records import RecordFile

    if lang not in ("en", "sq"):
        raise ValueError(f"--lang is {lang!r}: write en or sq")
    wanted = RecordFile(file, kind, name, way, source, source_id, form, _listed(types), _listed(audiences))
    with clear_refusal(), progress_bar(kind) as told:
        done = import_records(wanted, who or user(), progress=told)
    print("\n".join(in_words(done, lang)))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[;,\s]+", text) if part)
