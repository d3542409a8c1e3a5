"""`parandalim survey estimate|draft-codebook|demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands import survey_estimate
from dashboard.commands.importing import WhoOption, clear_refusal, progress_bar, user

app = typer.Typer(no_args_is_help=True, help="Surveys: estimate figures, draft a codebook, load the example.")
app.command("estimate")(survey_estimate.estimate)


@app.command("draft-codebook")
def draft_codebook_command(
    file: Annotated[Path, typer.Argument(help="Answers: CSV, XLSX, SPSS .sav, or a KoboToolbox or ODK export.")],
    out: Annotated[Path, typer.Option("--out", help="The codebook to write; a file that is there is never overwritten.")],
    xlsform: Annotated[Path | None, typer.Option("--xlsform", help="The form of a KoboToolbox or ODK export.")] = None,
    form: Annotated[str, typer.Option("--format", help="csv, xlsx or sav; by default the file's ending says.")] = "",
) -> None:
    """Draft a codebook from a file: guesses to look over, and marks where a person must say."""
    from data.imports.codebook import FILL_IN
    from data.imports.codebook_file import write_draft

    with clear_refusal():
        marks = write_draft(file, out, xlsform, form)
    print(f"{out}: {marks} places to fill in (search for {FILL_IN}); then write reviewed = true")


@app.command("demo")
def demo_command(
    remove: Annotated[bool, typer.Option("--remove", help="Take the example out again.")] = False,
    who: WhoOption = "",
) -> None:
    """Load the example survey, two made-up waves, into the workspace; it is marked as an example everywhere."""
    from dashboard.example_survey import load_example, remove_example
    from dashboard.importing import summary

    if remove:
        names = remove_example(who or user())
        print(f"removed: {', '.join(names)}" if names else "no example survey is in force")
        return
    with clear_refusal(), progress_bar("example survey") as told:
        done = load_example(who or user(), progress=told)
    for imported in done:
        print("\n".join(summary(imported)))
