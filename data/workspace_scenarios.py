"""Scenarios saved by name in the workspace's catalogue: each change is one transaction together with its line in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from data.tiers import PUBLIC
from data.types import TIERS
from data.workspace_catalogue import events
from data.workspace_scenario_types import MOST_SCENARIOS, SavedScenario, ScenarioRefused, check_name, check_who
from data.workspace_staging import stamp

if TYPE_CHECKING:
    from data.workspace import Workspace

metadata = sa.MetaData()
# Of two savings under one name at once one loses: the name stands once.
scenarios = sa.Table(
    "parandalim_scenarios",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(80), nullable=False, unique=True),
    sa.Column("fields", sa.JSON, nullable=False),
    sa.Column("figures", sa.JSON, nullable=False),
    sa.Column("tier", sa.String(20), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sqlite_autoincrement=True,
)


def save_scenario(
    workspace: Workspace, name: str, fields: Mapping[str, str], figures: Mapping[str, Any], who: str, tier: str = PUBLIC
) -> SavedScenario:
    """Save a scenario under a name of its own.

    Parameters
    ----------
    workspace : Workspace
        Where it is kept.
    name, who : str
        Its name, and the function (never the person) of who saves it.
    fields : Mapping
        The texts of the address that reopen it.
    figures : Mapping
        What is told of it now, as JSON values.
    tier : str
        The tier of the records that it was reckoned from; a build of a lower tier never shows it.

    Raises
    ------
    ScenarioRefused
        For a name that cannot be or is taken, or where too many are saved.
    ReadOnlyWorkspace
        If nothing may be written here.
    """
    workspace.check_writable()
    plain, label = check_name(name), check_who(who)
    _make_table(workspace)
    at = stamp(workspace)
    row = {"name": plain, "fields": dict(fields), "figures": dict(figures), "tier": tier, "who": label, "at": at}
    try:
        with workspace.catalogue.writing() as c:
            if int(c.scalar(sa.select(sa.func.count()).select_from(scenarios)) or 0) >= MOST_SCENARIOS:
                raise ScenarioRefused("full")
            number = int(c.execute(scenarios.insert().values(row).returning(scenarios.c.id)).scalar_one())
            _log(c, number, "save-scenario", label, at)
    except IntegrityError:
        raise ScenarioRefused("name_taken") from None
    return read_scenario(workspace, number, tier)


def rename_scenario(workspace: Workspace, number: int, name: str, who: str) -> None:
    """Give a scenario another name; ``ScenarioRefused`` as for saving, or where there is no such scenario."""
    workspace.check_writable()
    plain, label = check_name(name), check_who(who)
    _make_table(workspace)
    try:
        with workspace.catalogue.writing() as c:
            changed = c.execute(scenarios.update().where(scenarios.c.id == number).values(name=plain))
            _found(changed)
            _log(c, number, "rename-scenario", label, stamp(workspace))
    except IntegrityError:
        raise ScenarioRefused("name_taken") from None


def delete_scenario(workspace: Workspace, number: int, who: str) -> None:
    """Delete a scenario for good; the log keeps that it was done, and not what it was called."""
    workspace.check_writable()
    label = check_who(who)
    _make_table(workspace)
    with workspace.catalogue.writing() as c:
        _found(c.execute(scenarios.delete().where(scenarios.c.id == number)))
        _log(c, number, "delete-scenario", label, stamp(workspace))


def read_scenarios(workspace: Workspace, tier: str = PUBLIC) -> tuple[SavedScenario, ...]:
    """Return the scenarios that a build of a tier may show, the latest first."""
    with workspace.catalogue.reading() as c:
        if not sa.inspect(c).has_table(scenarios.name):
            return ()
        rows = c.execute(sa.select(scenarios).order_by(scenarios.c.id.desc())).all()
    highest = TIERS.index(tier)
    return tuple(_read(row) for row in rows if row.tier in TIERS and TIERS.index(row.tier) <= highest)


def read_scenario(workspace: Workspace, number: int, tier: str = PUBLIC) -> SavedScenario:
    """Return one scenario; ``ScenarioRefused`` where there is none that a build of the tier may show."""
    found = next((one for one in read_scenarios(workspace, tier) if one.number == number), None)
    if found is None:
        raise ScenarioRefused("unknown")
    return found


def _read(row: sa.Row[Any]) -> SavedScenario:
    return SavedScenario(row.id, row.name, row.fields, row.figures, row.tier, row.who, datetime.fromisoformat(row.at))


def _found(done: sa.CursorResult[Any]) -> None:
    if done.rowcount != 1:
        raise ScenarioRefused("unknown")


def _log(c: sa.Connection, number: int, action: str, who: str, at: str) -> None:
    """Write the line of the log in the same transaction; without a turn it changes nothing that is in force."""
    c.execute(events.insert().values(name=f"scenario-s{number}", turn=None, action=action, number=None, who=who, at=at))


def _make_table(workspace: Workspace) -> None:
    """Make the table where it is not there; of two processes that do, the second finds it."""
    with workspace.catalogue.reading() as c:
        if sa.inspect(c).has_table(scenarios.name):
            return
    try:
        with workspace.catalogue.writing() as c:
            metadata.create_all(c)
    except IntegrityError:
        return
