"""A scenario of the fund page that was saved by name, and why one cannot be."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.corrections_texts import EMAIL, clean_text
from data.workspace_types import WorkspaceError

MARK = "s"
MOST_NAME, MOST_LABEL = 80, 60
# More than anybody can tell apart in a list; what comes on top is refused, so that the disk cannot be filled.
MOST_SCENARIOS = 200

WHY = {
    "name_missing": "a scenario needs a name",
    "name_long": f"a name has at most {MOST_NAME} signs",
    "name_signs": "a name holds text only",
    "name_contact": "a name holds no e-mail address: leave out every contact",
    "name_taken": "another scenario has this name already: choose another name, or delete that one first",
    "label": f"say who saves it: a function of at most {MOST_LABEL} signs, never a person",
    "full": f"{MOST_SCENARIOS} scenarios are saved: delete one first",
    "unknown": "there is no such scenario: it may have been deleted",
}
"""Why a scenario is refused, by code."""


class ScenarioRefused(WorkspaceError):
    """A scenario cannot be saved, renamed or deleted; ``code`` is one of :data:`WHY`."""

    def __init__(self, code: str) -> None:
        """Take the code."""
        self.code = code
        super().__init__(WHY[code])


@dataclass(frozen=True)
class SavedScenario:
    """One saved scenario.

    ``fields`` are the texts of the address that reopen it, ``figures`` what was told of it then (plain JSON values, with the
    version of data and method); ``tier`` is the tier of the records it was reckoned from. ``who`` is a function's label, never
    a person; times are UTC.
    """

    number: int
    name: str
    fields: Mapping[str, str]
    figures: Mapping[str, Any]
    tier: str
    who: str
    at: datetime

    @property
    def mark(self) -> str:
        """Return how the scenario is called by commands: ``s3``."""
        return f"{MARK}{self.number}"


def check_name(text: object) -> str:
    """Return a scenario's name, cleaned.

    >>> check_name("  Veriu   2027 ")
    'Veriu 2027'

    Raises
    ------
    ScenarioRefused
        If it is empty, too long, holds signs that are not text, or an e-mail address.
    """
    if not isinstance(text, str) or len(text) > 4 * MOST_NAME:
        raise ScenarioRefused("name_long")
    plain = clean_text(text)
    if not plain:
        raise ScenarioRefused("name_missing")
    if len(plain) > MOST_NAME:
        raise ScenarioRefused("name_long")
    if any(unicodedata.category(sign) in ("Cc", "Co", "Cs", "Cn") for sign in plain):
        raise ScenarioRefused("name_signs")
    if EMAIL.search(plain):
        raise ScenarioRefused("name_contact")
    return plain


def check_who(text: object) -> str:
    """Return the label of who saves it, cleaned; ``ScenarioRefused`` where there is none or it is no label."""
    plain = clean_text(text) if isinstance(text, str) and len(text) <= 4 * MOST_LABEL else ""
    if not plain or len(plain) > MOST_LABEL or not plain.isprintable() or EMAIL.search(plain):
        raise ScenarioRefused("label")
    return plain


def scenario_number(name: str) -> int:
    """Return the number of a scenario's mark, ``s3`` or ``3``; ``WorkspaceError`` where it names none."""
    digits = name.removeprefix(MARK)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 7):
        raise WorkspaceError(f"{name!r} is not a scenario: they are called s1, s2 and so on (parandalim scenarios list)")
    return int(digits)
