"""What is proposed to be corrected, how it was decided, and how a proposal can be refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.workspace_types import WorkspaceError

KINDS = ("still_open", "closed", "wrong_place", "missing_service", "complete_list")
STATES = ("proposed", "accepted", "rejected", "withdrawn")
THEMES = ("services", "projects")
# The dataset, and the kind of dataset, that accepted proposals are published as.
NAME = "corrections"
MARK = "c"

WHY = {
    "unknown_kind": f"a correction is one of {', '.join(KINDS)}",
    "unknown_field": "there is no such field; names and contacts of people are never taken",
    "missing": "this is needed",
    "too_long": "this is too long",
    "control": "this holds signs that are not text",
    "email": "this holds an e-mail address: leave out every contact",
    "phone": "this holds a telephone number: leave out every contact",
    "digits": "this holds a long number: leave out numbers of people and documents",
    "no_day": "this is not a day: write it as YYYY-MM-DD",
    "future": "this day has not come yet",
    "too_old": "this day lies before 1991",
    "order": "the first day lies after the last",
    "no_record": "there is no such record",
    "no_place": "there is no such qark or municipality",
    "no_qark": "this is not a qark",
    "shelter": "a shelter is placed at its qark, never more precisely",
    "same_place": "the record stands there already",
    "several_places": "the record has several places: say which of them is wrong",
    "no_category": "there is no such category of services",
    "no_theme": "choose services, projects or both",
}
"""Why a field is refused, by code."""


@dataclass(frozen=True)
class Refusal:
    """One field that cannot be taken, and the code of why (:data:`WHY`)."""

    field: str
    code: str


class CorrectionRefused(WorkspaceError):
    """A proposal cannot be taken; ``refusals`` name every field at fault."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        """Take the refusals."""
        self.refusals = refusals
        super().__init__("; ".join(f"{one.field}: {WHY[one.code]}" for one in refusals))


class CorrectionConflict(WorkspaceError):
    """A proposal does not stand as it must for what is asked: somebody else decided it, or it was never made."""


class QueueFull(WorkspaceError):
    """Too many proposals wait for the steward."""


@dataclass(frozen=True)
class Step:
    """One step of a proposal: what it became, who did it (a function's label, never a person), when (UTC), and why."""

    state: str
    who: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Proposal:
    """One proposal with its steps, the first one first; ``content`` holds texts by field (a list for ``themes``).

    ``in_force`` says that it is among the facts that are published now.
    """

    number: int
    kind: str
    content: Mapping[str, Any]
    steps: tuple[Step, ...]
    in_force: bool = False

    @property
    def name(self) -> str:
        """Return how the proposal is called: ``c12``."""
        return f"{MARK}{self.number}"

    @property
    def state(self) -> str:
        """Return how it stands."""
        return self.steps[-1].state


def proposal_number(name: str) -> int:
    """Return the number of a proposal's name, ``c12`` or ``12``.

    Raises
    ------
    WorkspaceError
        If it names none.
    """
    digits = name.removeprefix(MARK)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise WorkspaceError(f"{name!r} is not a proposal: they are called c1, c2 and so on (parandalim corrections list)")
    return int(digits)
