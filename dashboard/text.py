"""Words, numbers and dates in the two languages; every visible text of the app comes from ``locale/*.toml`` or the data."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"
_SEPARATORS = {"sq": (",", "\u2009"), "en": (".", ",")}
MINUS = "\u2212"


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = str(value)
    return flat


@lru_cache(maxsize=8)
def load_locale(lang: str) -> Mapping[str, str]:
    """Read a language's files (``sq.toml`` and those in the folder ``sq``) as flat ``section.key`` texts."""
    texts: dict[str, str] = {}
    for path in (LOCALES / f"{lang}.toml", *sorted((LOCALES / lang).glob("*.toml"))):
        found = _flatten(tomllib.loads(path.read_text(encoding="utf-8")))
        twice = sorted(texts.keys() & found.keys())
        if twice:
            raise ValueError(f"{path.name} ({lang}) gives keys that another file of the language has: {', '.join(twice)}")
        texts |= found
    return texts


class Words:
    """The texts of one language: ``words("panel.close")``, ``words.count("panel.services", 2)``."""

    def __init__(self, lang: str) -> None:
        """Take the language (``sq`` or ``en``)."""
        self.lang = lang
        self._texts = load_locale(lang)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key with its places filled."""
        return self._texts[key].format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the whole sentence for a count: ``key.zero`` where there is one, ``key.one`` or ``key.other``."""
        form = "one" if number == 1 else "other"
        if number == 0 and f"{key}.zero" in self._texts:
            form = "zero"
        return self(f"{key}.{form}", n=self.number(number), **values)

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number: 1 537,5 in Albanian, 1,537.5 in English; an en dash for none."""
        if math.isnan(value):
            return "–"
        mark, group = _SEPARATORS[self.lang]
        text = f"{abs(value):,.{decimals}f}".replace(",", "\0").replace(".", mark).replace("\0", group)
        return (MINUS if value < 0 and any(c in "123456789" for c in text) else "") + text

    def date(self, day: dt.date) -> str:
        """Write a day: 30.11.2005 or 30 November 2005."""
        if self.lang == "sq":
            return f"{day.day:02d}.{day.month:02d}.{day.year}"
        return f"{day.day} {self(f'month.{day.month}')} {day.year}"

    def month(self, day: dt.date) -> str:
        """Write a month: nëntor 2005 or November 2005."""
        return f"{self(f'month.{day.month}')} {day.year}"

    def period(self, period: str) -> str:
        """Write a period of the data: 2011, 2008–09, tremujori 2 i 2019, maj 2020."""
        year, _, part = period.partition("-")
        if part.startswith("Q"):
            return self("period.quarter", quarter=part[1:], year=year)
        if part.isdigit() and 1 <= int(part) <= 12 and int(part) != int(year[2:] or 0) % 100 + 1:
            return f"{self(f'month.{int(part)}')} {year}"
        return f"{year}–{part}" if part else year

    def listed(self, names: Sequence[str]) -> str:
        """Join names: A, B dhe C."""
        if len(names) < 2:
            return "".join(names)
        return self("list.and", first=", ".join(names[:-1]), last=names[-1])


@lru_cache(maxsize=8)
def load_words(lang: str) -> Words:
    """Return the words of one language."""
    return Words(lang)
