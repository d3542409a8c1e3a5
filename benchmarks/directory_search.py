"""Search and filter over 20,000 made-up records: the directory's index beside reading every text, in one run.

    python -m benchmarks.directory_search

Prints the median and the slowest of many questions, from one letter to several words, and what making the index takes.
"""

from __future__ import annotations

import random
import statistics
import time
from dataclasses import replace
from datetime import date

from dashboard.state import Wanted
from dashboard.view_models.directory_catalogue import Catalogue
from dashboard.view_models.directory_entries import Entry, list_entries, tokens
from data.dataset import load_dataset

RECORDS = 20_000
BUDGET_MS = 50.0
ROUNDS = 5
DAY = date(2006, 7, 31)
QUESTIONS = (
    Wanted(words="v"),
    Wanted(words="vatra"),
    Wanted(words="shkoder femije"),
    Wanted(words="qender per te rinjte ne tirane"),
    Wanted(words="nothing that is there"),
    Wanted(words="grave", area="AL015", kind="project"),
    Wanted(standing="at_work", audience="roma"),
)


def made_up(entries: tuple[Entry, ...], count: int) -> tuple[Entry, ...]:
    """Return many entries whose words are those of the shipped ones, shuffled, each with some of its own."""
    chance = random.Random(7)
    pool = [word for entry in entries for text in (*entry.name.values(), *entry.summary.values()) for word in text.split()]
    made = []
    for number in range(count):
        words = [*chance.choices(pool, k=24), f"fjale{number}"]
        name = {lang: " ".join(words[i * 6 : i * 6 + 6]) for i, lang in enumerate(("sq", "en"))}
        summary = {lang: " ".join(words[12 + i * 6 :]) for i, lang in enumerate(("sq", "en"))}
        made.append(replace(entries[number % len(entries)], entry_id=f"N{number}", name=name, summary=summary, merged=()))
    return tuple(made)


def slow(texts: list[str], question: str) -> list[int]:
    """Read every text, as one would write it first."""
    asked = tokens(question)
    return [n for n, text in enumerate(texts) if all(any(w.startswith(a) for w in tokens(text)) for a in asked)]


def milliseconds(work) -> float:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print the measurements; exit with 1 where a question takes longer than the budget."""
    dataset = load_dataset()
    entries = made_up(list_entries(dataset), RECORDS)
    start = time.perf_counter()
    catalogue = Catalogue(dataset, entries)
    print(f"{RECORDS:,} records; index made in {time.perf_counter() - start:.1f} s")
    first = milliseconds(lambda: catalogue.standing_masks(DAY))
    print(f"how every record stands on a new day: {first:.0f} ms, once per day asked for")
    worst = 0.0
    for wanted in QUESTIONS:
        times = [milliseconds(lambda wanted=wanted: catalogue.find(wanted, DAY)) for _ in range(ROUNDS)]
        found = len(catalogue.find(wanted, DAY).numbers)
        worst = max(worst, statistics.median(times))
        print(f"{statistics.median(times):7.2f} ms  {found:6,} found  {wanted.words or '-':34} {wanted.area} {wanted.standing}")
    texts = [" ".join((*e.name.values(), *e.summary.values())) for e in entries]
    print(f"{milliseconds(lambda: slow(texts, 'shkoder femije')):7.0f} ms  the same by reading every text")
    print(f"slowest median {worst:.1f} ms; budget {BUDGET_MS:.0f} ms")
    raise SystemExit(worst > BUDGET_MS)


if __name__ == "__main__":
    main()
