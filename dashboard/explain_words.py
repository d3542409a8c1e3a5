"""Reasons in sentences, Albanian or English, built from an explanation; its strings stand in locale/explain.*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dashboard.text import load_words
from data.types import LANGUAGES, Dataset, Indicator
from models.class_moves import ClassMove
from models.explain import MEAN_PROFILE, Contribution, Explanation

Strings = Mapping[str, Mapping[str, str]]
SMALLEST_SHOWN = 0.05


@cache
def strings_of(lang: str) -> Strings:
    """Return the strings of a language; ValueError in words for an unknown one."""
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language {lang!r}: use {' or '.join(LANGUAGES)}")
    return tomllib.loads((files("dashboard") / "locale" / f"explain.{lang}.toml").read_text(encoding="utf-8"))


def explain_in_words(dataset: Dataset, why: Explanation, lang: str) -> list[str]:
    """Return the explanation as sentences, one per line."""
    text = strings_of(lang)["text"]
    lines = [_heading(dataset, why, lang)]
    if not why.target:
        return lines
    lines.append(_comparison(dataset, why, lang))
    lines += [_part(dataset, why, part, lang) for part in why.contributions]
    for direction, moves in why.moves.items():
        lines.append(_move(dataset, moves[0], direction, lang) if moves else text[f"no_{direction}"])
    if why.neighbours:
        names = load_words(lang).listed([dataset.regions[n.region_id].name[lang] for n in why.neighbours])
        lines.append(text["neighbours"].format(names=names))
    return [*lines, text["caution"]]


def value_in_words(indicator: Indicator, value: float, lang: str) -> str:
    """Return a figure with its unit; counts and indices go without, their title says it."""
    number = _number(value, indicator.decimals, lang)
    if indicator.unit in ("count", "index"):
        return number
    return strings_of(lang)["text"]["unit"].format(number=number, unit=indicator.unit_text[lang])


def _number(value: float, decimals: int, lang: str) -> str:
    """Return a number as the language writes it."""
    return load_words(lang).number(value, decimals)


def _heading(dataset: Dataset, why: Explanation, lang: str) -> str:
    """Return the first sentence: the score, or why there is none."""
    strings = strings_of(lang)
    key = {"": "no_score", "vulnerability": "vulnerability_only"}.get(why.target, "priority_unranked")
    if why.target == "priority" and why.area.rank is not None:
        key = "priority_ranked"
    return strings["text"][key].format_map(
        {
            "name": dataset.regions[why.area.region_id].full_name[lang],
            "day": load_words(lang).date(why.as_of),
            "score": _number(why.score, 1, lang) if why.target else "",
            "class": strings["class"].get(why.class_id, ""),
            "rank": why.area.rank,
            "ranked": why.ranked,
        }
    )


def _comparison(dataset: Dataset, why: Explanation, lang: str) -> str:
    """Return the sentence that says what the score is compared with."""
    of = "mean" if why.reference == MEAN_PROFILE else "area"
    side = "above" if why.score >= why.reference_score else "below"
    return strings_of(lang)["text"][f"against_{of}_{side}"].format(
        difference=_number(abs(why.score - why.reference_score), 1, lang),
        reference=_number(why.reference_score, 1, lang),
        other="" if of == "mean" else dataset.regions[why.reference].name[lang],
    )


def _part(dataset: Dataset, why: Explanation, part: Contribution, lang: str) -> str:
    """Return one contribution as a line; a qark's figure in a municipality is called that."""
    text = strings_of(lang)["text"]
    indicator = dataset.indicators[part.reading.indicator_id]
    small = abs(part.points) < SMALLEST_SHOWN
    key = "equal" if small else "raises" if part.points > 0 else "lowers"
    gap = bool(part.reading.gap)
    value = "" if gap else value_in_words(indicator, part.reading.value, lang)
    if part.reading.region_id != why.area.region_id or part.reading.state == "inherited":
        value = text["of_qark"].format(value=value)
    return text[f"gap_{key}" if gap else key].format(
        indicator=indicator.title[lang],
        value=value,
        points=_number(abs(part.points), 1, lang),
    )


def _move(dataset: Dataset, move: ClassMove, direction: str, lang: str) -> str:
    """Return what would change the class."""
    strings, indicator = strings_of(lang), dataset.indicators[move.indicator_id]
    sentence = strings["text"][direction].format_map(
        {
            "class": strings["class"][move.class_id],
            "indicator": indicator.title[lang],
            "value": _number(move.value, indicator.decimals, lang),
            "wanted": value_in_words(indicator, move.wanted, lang),
        }
    )
    return f"{sentence} {strings['text']['inherited']}" if move.inherited else sentence
