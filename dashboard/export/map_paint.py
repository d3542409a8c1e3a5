"""How every class and every gap is painted where no style sheet is at work: a fill and hatches, in colour or in greys."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import theme

# Which way the lines of a hatch run.
RISING, FALLING, LEVEL = "rising", "falling", "level"
LINES, DASHES, DOTS = "lines", "dashes", "dots"


@dataclass(frozen=True)
class Hatch:
    """Lines, dashes or dots over a fill; lengths in pixels of the screen."""

    kind: str
    way: str
    period: float
    width: float
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Paint:
    """One fill with its hatches; ``edge`` is the outline that belongs to it, empty for the usual one."""

    fill: str
    hatches: tuple[Hatch, ...] = ()
    edge: str = ""


# The patterns of index_page.py, as lines: a test holds both together.
GAP_PAINTS = {
    "not_surveyed": Paint("#eef0f1", (Hatch(LINES, RISING, 9, 1.4, "#a3abaf"),)),
    "not_published": Paint(theme.GAP_FILLS["not_published"]),
    "too_few": Paint("#f1f2f3", (Hatch(DOTS, LEVEL, 6, 2, "#7d868b"),)),
    "suppressed": Paint("#aab0b4", (Hatch(LINES, RISING, 6, 1.3, "#555e63"), Hatch(LINES, FALLING, 6, 1.3, "#555e63"))),
    "insufficient": Paint("#d9dcde", (Hatch(DASHES, LEVEL, 8, 1.2, "#8a9297"),)),
    "not_recorded": Paint(theme.GAP_FILLS["not_recorded"], edge="#9aa5a9"),
}
# On paper without colour the classes are the greys, so a gap is told by its marks alone.
GREY_GAPS = {
    "not_surveyed": Paint("#ffffff", (Hatch(LINES, RISING, 9, 1.2, "#555555"),), "#555555"),
    "not_published": Paint("#ffffff", (Hatch(LINES, LEVEL, 6, 1.0, "#777777"),), "#555555"),
    "too_few": Paint("#ffffff", (Hatch(DOTS, LEVEL, 6, 2, "#444444"),), "#555555"),
    "suppressed": Paint(
        "#ffffff", (Hatch(LINES, RISING, 6, 1.3, "#222222"), Hatch(LINES, FALLING, 6, 1.3, "#222222")), "#222222"
    ),
    "insufficient": Paint("#ffffff", (Hatch(DASHES, LEVEL, 8, 1.2, "#444444"),), "#555555"),
    "not_recorded": Paint("#ffffff", edge="#777777"),
}
# The lightest is dark enough that its lighter form, for a figure taken over from the qark, is no white.
GREYS = ("#d9d9d9", "#b8b8b8", "#8e8e8e", "#5f5f5f", "#2b2b2b")
# Risk by grey, thin prevention by how close the lines stand.
PAIR_GREYS = ("#d9d9d9", "#9a9a9a", "#474747")
PAIR_PERIODS = (0.0, 9.0, 4.0)
UNSETTLED = Hatch(LINES, FALLING, 8, 1.5, "#ffffff", 0.75)


def paint_of(
    ramp: str, class_index: int | None, gap: str, inherited: bool = False, unsettled: bool = False, grey: bool = False
) -> Paint:
    """Return how one area, or its swatch, is painted."""
    if gap or class_index is None:
        return (GREY_GAPS if grey else GAP_PAINTS)[gap or "not_recorded"]
    if grey:
        return _in_greys(ramp, class_index, inherited, unsettled)
    return Paint(theme.ramp_colour(ramp, class_index, inherited), (UNSETTLED,) if unsettled else ())


def _in_greys(ramp: str, class_index: int, inherited: bool, unsettled: bool) -> Paint:
    if ramp == theme.BIVARIATE:
        risk, thin = divmod(class_index, 3)
        fill, period = theme.lighter(PAIR_GREYS[risk]) if inherited else PAIR_GREYS[risk], PAIR_PERIODS[thin]
        hatches = (Hatch(LINES, FALLING, period, 1.0, _ink_on(fill)),) if period else ()
    else:
        fill, hatches = theme.lighter(GREYS[class_index]) if inherited else GREYS[class_index], ()
    # Lines say how thin prevention is there, so what is not settled crosses them, wide and light.
    mark = (
        Hatch(LINES, RISING, 14, 2.6, "#ffffff") if ramp == theme.BIVARIATE else Hatch(LINES, FALLING, 8, 1.5, _ink_on(fill), 0.8)
    )
    over = (mark,) if unsettled else ()
    return Paint(fill, (*hatches, *over))


def lightness(colour: str) -> float:
    """Return how light a colour looks, 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _ink_on(fill: str) -> str:
    return "#ffffff" if lightness(fill) < 0.55 else "#444444"


def ink_on(fill: str) -> str:
    """Return the colour of letters that can be read on a fill."""
    return "#ffffff" if lightness(fill) < 0.5 else theme.INK
