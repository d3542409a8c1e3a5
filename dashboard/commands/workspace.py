"""`parandalim history|rollback|withdraw|purge|template` and `parandalim workspace status|recover`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.commands.output import Format, FormatOption, print_rows

app = typer.Typer()
group = typer.Typer(no_args_is_help=True, help="The organisation's own data: where they are, and what was cut off.")
app.add_typer(group, name="workspace")

HISTORY_COLUMNS = (
    *("at", "dataset", "action", "version", "upload", "who", "kind", "rows", "problems", "example", "in_force"),
)  # fmt: skip
UPLOAD_COLUMNS = ("upload", "dataset", "kind", "file", "bytes", "who", "at", "state", "kept", "problems")

DatasetArgument = Annotated[str, typer.Argument(help="A dataset, such as survey-wave-1.")]
ByOption = Annotated[str, typer.Option("--by", help="Who does it; by default your name on this machine.")]


@app.command()
def history(
    dataset: Annotated[str | None, typer.Argument(help="One dataset; by default all.")] = None,
    form: FormatOption = Format.table,
) -> None:
    """Say what was imported, rolled back, withdrawn and purged, by whom and when; the latest first."""
    from data.workspace import open_workspace

    workspace = open_workspace()
    lines = workspace.history(dataset) if workspace else []
    rows = [
        {
            "at": line.at.isoformat(timespec="seconds"), "dataset": line.name, "action": line.action, "version": line.version,
            "upload": line.upload, "who": line.who, "kind": line.kind, "rows": line.rows, "problems": line.problems,
            "example": line.example, "in_force": line.in_force,
        }
        for line in lines
    ]  # fmt: skip
    print_rows(rows, form, HISTORY_COLUMNS)


@app.command()
def rollback(dataset: DatasetArgument, version: int, by: ByOption = "") -> None:
    """Put an earlier version in force again; nothing is destroyed."""
    found = _workspace().rollback(dataset, version, by)
    print(f"{found.name}: version {found.number} of {found.published.date()} is in force again, {found.rows} rows")


@app.command()
def withdraw(dataset: DatasetArgument, by: ByOption = "") -> None:
    """Leave a dataset without a version in force; a rollback brings one back."""
    _workspace().withdraw(dataset, by)
    print(f"{dataset}: no version is in force any more (parandalim rollback {dataset} VERSION brings one back)")


@app.command()
def purge(
    dataset: DatasetArgument,
    version: Annotated[str, typer.Argument(help="A version, or an upload that was never published, such as u12.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    by: ByOption = "",
) -> None:
    """Erase an original and all answers of single persons drawn from it, for good. Estimates stay; the log says it was done."""
    workspace = _workspace()
    which = int(version) if version.isascii() and version.isdigit() else version
    if not yes:
        typer.confirm(f"Erase the original of {dataset} {version} for good? Nobody can bring it back", abort=True)
    for path in workspace.purge(dataset, which, by):
        print(f"erased {path}")
    print(f"{dataset} {version}: purged. Copies outside the workspace, such as backups, must be erased by hand")


@app.command()
def template(
    kind: Annotated[str, typer.Argument(help="What it is to be filled in with, such as survey-table.")],
    out: Annotated[Path | None, typer.Option("--out", help="File to write; by default its usual name, here.")] = None,
) -> None:
    """Write a file to fill in, with instructions."""
    from data.imports.templates import write_template

    print(write_template(kind, out))


@group.command("status")
def workspace_status_command(form: FormatOption = Format.table) -> None:
    """Say where the organisation's data are, what is in force, whether it can be read, and whether it can be written here."""
    from data.workspace_status import workspace_status

    rows, whole = workspace_status()
    print_rows(rows, form, ("what", "value"))
    if not whole:
        raise SystemExit(1)


@group.command("recover")
def workspace_recover_command(
    upload: Annotated[str | None, typer.Argument(help="An upload to take out again, such as u12.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="File to write the upload to.")] = None,
    form: FormatOption = Format.table,
) -> None:
    """Tidy up what a killed import left, and list the uploads that were never published; with UPLOAD, take one out."""
    workspace = _workspace()
    if upload is not None:
        print(workspace.save_original(upload, out))
        return
    rows = [
        {
            "upload": u.upload, "dataset": u.name, "kind": u.kind, "file": u.file_name, "bytes": u.size, "who": u.who,
            "at": u.at.isoformat(timespec="seconds"), "state": u.state, "kept": u.kept, "problems": len(u.problems),
        }
        for u in workspace.recover()
    ]  # fmt: skip
    print_rows(rows, form, UPLOAD_COLUMNS)


def _workspace() -> Any:
    from data.workspace import open_workspace

    workspace = open_workspace()
    if workspace is None:
        raise ValueError("there is no workspace yet: the first import makes one (docs/workspace.md)")
    return workspace
