"""Counts of people from 1 to 10 below the country are not shown, nor what would give them away by subtraction."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from data.survey_types import EVERYONE, KapEstimate

SMALLEST = 11  # the smallest count of people that is shown below the country (DESIGN.md)
Line = list[int]


def hide_small_counts(estimates: Sequence[KapEstimate]) -> tuple[KapEstimate, ...]:
    """Return the estimates without the counts that must not be shown.

    Parameters
    ----------
    estimates : sequence of KapEstimate
        With true counts in ``n``.

    Returns
    -------
    tuple of KapEstimate
        ``n`` is NaN where it is under 11, and with it ``n_eff`` and ``deff``, which would tell it. Groups add up to
        everyone, and areas to all areas together: where the hidden parts of such a line are 1 to 10 people in all, its
        smallest shown part is hidden too, until nothing can be had by subtraction. The percentages stay as they are.

    Notes
    -----
    A line is judged as if its parts made up the whole, which they do but for those who told no group.
    """
    counts = [0.0 if math.isnan(e.n) else e.n for e in estimates]
    hidden = {i for i, n in enumerate(counts) if n < SMALLEST}
    lines = _lines(estimates)
    while True:
        more = {found for line in lines if (found := _complement(line, counts, hidden)) is not None}
        if not more:
            break
        hidden |= more
    return tuple(replace(e, n=math.nan, n_eff=math.nan, deff=math.nan) if i in hidden else e for i, e in enumerate(estimates))


def _lines(estimates: Sequence[KapEstimate]) -> list[Line]:
    """Return the lines of parts whose total is shown: groups of one kind in an area, and areas of one group."""
    found: dict[Hashable, Line] = defaultdict(list)
    for i, e in enumerate(estimates):
        table = (e.wave, e.question_id, e.sample)
        if e.group != EVERYONE:
            found[("kind", table, e.region_ids, e.group.split(":")[0])].append(i)
        if len(e.region_ids) == 1:
            # Qarks add up to all qarks together, municipalities to their qark; the first digits of the code are the qark's.
            parent = "" if e.region_ids[0][2] == "0" else e.region_ids[0][:4]
            found[("areas", table, e.group, parent)].append(i)
    return list(found.values())


def _complement(line: Line, counts: Sequence[float], hidden: set[int]) -> int | None:
    """Return which shown part must be hidden too, None where the hidden ones are nobody or many enough."""
    concealed = [i for i in line if i in hidden]
    people = sum(counts[i] for i in concealed)
    shown = [i for i in line if i not in hidden]
    if not 0 < people < SMALLEST or not shown:
        return None
    return min(shown, key=lambda i: (counts[i], i))
