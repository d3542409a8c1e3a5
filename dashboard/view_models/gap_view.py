"""The gap view: risk (which holds no prevention) against thin prevention, three by three, on the score's own cuts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.text import Words
from dashboard.view_models.cuts import class_of, shown_score

# Two of the score's four cuts: low joins very low, high joins very high, so that no class says two things.
PAIR_CUTS = (40.0, 60.0)
STEPS = ("low", "middle", "high")


@dataclass(frozen=True)
class SquareCell:
    """One field of the square legend: its number (risk x 3 + thin prevention), what it means, how many areas are in it."""

    index: int
    meaning: str
    count: str


@dataclass(frozen=True)
class SquareView:
    """The square legend: rows from high risk to low, columns from thick prevention to thin."""

    risk: str
    thin: str
    row_names: tuple[str, ...]
    column_names: tuple[str, ...]
    rows: tuple[tuple[SquareCell, ...], ...]


def pair_class(risk: float, thin: float) -> int:
    """Return the field of an area, 0 (low, low) to 8 (high, high)."""
    return class_of(risk, PAIR_CUTS) * len(STEPS) + class_of(thin, PAIR_CUTS)


def pair_text(risk: float, thin: float, words: Words) -> str:
    """Return both figures in words, each with its step."""
    return words("gap_view.text", risk=_said(risk, words), thin=_said(thin, words))


def pair_meaning(index: int, words: Words) -> str:
    """Return what a field means."""
    risk, thin = divmod(index, len(STEPS))
    return words("gap_view.meaning", risk=words(f"gap_view.step.{STEPS[risk]}"), thin=words(f"gap_view.step.{STEPS[thin]}"))


def build_square(classes: Iterable[int | None], words: Words) -> SquareView:
    """Build the square legend with the number of areas in each field."""
    counts = Counter(index for index in classes if index is not None)
    bounds = (
        words("legend.under", cut=words.number(PAIR_CUTS[0])),
        words("legend.between", low=words.number(PAIR_CUTS[0]), high=words.number(PAIR_CUTS[1])),
        words("legend.over", cut=words.number(PAIR_CUTS[1])),
    )
    size = len(STEPS)
    rows = tuple(
        tuple(
            SquareCell(risk * size + thin, pair_meaning(risk * size + thin, words), _counted(counts[risk * size + thin], words))
            for thin in range(size)
        )
        for risk in reversed(range(size))
    )
    return SquareView(words("gap_view.risk"), words("gap_view.thin"), bounds[::-1], bounds, rows)


def _said(score: float, words: Words) -> str:
    step = words(f"gap_view.step.{STEPS[class_of(score, PAIR_CUTS)]}")
    return words("gap_view.figure", points=words.number(shown_score(score)), step=step)


def _counted(number: int, words: Words) -> str:
    return words.number(number) if number else ""
