"""What the part with the saved scenarios is made of, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.view_models.document import Grid
from dashboard.view_models.fund_types import Choice


@dataclass(frozen=True)
class SavedRow:
    """One saved scenario in the list; ``stale`` says that data or method have changed since, empty where they have not."""

    number: int
    name: str
    about: str
    when: str
    stale: str
    open: Choice
    compared: bool
    can_compare: bool


@dataclass(frozen=True)
class MovedView:
    """What moved in one scenario since it was saved."""

    name: str
    said: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SavedView:
    """The fifth part: the saved scenarios, and two or three of them side by side.

    ``off`` says why nothing can be saved here, empty where a steward can; ``failed`` why the list cannot be read.
    """

    said: str
    off: str
    failed: str
    about: str
    rows: tuple[SavedRow, ...]
    compare_said: str
    close: Choice | None
    tables: tuple[Grid, ...]
    moved: tuple[MovedView, ...]
    pending: str


@dataclass(frozen=True)
class OpenedView:
    """The banner over a scenario that was opened; ``changed`` says that what is shown is no longer what was saved."""

    moved: MovedView
    changed: str
    again: Choice | None
    close: Choice
