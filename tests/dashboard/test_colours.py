"""Every colour that carries meaning keeps its order in grey and for those who see fewer colours, and every text can be read."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from dashboard import theme
from dashboard.index_page import INDEX

ASSETS = Path(theme.__file__).parent / "assets"
STYLES = "".join((ASSETS / name).read_text(encoding="utf-8") for name in ("app.css", "atlas.css", "swatches.css"))
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIMULATED = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
PAIR_ROWS = [theme.PAIRS[i : i + 3] for i in (0, 3, 6)]
PAIR_COLUMNS = [theme.PAIRS[i::3] for i in range(3)]
ORDERED = [*theme.RAMPS.values(), *PAIR_ROWS, *PAIR_COLUMNS]


def linear(colour: str) -> tuple[float, ...]:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def luminance(rgb: tuple[float, ...]) -> float:
    return sum(weight * min(max(part, 0.0), 1.0) for weight, part in zip((0.2126, 0.7152, 0.0722), rgb, strict=True))


def seen(colour: str, kind: str) -> tuple[float, ...]:
    rgb = linear(colour)
    return tuple(sum(m * part for m, part in zip(row, rgb, strict=True)) for row in SIMULATED[kind])


def lightness(rgb: tuple[float, ...]) -> float:
    return 116 * luminance(rgb) ** (1 / 3) - 16


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(linear(one)), luminance(linear(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def token(name: str) -> str:
    return re.search(rf"--{name}: (#[0-9a-f]{{6}})", STYLES)[1]


@pytest.mark.parametrize("kind", SIMULATED)
@pytest.mark.parametrize("ramp", ORDERED, ids=str)
def test_a_ramp_keeps_its_order_for_every_colour_vision(ramp: tuple[str, ...], kind: str) -> None:
    steps = [lightness(seen(colour, kind)) for colour in ramp]
    assert all(a - b >= 6 for a, b in itertools.pairwise(steps)), steps


@pytest.mark.parametrize("line", [*PAIR_ROWS, *PAIR_COLUMNS], ids=str)
def test_each_row_and_column_of_the_gap_view_darkens_in_grey(line: tuple[str, ...]) -> None:
    steps = [lightness(linear(colour)) for colour in line]
    assert all(a - b >= 8 for a, b in itertools.pairwise(steps)), steps


def test_the_last_field_of_the_gap_view_is_near_black() -> None:
    assert lightness(linear(theme.PAIRS[8])) < 20


@pytest.mark.parametrize(
    ("text", "ground"),
    [(t, g) for t in ("ink", "ink-soft", "accent", "warn") for g in ("paper", "ground", "accent-soft", "sea")],
)
def test_text_can_be_read_on_every_ground(text: str, ground: str) -> None:
    assert contrast(token(text), token(ground)) >= 4.5


def test_figures_in_the_square_legend_can_be_read() -> None:
    for index, colour in enumerate(theme.PAIRS):
        assert contrast("#ffffff" if index in (5, 6, 7, 8) else "#1c2b30", colour) >= 4.5, index


def test_marks_stand_out_from_their_ground() -> None:
    for mark in (theme.MARK_SERVICE, theme.MARK_PROJECT, theme.SELECTED, theme.BORDER_QARK):
        assert contrast(mark, "#ffffff") >= 3
    assert contrast(theme.ramp_colour("score", 4), theme.ramp_colour("score", 0)) >= 3


def test_the_gap_view_agrees_between_theme_style_sheet_and_paper() -> None:
    for index, colour in enumerate(theme.PAIRS):
        assert f".swatch-bivariate-{index} {{ --fill: {colour}; }}" in STYLES
        lighter = theme.ramp_colour(theme.BIVARIATE, index, True)
        assert f".swatch-bivariate-{index}-inherited {{ --fill: {lighter}; }}" in STYLES
        if index % 3:
            rgb = ", ".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
            assert f'[fill="rgb({rgb})"]' in STYLES
            assert f'id="pair-{index}"' in INDEX
            assert f'fill="{colour}"' in INDEX
