from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from dashboard import theme
from dashboard.index_page import INDEX

ASSETS = Path(theme.__file__).parent / "assets"
SWATCHES = (ASSETS / "swatches.css").read_text(encoding="utf-8")


def lightness(colour: str) -> float:
    """CIE L* of an sRGB colour."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    return 116 * y ** (1 / 3) - 16


@pytest.mark.parametrize("ramp", theme.RAMPS)
def test_a_ramp_keeps_its_order_in_grey(ramp: str) -> None:
    steps = [lightness(c) for c in theme.RAMPS[ramp]]
    assert all(a - b >= 8 for a, b in itertools.pairwise(steps))
    lighter = [lightness(theme.ramp_colour(ramp, i, inherited=True)) for i in range(5)]
    assert lighter == sorted(lighter, reverse=True)


def test_every_gap_and_every_class_has_a_fill_of_its_own() -> None:
    colours = theme.fill_colours()
    assert len(set(colours)) == len(colours)
    codes = {theme.fill_code("score", None, gap, False) for gap in theme.GAP_IDS}
    codes |= {theme.fill_code(r, c, "", i) for r in theme.RAMPS for c in range(5) for i in (False, True)}
    codes |= {theme.fill_code(theme.BIVARIATE, c, "", i) for c in range(9) for i in (False, True)}
    assert codes == set(range(len(colours)))


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


@pytest.mark.parametrize("gap", ["not_surveyed", "too_few", "suppressed", "insufficient"])
def test_a_gaps_fill_is_turned_into_its_pattern(gap: str) -> None:
    assert f'path[fill="{rgb(theme.GAP_FILLS[gap])}"] {{ fill: url(#gap-{gap})' in SWATCHES
    assert f'id="gap-{gap}"' in INDEX


def test_the_style_sheet_and_the_theme_agree() -> None:
    assert f'path[fill="{rgb(theme.UNSETTLED_FILL)}"] {{ fill: url(#unsettled)' in SWATCHES
    for ramp, colours in theme.RAMPS.items():
        for index, colour in enumerate(colours):
            assert f".swatch-{ramp}-{index} {{ --fill: {colour}; }}" in SWATCHES
            assert f".swatch-{ramp}-{index}-inherited {{ --fill: {theme.ramp_colour(ramp, index, True)}; }}" in SWATCHES
    assert all(f".swatch-{gap} " in SWATCHES for gap in theme.GAP_IDS)


def test_no_style_asks_another_host() -> None:
    for path in ASSETS.glob("*.css"):
        assert not re.search(r"url\(['\"]?https?:|@import", path.read_text(encoding="utf-8")), path.name


def classes_of(sheet: str) -> set[str]:
    text = re.sub(r"/\*.*?\*/", "", (ASSETS / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", " ".join(re.findall(r"([^{}]+)\{", text))))


def test_only_the_common_sheet_s_classes_are_styled_by_two_parts() -> None:
    """The play button of the time control once took the styles of the method's play section."""
    shared = classes_of("atlas.css") & classes_of("method.css")
    assert shared - classes_of("app.css") <= {"figures", "dash-input-container"}
