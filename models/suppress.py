"""Do no harm: small counts of people are hidden, with as many others as it takes that no total gives them away.

Every output of counts passes :func:`suppress_table`. A sub-national count of 1 to 10 people is hidden (primary suppression), and
further cells with it (complementary suppression) until no hidden cell can be worked out from what is shown. National totals that
a government publishes are shown as published. Primary cells and protection levels follow Fischetti and Salazar-González
(Management Science 47, 2001) and Hundepool et al., Statistical Disclosure Control (Wiley 2012), chapter 4.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from data.types import TIERS

SMALLEST, LARGEST = 1, 10
SUPPRESSED = "suppressed"
Key = tuple[str, ...]
Parents = Mapping[str, str]
"""What each category of one dimension is a part of: ``{"AL314": "AL031", "AL031": "AL"}``; one without is a root."""


@dataclass(frozen=True)
class Cell:
    """One count. ``value`` is NaN exactly where ``gap`` says why; ``national`` cells are shown as published."""

    key: Key
    value: float
    gap: str = ""
    national: bool = False
    tier: str = "public"


@dataclass(frozen=True)
class Sum:
    """The cell at ``total`` is the sum of those at ``parts``; at least that where not ``complete`` (parts not listed)."""

    total: int
    parts: tuple[int, ...]
    complete: bool


@dataclass(frozen=True)
class CountTable:
    """Counts of people with the sums that a reader knows to hold among them."""

    cells: tuple[Cell, ...]
    sums: tuple[Sum, ...]

    def __getitem__(self, key: Key) -> Cell:
        """Return the cell of a key; KeyError where there is none."""
        for cell in self.cells:
            if cell.key == key:
                return cell
        raise KeyError(key)


def is_small(value: float) -> bool:
    """Return whether a sub-national count may not be shown: more than 0 and up to 10; False for NaN.

    >>> [is_small(x) for x in (0, 1, 10, 11, float("nan"))]
    [False, True, True, False, False]
    """
    return 0 < value <= LARGEST


def tier_allows(record_tier: str, viewer_tier: str) -> bool:
    """Return whether a viewer of one tier may see a record of another (public < partner < restricted).

    Raises
    ------
    ValueError
        For an unknown tier.
    """
    for tier in (record_tier, viewer_tier):
        if tier not in TIERS:
            raise ValueError(f"unknown tier {tier!r}: use {', '.join(TIERS)}")
    return TIERS.index(record_tier) <= TIERS.index(viewer_tier)


def build_count_table(cells: Iterable[Cell], parents: Sequence[Parents]) -> CountTable:
    """Return a table with the sums of its dimensions, such as region (municipality, qark, country), group and sex.

    Parameters
    ----------
    cells : iterable of Cell
        Each key once, one category per dimension.
    parents : sequence of mapping
        One per dimension, in the order of the keys. A sum over parts of which some are not in the table is not complete.

    Raises
    ------
    ValueError
        Where a key stands twice or has another number of dimensions.
    """
    listed = tuple(cells)
    place = {cell.key: index for index, cell in enumerate(listed)}
    if len(place) != len(listed) or any(len(cell.key) != len(parents) for cell in listed):
        raise ValueError(f"each key must stand once and have {len(parents)} part(s)")
    sums = [found for d in range(len(parents)) for found in _sums(place, parents[d], d)]
    return CountTable(listed, tuple(sums))


def _sums(place: Mapping[Key, int], parents: Parents, d: int) -> Iterable[Sum]:
    """Yield the sums along one dimension."""
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    others = sorted({key[:d] + key[d + 1 :] for key in place})
    for (parent, parts), rest in product(children.items(), others):
        total = place.get((*rest[:d], parent, *rest[d:]))
        found = [place[k] for part in parts if (k := (*rest[:d], part, *rest[d:])) in place]
        if total is not None and found:
            yield Sum(total, tuple(found), len(found) == len(parts))


@dataclass(frozen=True)
class Suppressed:
    """A table that may be shown, and the keys that no hiding protects because published national totals are too telling."""

    table: CountTable
    primary: tuple[Key, ...]
    complementary: tuple[Key, ...]
    unprotected: tuple[Key, ...]


def suppress_table(table: CountTable, tier: str = "public", *, complementary: bool = True) -> Suppressed:
    """Hide what a viewer of a tier may not see, and what would give it away.

    Parameters
    ----------
    table : CountTable
        True counts; gaps stay as they are.
    tier : {"public", "partner", "restricted"}
        A cell of a higher tier is hidden like a small count. No tier lifts the rule for small counts.
    complementary : bool
        Only a test of the audit says False: what is hidden can then be worked out.

    Returns
    -------
    Suppressed
        The same cells in the same order; a hidden one has no value and the gap ``suppressed``.

    Raises
    ------
    ValueError
        For an unknown tier, or where the counts contradict their own sums.
    """
    # The solver takes a second to import; a table without anything to hide does not need it.
    primary = frozenset(i for i, cell in enumerate(table.cells) if _is_primary(cell, tier))
    if not primary:
        return Suppressed(table, (), (), ())
    from models.suppress_solve import protect

    hidden, unprotected = protect(table, primary) if complementary else (primary, frozenset())
    return Suppressed(
        hide(table, hidden),
        tuple(table.cells[i].key for i in sorted(primary)),
        tuple(table.cells[i].key for i in sorted(hidden - primary)),
        tuple(table.cells[i].key for i in sorted(unprotected)),
    )


def _is_primary(cell: Cell, tier: str) -> bool:
    """Return whether a cell must be hidden for its own sake; one already hidden stays protected too if its count is known."""
    if math.isnan(cell.value):
        return False
    return not tier_allows(cell.tier, tier) or (not cell.national and is_small(cell.value))


def hide(table: CountTable, hidden: Collection[int]) -> CountTable:
    """Return the table with the cells of these places hidden."""
    cells = tuple(
        replace(cell, value=math.nan, gap=SUPPRESSED) if index in hidden else cell for index, cell in enumerate(table.cells)
    )
    return replace(table, cells=cells)
