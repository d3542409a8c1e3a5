"""`parandalim corrections list|show|add|accept|reject|rollback`: the steward's queue."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from dashboard.commands.output import Format, FormatOption, open_dataset, print_rows

app = typer.Typer(no_args_is_help=True, help="What people proposed to confirm or correct, and what became of it.")

COLUMNS = ("proposal", "kind", "state", "in_force", "content", "at", "who")
STEP_COLUMNS = ("proposal", "state", "at", "who", "reason")
Id = Annotated[str, typer.Argument(help="A proposal, such as c12.")]
ByOption = Annotated[str, typer.Option("--by", help="Who decides: a function, never a person's name.")]
FieldOption = Annotated[
    list[str] | None,
    typer.Option("--field", help="One field as NAME=TEXT; themes as services,projects. See docs/corrections.md."),
]
STEWARD = "steward"


@app.command("list")
def list_command(
    state: Annotated[str, typer.Option("--state", help="proposed, accepted, rejected or withdrawn; by default all.")] = "",
    form: FormatOption = Format.table,
) -> None:
    """List the proposals, the latest first."""
    from data.corrections import proposals
    from data.corrections_types import STATES

    if state and state not in STATES:
        raise ValueError(f"{state!r} is no state: choose {', '.join(STATES)}")
    workspace = _workspace(needed=False)
    print_rows([_row(one) for one in (proposals(workspace, state) if workspace else [])], form, COLUMNS)


@app.command()
def show(proposal: Id, form: FormatOption = Format.table) -> None:
    """Show one proposal with every step of it."""
    from data.corrections import proposal_number, proposals

    number = proposal_number(proposal)
    found = next((one for one in proposals(_workspace()) if one.number == number), None)
    if found is None:
        raise ValueError(f"there is no proposal {proposal}: parandalim corrections list names those there are")
    if form is Format.table:
        print_rows([_row(found)], form, COLUMNS)
    rows = [
        {"proposal": found.name, "state": s.state, "at": s.at.isoformat(timespec="seconds"), "who": s.who, "reason": s.reason}
        for s in found.steps
    ]
    print_rows(rows, form, STEP_COLUMNS)


@app.command()
def add(
    kind: Annotated[str, typer.Argument(help="still_open, closed, wrong_place, missing_service or complete_list.")],
    field: FieldOption = None,
    by: ByOption = STEWARD,
) -> None:
    """Put a proposal into the queue, such as one that came on paper; it still has to be accepted."""
    from data.corrections import propose
    from data.workspace import Workspace

    fields: dict[str, Any] = {}
    for text in field or []:
        name, sign, value = text.partition("=")
        if not sign:
            raise ValueError(f"{text!r} is no field: write NAME=TEXT, such as seen=2026-11-12")
        fields[name] = value.split(",") if name == "themes" else value
    found = propose(Workspace.create(), open_dataset(None), kind, fields, date.today(), by)
    print(f"{found.name}: {found.kind} waits; parandalim corrections accept {found.name} puts it in force")


@app.command()
def accept(proposal: Id, by: ByOption = STEWARD) -> None:
    """Accept a proposal: it becomes a dated fact at once."""
    from data.corrections import accept as do
    from data.corrections import proposal_number

    print(f"{do(_workspace(), proposal_number(proposal), by).name}: accepted and in force")


@app.command()
def reject(
    proposal: Id,
    reason: Annotated[str, typer.Option("--reason", help="Why, without names of people.")],
    by: ByOption = STEWARD,
) -> None:
    """Reject a proposal, with the reason."""
    from data.corrections import proposal_number
    from data.corrections import reject as do

    print(f"{do(_workspace(), proposal_number(proposal), reason, by).name}: rejected")


@app.command()
def rollback(proposal: Id, by: ByOption = STEWARD) -> None:
    """Take a proposal back: an accepted one is no longer in force, one that waits is withdrawn."""
    from data.corrections import proposal_number, take_back

    print(f"{take_back(_workspace(), proposal_number(proposal), by).name}: withdrawn, not in force")


def _row(one: Any) -> dict[str, Any]:
    content = "; ".join(f"{name}={','.join(value) if isinstance(value, list) else value}" for name, value in one.content.items())
    last = one.steps[-1]
    return {
        "proposal": one.name, "kind": one.kind, "state": one.state, "in_force": one.in_force, "content": content,
        "at": last.at.isoformat(timespec="seconds"), "who": last.who,
    }  # fmt: skip


def _workspace(needed: bool = True) -> Any:
    from data.workspace import open_workspace

    workspace = open_workspace()
    if workspace is None and needed:
        raise ValueError("there is no workspace yet: the first proposal makes one (docs/corrections.md)")
    return workspace
