"""The letters that pictures are set in are those of the screen."""

from __future__ import annotations

import pytest

from dashboard.lettering import HELD, REGULAR, SEMIBOLD, WEB_FONT, broken_lines, holds, width_of


@pytest.mark.parametrize("path", [REGULAR, SEMIBOLD])
def test_the_cut_out_weights_have_every_letter_of_the_web_font(path) -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    held = {code for low, high in HELD for code in range(low, high + 1)}
    assert set(ttlib.TTFont(path).getBestCmap()) == set(ttlib.TTFont(WEB_FONT).getBestCmap()) == held


def test_albanian_letters_are_held_and_arrows_are_not() -> None:
    assert holds("Përparësia: ç, Ç, ë, Ë – 47 %, 10\u2009000 versione, \u221212 €")
    assert not holds("Rreziku →")


def test_lines_keep_within_their_width_and_lose_no_word() -> None:
    text = "Më 31.07.2006 nuk mund të thuhet me siguri ku parandalimi ishte më i pakët " + "ë" * 60
    lines = broken_lines(text, 15, 200, bold=True)
    assert len(lines) > 3
    assert all(width_of(line, 15, bold=True) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
