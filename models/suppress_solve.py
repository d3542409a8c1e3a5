"""What a reader can work out of a table with hidden cells, by linear programme, and which further cells to hide.

The reader is taken to know every shown cell, every sum and that no count is negative. The interval of a hidden cell is its least
and greatest value under that knowledge (the attacker's subproblems of Fischetti and Salazar-González, Management Science 47,
2001). Cells to hide besides are the support of a cheapest change of the table that moves the cell far enough (Kelly, Golden and
Assad, Networks 22, 1992). In tables of three dimensions whole numbers may narrow an interval further than the programme sees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from models.suppress import LARGEST, SMALLEST, SUPPRESSED, CountTable, Key

Array = npt.NDArray[np.float64]
TOLERANCE = 1e-6
ROUNDS = 50
COST_OF_A_ZERO = 50.0
FREE_COST = 1e-3


@dataclass(frozen=True)
class Interval:
    """What a reader can work out of one hidden cell, and how that harms.

    ``harm`` is ``exact`` (only one whole number fits), ``inside`` (all that fit are 1 to 10) or empty.
    """

    key: Key
    lower: float
    upper: float
    harm: str


@dataclass(frozen=True)
class _System:
    """The sums as equations over all cells and one rest per incomplete sum: ``matrix @ x = 0``."""

    matrix: csr_array
    size: int


def audit_table(table: CountTable) -> tuple[Interval, ...]:
    """Return what a reader can work out of every hidden cell of a table as it is shown.

    Cells with another gap (never published, not recorded) are unknown to the reader as well; they are listed only where all that
    fits is 1 to 10. An unknown upper end is infinite.

    Raises
    ------
    ValueError
        Where what is shown contradicts its own sums.
    """
    system = _system(table)
    shown = _shown(table, system.size)
    asked = [i for i, cell in enumerate(table.cells) if cell.gap]
    found = []
    for i in asked:
        interval = _interval(table.cells[i].key, *_ends(system, shown, i))
        if table.cells[i].gap == SUPPRESSED or (interval.harm and interval.lower >= SMALLEST and interval.upper <= LARGEST):
            found.append(interval)
    return tuple(found)


def protect(table: CountTable, primary: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the cells to hide so that no hidden cell is exact or surely small, and those that cannot be protected.

    Parameters
    ----------
    table : CountTable
        True counts.
    primary : frozenset of int
        Places of the cells that must be hidden for their own sake.
    """
    system = _system(table)
    search = _Search(table, system, _completed(table, system), set(primary))
    for i in sorted(primary):
        search.move(i, max(LARGEST + 1.0 - search.true[i], 1.0))
    unprotected: set[int] = set()
    for _ in range(ROUNDS):
        harmed = [i for i in sorted(search.hidden - unprotected) if search.harm(i)]
        if not harmed:
            break
        before = len(search.hidden)
        for i in harmed:
            search.move(i, LARGEST + 1.0 - search.true[i])
        if len(search.hidden) == before:
            unprotected |= {i for i in harmed if search.harm(i)}
    return frozenset(search.hidden), frozenset(unprotected)


def _system(table: CountTable) -> _System:
    """Return the equations of a table."""
    rows, columns, data = [], [], []
    size = len(table.cells)
    for row, found in enumerate(table.sums):
        places = [(found.total, -1.0), *((part, 1.0) for part in found.parts)]
        if not found.complete:
            places.append((size, 1.0))
            size += 1
        for place, sign in places:
            rows.append(row)
            columns.append(place)
            data.append(sign)
    return _System(csr_array((data, (rows, columns)), shape=(len(table.sums), size)), size)


def _shown(table: CountTable, size: int) -> Array:
    """Return what a reader sees: NaN for every gap and every rest."""
    shown = np.full(size, math.nan)
    shown[: len(table.cells)] = [cell.value for cell in table.cells]
    return shown


def _linked(system: _System, unknown: npt.NDArray[np.bool_], start: int) -> tuple[Array, Array]:
    """Return the unknowns that hang together with one, and the equations that bind them, as places."""
    pattern = system.matrix
    cells, rows, todo = {start}, set(), [start]
    by_column = pattern.tocsc()
    while todo:
        column = todo.pop()
        for row in by_column.indices[by_column.indptr[column] : by_column.indptr[column + 1]]:
            if row in rows:
                continue
            rows.add(int(row))
            for other in pattern.indices[pattern.indptr[row] : pattern.indptr[row + 1]]:
                if unknown[other] and other not in cells:
                    cells.add(int(other))
                    todo.append(int(other))
    return np.array(sorted(cells)), np.array(sorted(rows), dtype=int)


