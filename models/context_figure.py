"""One figure of a context layer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What a context layer says of one area: a value (not read where ``gap`` is set), and what a reader must know of it.

    ``note`` is ``at_least``, ``at_most``, ``partial``, ``by_time`` (by travel times) or ``at_least_by_time``; ``wide``: all
    of it is recorded for the whole qark; ``assumed``: over half of it has assumed dates or an inferred place, or (people reached)
    comes from projects without an own number. An empty ``source_id`` leaves it to the coverage.
    """

    value: float
    gap: str = ""
    note: str = ""
    wide: bool = False
    assumed: bool = False
    source_id: str = ""
    period: str = ""
