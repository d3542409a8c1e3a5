"""What an import of records did, in lines for the terminal, in either language."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.record_importing import Done
from dashboard.text import load_words
from data.imports.iati_types import Remark

MOST_OF_A_KIND = 10


def in_words(done: Done, lang: str = "en") -> list[str]:
    """Return what was read, assumed, left out, hidden and published."""
    words, told = load_words(lang), done.told
    lines = [words.count("imports.read", told.records)]
    lines += [
        words("imports.mapped", tag=tag, meaning=words(f"imports.meaning.{key}")) for tag, key in _meanings(told.mapping.items())
    ]
    lines += [words(f"imports.dropped.{_key(reason)}", what=", ".join(names)) for reason, names in told.dropped.items()]
    lines += [line for remarks in _by_code(told.remarks) for line in _remark_lines(remarks, lang)]
    lines += [words("imports.hidden", what=what) for what in told.hidden]
    lines += [words.count(f"imports.withheld.{tier}", count) for tier, count in told.withheld.items()]
    for item in told.covered:
        key = "imports.covers.complete" if item.complete else "imports.covers.partial"
        lines.append(words(key, areas=", ".join(item.region_ids), start=words.date(item.start), end=words.date(item.end)))
    lines += [words("imports.not_covered", theme=words(f"imports.theme.{theme}")) for theme in told.not_covered]
    return [*lines, words("imports.published", name=done.version.name, number=done.version.number)]


def _meanings(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(tag, meaning.removesuffix("+code")) for tag, meaning in pairs]


def _key(reason: str) -> str:
    return reason.replace(" ", "_").replace("-", "_")


def _by_code(remarks: Iterable[Remark]) -> list[list[Remark]]:
    groups: dict[str, list[Remark]] = {}
    for remark in remarks:
        groups.setdefault(remark.code, []).append(remark)
    return list(groups.values())


def _remark_lines(remarks: list[Remark], lang: str) -> list[str]:
    words = load_words(lang)
    lines = []
    for remark in remarks[:MOST_OF_A_KIND]:
        place = words("imports.row", row=remark.line) if remark.line else remark.identifier
        text = words(f"imports.remark.{remark.code}", about=remark.about).removeprefix(": ")
        lines.append(f"{place}: {text}" if place else text)
    more = len(remarks) - MOST_OF_A_KIND
    return [*lines, words.count("imports.more", more)] if more > 0 else lines
