"""Colours, ramps and the codes by which the map, the legend and the style sheet agree."""

from __future__ import annotations

from typing import Any

ACCENT = "#0b5563"
INK = "#1c2b30"
INK_SOFT = "#55666c"
NEIGHBOUR = "#f3f1ec"
NEIGHBOUR_BORDER = "#e6e2d9"
BORDER_AREA = "#ffffff"
BORDER_QARK = "#5c6a6e"
BORDER_OUTLINE = "#37474c"
SELECTED = "#0b2a33"
MARK_SERVICE = "#0b5563"
MARK_PROJECT = "#3d3a6b"
MARK_STALE = "#c9d6d8"

FONT_FAMILY = "'Source Sans 3', system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"

CLASSES = ("very_low", "low", "medium", "high", "very_high")

# Light to dark, so that grey print keeps the order; hues differ by what is measured.
RAMPS: dict[str, tuple[str, str, str, str, str]] = {
    "score": ("#f6ead2", "#ecc89a", "#dd9865", "#bd5f3c", "#84301f"),
    "thin": ("#f1ecd6", "#c3d6c1", "#86b3ad", "#44858c", "#11505c"),
    "context": ("#eeebf3", "#cdc8e0", "#a29dc9", "#736eab", "#443f7d"),
}
RAMP_IDS = tuple(RAMPS)

# The gap view: three rows of risk (low to high), each from thick prevention to thin. Sand, teal for thin prevention, brick for
# risk, near-black for both; every row and every column falls in lightness.
BIVARIATE = "bivariate"
PAIRS = ("#f3ead6", "#9cc3be", "#52a3a3", "#e0a98a", "#a08f80", "#4d6f72", "#b9573a", "#8a4a3c", "#2b2226")

# ``insufficient`` is no reason of the data but of the score: too little of a pillar is known.
GAP_IDS = ("not_surveyed", "not_published", "too_few", "suppressed", "not_recorded", "insufficient")

# One unmistakable colour per gap: the style sheet turns exactly this fill into the gap's pattern (app.css), on screen and
# in print; where no style sheet is at work (an exported picture) the colours still differ.
GAP_FILLS = {
    "not_surveyed": "#dfe1e3",
    "not_published": "#d6d8da",
    "too_few": "#e4e6e8",
    "suppressed": "#8d9296",
    "not_recorded": "#fdfefd",
    "insufficient": "#d0d2d4",
}
# The overlay over areas whose class changes between variants; app.css turns it into a see-through hatch.
UNSETTLED_FILL = "#010203"

INHERITED_MIX = 0.4


def _mix_with_white(colour: str, share: float) -> str:
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(p + (255 - p) * share):02x}" for p in parts)


def ramp_colour(ramp: str, class_index: int, inherited: bool = False) -> str:
    """Return the colour of one class of one ramp; a figure taken over from the qark is drawn lighter."""
    colour = PAIRS[class_index] if ramp == BIVARIATE else RAMPS[ramp][class_index]
    return lighter(colour) if inherited else colour


def lighter(colour: str) -> str:
    """Return the colour of a figure that is taken over from the qark."""
    return _mix_with_white(colour, INHERITED_MIX)


def fill_code(ramp: str, class_index: int | None, gap: str, inherited: bool) -> int:
    """Return the whole number that stands for one fill in the map's fixed colour scale."""
    if gap or class_index is None:
        return GAP_IDS.index(gap or "not_recorded")
    if ramp == BIVARIATE:
        return len(GAP_IDS) + len(RAMPS) * 2 * len(CLASSES) + inherited * len(PAIRS) + class_index
    return len(GAP_IDS) + (RAMP_IDS.index(ramp) * 2 + inherited) * len(CLASSES) + class_index


def fill_colours() -> tuple[str, ...]:
    """Return the colour of every code of :func:`fill_code`, in order."""
    classes = (
        ramp_colour(ramp, index, inherited) for ramp in RAMP_IDS for inherited in (False, True) for index in range(len(CLASSES))
    )
    pairs = (ramp_colour(BIVARIATE, index, inherited) for inherited in (False, True) for index in range(len(PAIRS)))
    return (*(GAP_FILLS[gap] for gap in GAP_IDS), *classes, *pairs)


def fill_scale() -> dict[str, Any]:
    """Return what makes a choropleth paint fill codes: each whole number in its own colour, without a bar."""
    colours = fill_colours()
    steps = len(colours)
    return {
        "colorscale": [[(code + side) / steps, colour] for code, colour in enumerate(colours) for side in (0, 1)],
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "showscale": False,
    }