def _ends(system: _System, shown: Array, i: int) -> tuple[float, float]:
    """Return the least and greatest value that a reader must allow for one unknown."""
    unknown = np.isnan(shown)
    cells, rows = _linked(system, unknown, i)
    if not len(rows):
        return 0.0, math.inf
    part = system.matrix[rows]
    right = -(part @ np.where(unknown, 0.0, shown))
    cost = (cells == i).astype(float)
    return _extreme(cost, part[:, cells], right), -_extreme(-cost, part[:, cells], right)


def _extreme(cost: Array, matrix: csr_array, right: Array) -> float:
    """Return the least of a cost over non-negative unknowns; minus infinity where there is none."""
    found = linprog(cost, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
    if found.status == 3:
        return -math.inf
    if found.status != 0:
        raise ValueError("the counts contradict their own sums: correct the table before it is shown")
    return float(found.fun)


def _interval(key: Key, lower: float, upper: float) -> Interval:
    """Return an interval in whole numbers with its harm."""
    low, high = math.ceil(lower - TOLERANCE), upper if math.isinf(upper) else math.floor(upper + TOLERANCE)
    harm = "exact" if high <= low else "inside" if low >= SMALLEST and high <= LARGEST else ""
    return Interval(key, float(low), float(high), harm)


def _completed(table: CountTable, system: _System) -> Array:
    """Return the counts with some value that fits in place of every gap and rest."""
    shown = _shown(table, system.size)
    unknown = np.isnan(shown)
    right = -(system.matrix @ np.where(unknown, 0.0, shown))
    if unknown.any():
        found = linprog(np.ones(unknown.sum()), A_eq=system.matrix[:, unknown], b_eq=right, bounds=(0, None), method="highs")
        shown[unknown] = found.x if found.status == 0 else math.nan
    if np.isnan(shown).any() or np.abs(system.matrix @ shown).max(initial=0.0) > TOLERANCE:
        raise ValueError("the counts contradict their own sums: correct the table before it is shown")
    return shown


class _Search:
    """Finds what to hide; remembers between which values each cell is known to be free to move, which spares programmes."""

    def __init__(self, table: CountTable, system: _System, true: Array, hidden: set[int]) -> None:
        self.table, self.system, self.true, self.hidden = table, system, true, hidden
        self.low, self.high = true.copy(), true.copy()

    def harm(self, i: int) -> str:
        """Return the harm of one hidden cell as the table would be shown now."""
        key = self.table.cells[i].key
        if not _interval(key, self.low[i], self.high[i]).harm:
            return ""
        shown = _shown(self.table, self.system.size)
        shown[sorted(self.hidden)] = math.nan
        return _interval(key, *_ends(self.system, shown, i)).harm

    def move(self, i: int, reach: float) -> None:
        """Hide the shown cells that the cheapest change needs which moves cell ``i`` by ``reach``, down to 0, or at all."""
        if not _interval(self.table.cells[i].key, self.low[i], self.high[i]).harm:
            return
        count = len(self.table.cells)
        free = np.ones(self.system.size, dtype=bool)
        free[:count] = [not cell.national or index in self.hidden for index, cell in enumerate(self.table.cells)]
        unseen = np.ones(self.system.size, dtype=bool)
        unseen[:count] = [index in self.hidden or bool(cell.gap) for index, cell in enumerate(self.table.cells)]
        cost = np.where(unseen, FREE_COST, np.where(self.true < 0.5, COST_OF_A_ZERO, 1.0 + np.log1p(self.true)))
        for step in dict.fromkeys((reach, -self.true[i], 1.0, -1.0)):
            change = _cheapest_change(self.system.matrix, cost, self.true, free, i, step) if step else None
            if change is not None:
                self.hidden |= {int(x) for x in np.flatnonzero((np.abs(change) > TOLERANCE) & ~unseen)}
                self.low, self.high = np.minimum(self.low, self.true + change), np.maximum(self.high, self.true + change)
                return


def _cheapest_change(
    matrix: csr_array, cost: Array, true: Array, free: npt.NDArray[np.bool_], i: int, step: float
) -> Array | None:
    """Return the cheapest change that keeps every sum and moves cell ``i`` by ``step``; None where there is none."""
    up = np.where(free, np.inf, 0.0)
    down = np.where(free, true, 0.0)
    low_up, low_down = np.zeros_like(true), np.zeros_like(true)
    low_up[i] = up[i] = max(step, 0.0)
    low_down[i] = down[i] = max(-step, 0.0)
    bounds = np.column_stack([np.concatenate([low_up, low_down]), np.concatenate([up, down])])
    found = linprog(
        np.concatenate([cost, cost]), A_eq=hstack([matrix, -matrix], format="csr"), b_eq=np.zeros(matrix.shape[0]),
        bounds=bounds, method="highs",
    )  # fmt: skip
    if found.status != 0:
        return None
    change: Array = found.x[: len(true)] - found.x[len(true) :]
    return change
