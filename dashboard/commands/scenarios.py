"""`parandalim scenarios list|show|save|rename|delete`: the fund page's scenarios that are saved by name."""

from __future__ import annotations

import os
from datetime import date
from typing import Annotated, Any

import typer

from dashboard.commands.output import Format, FormatOption, open_dataset, print_rows

app = typer.Typer(no_args_is_help=True, help="Scenarios of the fund page, saved by name in the workspace.")

COLUMNS = ("scenario", "name", "level", "as_of", "data_version", "at", "who", "address")
Id = Annotated[str, typer.Argument(help="A scenario, such as s3.")]
Name = Annotated[str, typer.Option("--name", help="Its name, without names or contacts of people.")]
ByOption = Annotated[str, typer.Option("--by", help="Who does it: a function, never a person's name.")]
LangOption = Annotated[str, typer.Option(help="sq or en.")]
STEWARD = "steward"


@app.command("list")
def list_command(form: FormatOption = Format.table) -> None:
    """List the saved scenarios, the latest first."""
    print_rows([_row(one) for one in _saved(needed=False)], form, COLUMNS)


@app.command()
def show(scenario: Id, lang: LangOption = "en", form: FormatOption = Format.table) -> None:
    """Show a scenario's figures by area, as they were when it was saved and as they are today, and say what moved."""
    from dashboard.scenario_words import scenario_rows, scenario_said

    one = _found(scenario)
    world = _world()
    rows, columns = scenario_rows(world, one, lang)
    print_rows(rows, form, columns)
    typer.echo(scenario_said(world, one, lang), err=True)


@app.command()
def save(
    name: Name,
    address: Annotated[str, typer.Option("--address", help="The fund page's address, or what follows its question mark.")],
    by: ByOption = STEWARD,
) -> None:
    """Save a scenario by name with the figures as they are told today."""
    from dashboard.scenario_words import kept_of
    from data.tiers import tier_of
    from data.workspace import Workspace
    from data.workspace_scenarios import save_scenario

    fields, figures = kept_of(_world(), address)
    one = save_scenario(Workspace.create(), name, fields, figures, by, tier_of(os.environ))
    print(f"{one.mark}: {one.name} is saved; parandalim scenarios show {one.mark} tells its figures")


@app.command()
def rename(scenario: Id, name: Name, by: ByOption = STEWARD) -> None:
    """Give a scenario another name."""
    from data.workspace_scenarios import rename_scenario

    one = _found(scenario)
    rename_scenario(_workspace(), one.number, name, by)
    print(f"{one.mark}: renamed")


@app.command()
def delete(scenario: Id, by: ByOption = STEWARD) -> None:
    """Delete a scenario for good; the log keeps that it was done."""
    from data.workspace_scenarios import delete_scenario

    one = _found(scenario)
    delete_scenario(_workspace(), one.number, by)
    print(f"{one.mark}: deleted for good")


def _row(one: Any) -> dict[str, Any]:
    from urllib.parse import urlencode

    return {
        "scenario": one.mark, "name": one.name, "level": one.fields.get("level", ""), "as_of": one.fields.get("date", ""),
        "data_version": one.figures.get("version", ""), "at": one.at.isoformat(timespec="seconds"), "who": one.who,
        "address": "?" + urlencode({"page": "fund", **one.fields, "saved": one.number}),
    }  # fmt: skip


def _found(scenario: str) -> Any:
    from data.workspace_scenario_types import ScenarioRefused, scenario_number

    number = scenario_number(scenario)
    one = next((s for s in _saved() if s.number == number), None)
    if one is None:
        raise ScenarioRefused("unknown")
    return one


def _saved(needed: bool = True) -> tuple[Any, ...]:
    workspace = _workspace(needed)
    if workspace is None:
        return ()
    from data.tiers import tier_of
    from data.workspace_scenarios import read_scenarios

    return read_scenarios(workspace, tier_of(os.environ))


def _workspace(needed: bool = True) -> Any:
    from data.workspace import open_workspace

    workspace = open_workspace()
    if workspace is None and needed:
        raise ValueError("there is no workspace yet: the first scenario that is saved makes one (parandalim scenarios save)")
    return workspace


def _world() -> Any:
    from dashboard.scenario_words import world_of

    return world_of(open_dataset(None), date.today())
