"""The app's own letters where no browser sets them: how wide a text is, where its lines break, and the files themselves."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path
from typing import Any

FAMILY = "Source Sans 3"
# The same two weights of assets/source-sans-3.woff2, cut out as TrueType: neither the renderer nor a text measure reads woff2.
REGULAR = Path(__file__).parent / "fonts" / "SourceSans3-Regular.ttf"
SEMIBOLD = Path(__file__).parent / "fonts" / "SourceSans3-SemiBold.ttf"
WEB_FONT = Path(__file__).parent / "assets" / "source-sans-3.woff2"
MEASURED_AT = 100
# The letters that the files hold, as ranges.
HELD = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x131, 0x131),
    (0x152, 0x153),
    (0x2BB, 0x2BC),
    (0x2C6, 0x2C6),
    (0x2DA, 0x2DA),
    (0x2DC, 0x2DC),
    (0x300, 0x301),
    (0x303, 0x304),
    (0x308, 0x309),
    (0x323, 0x323),
    (0x329, 0x329),
    (0x2009, 0x2009),
    (0x200B, 0x200B),
    (0x2013, 0x2014),
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2022, 0x2022),
    (0x2026, 0x2026),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x2044, 0x2044),
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
    (0x2191, 0x2191),
    (0x2193, 0x2193),
    (0x2212, 0x2212),
    (0x2215, 0x2215),
    (0xFEFF, 0xFEFF),
)


@lru_cache(maxsize=2)
def _measure(bold: bool) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(SEMIBOLD if bold else REGULAR), MEASURED_AT)


@lru_cache(maxsize=8192)
def _width_at_100(text: str, bold: bool) -> float:
    return float(_measure(bold).getlength(text))


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text is at a size, in the size's unit."""
    return _width_at_100(text, bold) * size / MEASURED_AT


def holds(text: str) -> bool:
    """Say whether the app's own letters write all of a text; else a renderer needs those of the machine too."""
    return all(letter in "\n\t" or any(low <= ord(letter) <= high for low, high in HELD) for letter in set(text))


def broken_lines(text: str, size: float, width: float, bold: bool = False) -> tuple[str, ...]:
    """Break a text at its spaces into lines of at most ``width``; a word that is wider is broken too."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, size, width, bold)
        lines += whole
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, size: float, width: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(maxsize=1)
def embedded_font() -> str:
    """Return the style rule that carries the web font in itself, for files that are opened elsewhere."""
    letters = base64.b64encode(WEB_FONT.read_bytes()).decode("ascii")
    source = f"url(data:font/woff2;base64,{letters}) format('woff2')"
    return f"@font-face{{font-family:'{FAMILY}';font-weight:200 900;src:{source}}}"
