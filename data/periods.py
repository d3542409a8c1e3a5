"""The forms of period that tables use: a year, a survey over two years, a quarter or a month."""

from __future__ import annotations

from datetime import date


def period_start(period: str) -> date:
    """Return the first day of a period.

    >>> period_start("2017-18"), period_start("2019-Q2"), period_start("2020-05")
    (datetime.date(2017, 1, 1), datetime.date(2019, 4, 1), datetime.date(2020, 5, 1))
    """
    year, _, part = period.partition("-")
    if not part or _spans_two_years(year, part):
        return date(int(year), 1, 1)
    month = 3 * int(part[1]) - 2 if part.startswith("Q") else int(part)
    return date(int(year), month, 1)


def period_year(period: str) -> int:
    """Return the last year a period touches.

    >>> period_year("2008-09"), period_year("2020-05")
    (2009, 2020)
    """
    year, _, part = period.partition("-")
    return int(year) + 1 if _spans_two_years(year, part) else int(year)


def _spans_two_years(year: str, part: str) -> bool:
    """Return whether ``2008-09`` is a survey over two years and not a month: the second part is the next year."""
    return part.isdigit() and int(part) == (int(year) + 1) % 100
