"""What `parandalim allocate` and `locate` print: rows, and the lines that go with them, in either language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dashboard.text import Words, load_words
from dashboard.view_models.fund_said import allocation_lines as said_of_split
from dashboard.view_models.fund_said import grant_reason
from dashboard.view_models.fund_said import locate_lines as said_of_sites
from data.types import LANGUAGES, Dataset
from models.allocation import Allocation, in_units
from models.fund_wishes import ImpossibleWish
from models.locate_services import LocatedServices

SHARE_DECIMALS = 6


def words_of(lang: str) -> Words:
    """Return the words of a language; ValueError in words for an unknown one."""
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language {lang!r}: use {' or '.join(LANGUAGES)}")
    return load_words(lang)


@contextmanager
def in_words(lang: str) -> Iterator[None]:
    """Say an impossible wish in the language."""
    words = words_of(lang)
    try:
        yield
    except ImpossibleWish as refused:
        raise ValueError(words(f"fund_wish.{refused.code}", **refused.values)) from None


def allocation_rows(dataset: Dataset, done: Allocation, lang: str) -> list[dict[str, Any]]:
    """Return one row per area, amounts in text with two decimals."""
    words = words_of(lang)
    return [
        {
            "region_id": grant.region_id,
            "name": dataset.regions[grant.region_id].name[lang],
            "amount": in_units(grant.cents),
            "share": round(grant.share, SHARE_DECIMALS),
            "reason": grant_reason(done, grant, words),
        }
        for grant in done.grants
    ]


def allocation_lines(dataset: Dataset, done: Allocation, lang: str) -> list[str]:
    """Return what is spent and what is not, and which areas could not be weighed, one sentence per line."""
    return said_of_split(dataset, done, words_of(lang))


def locate_rows(dataset: Dataset, answer: LocatedServices, lang: str) -> list[dict[str, Any]]:
    """Return one row per site in order; coverage in whole persons, or in persons times priority."""
    found = answer.found
    rows = []
    for order, step in enumerate(found.optimum, start=1):
        region_id = answer.site_ids[step.site]
        rows.append(
            {
                "order": order,
                "region_id": region_id,
                "name": dataset.regions[region_id].name[lang],
                "gained": round(step.gained),
                "covered": round(step.covered),
                "share": round(step.covered / found.demand, SHARE_DECIMALS),
                "cost": answer.terms.cost_of(region_id),
            }
        )
    return rows


def locate_lines(dataset: Dataset, answer: LocatedServices, lang: str) -> list[str]:
    """Return how the answer is to be read: straight lines, the greedy way beside it, and who is left out."""
    return said_of_sites(dataset, answer, words_of(lang))
