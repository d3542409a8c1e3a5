"""`parandalim import survey|survey-table`."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from dashboard.importing import Progress as Told

app = typer.Typer(no_args_is_help=True, help="Import your own data: docs/import-survey.md, docs/import-records.md.")

WaveOption = Annotated[str, typer.Option("--wave", help="Number of the survey's wave, such as 2.")]
WhoOption = Annotated[str, typer.Option("--by", help="Who imports, for the history; by default the user of this machine.")]


@app.command("survey")
def import_survey_command(
    file: Annotated[Path, typer.Argument(help="Answers: CSV, XLSX, SPSS .sav, or a KoboToolbox or ODK export.")],
    codebook: Annotated[Path, typer.Option("--codebook", help="Codebook (TOML): parandalim survey draft-codebook drafts one.")],
    wave: WaveOption,
    who: WhoOption = "",
    xlsform: Annotated[Path | None, typer.Option("--xlsform", help="The form of a KoboToolbox or ODK export.")] = None,
    form: Annotated[str, typer.Option("--format", help="csv, xlsx or sav; by default the file's ending says.")] = "",
) -> None:
    """Import the answers of one wave: checked whole, estimated, published at once; or refused with every problem."""
    from dashboard.importing import ImportRequest, import_survey, summary

    request = ImportRequest(file, wave, who or user(), codebook, xlsform, form)
    with clear_refusal(), progress_bar("survey") as told:
        done = import_survey(request, progress=told)
    print("\n".join(summary(done)))


@app.command("survey-table")
def import_survey_table_command(
    file: Annotated[Path, typer.Argument(help="The filled workbook: parandalim template survey-table writes it.")],
    wave: WaveOption,
    who: WhoOption = "",
) -> None:
    """Import published percentages that were typed into the workbook."""
    from dashboard.importing import ImportRequest, import_survey_table, summary

    with clear_refusal(), progress_bar("survey table") as told:
        done = import_survey_table(ImportRequest(file, wave, who or user(), form="xlsx"), progress=told)
    print("\n".join(summary(done)))


def user() -> str:
    """Return who is at this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


@contextmanager
def progress_bar(what: str) -> Iterator[Told]:
    """Show a bar on standard error while work goes on."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what)

        def told(step: str, done: int, total: int) -> None:
            progress.update(task, description=f"{what}: {step}", completed=done, total=total)

        yield told


@contextmanager
def clear_refusal() -> Iterator[None]:
    """End with the problems on standard error, some of each kind, and exit code 1."""
    from data.problems import DataError

    try:
        yield
    except DataError as error:
        from dashboard.import_words import refusal

        print("\n".join(refusal(error)), file=sys.stderr)
        raise SystemExit(1) from None
