"""Where a dot's name stands on a slide, so that large names cover neither each other nor other dots."""

from __future__ import annotations

from collections.abc import Sequence

# A letter, a line and a dot of a slide in units of the chart (0-100 across and up), on the smallest screen.
LETTER, LINE, DOT = 1.55, 6.2, 2.2
MIDDLE, CENTER = "middle", "center"
Box = tuple[float, float, float, float]
Named = tuple[float, float, str]


def place_names(dots: Sequence[Named]) -> list[str]:
    """Return each dot's text position: the first of right, left, above and below that covers least."""
    taken: list[Box] = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y, _ in dots]
    places = []
    for number, dot in enumerate(dots):
        others = [box for k, box in enumerate(taken) if k != number]
        best = min(_choices(dot), key=lambda choice: sum(_shared(choice[1], box) for box in (*others, *_outside())))
        taken.append(best[1])
        places.append(best[0])
    return places


def _choices(dot: Named) -> list[tuple[str, Box]]:
    x, y, name = dot
    wide, half = LETTER * len(name), LETTER * len(name) / 2
    return [
        (f"{MIDDLE} right", (x + DOT, y - LINE / 2, x + DOT + wide, y + LINE / 2)),
        (f"{MIDDLE} left", (x - DOT - wide, y - LINE / 2, x - DOT, y + LINE / 2)),
        (f"top {CENTER}", (x - half, y + DOT, x + half, y + DOT + LINE)),
        (f"bottom {CENTER}", (x - half, y - DOT - LINE, x + half, y - DOT)),
    ]


def _outside() -> list[Box]:
    """Return what lies beyond the chart's sides: a name there would be cut."""
    return [(101.0, -100.0, 300.0, 300.0), (-200.0, -100.0, -1.0, 300.0)]


def _shared(a: Box, b: Box) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
