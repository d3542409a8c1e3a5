"""A made-up KAP survey of two waves, drawn as the published one was, to show honest estimation at work.

Every area and every group is given the same expected answers: only questions and waves differ. So no difference by place or
community is invented, and what the page then says of one ("no detectable difference") can be checked against the truth below.
The split of the interviews over qarks and the size of the Roma booster are assumptions: they are not published.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.geo.regions import load_regions

CODEBOOK = Path(__file__).with_name("example_codebook.toml")
SEED = 2020
WAVES = ("1", "2")
AGES = (15, 29)
INTERVIEWS = 1537
GENERAL = {"AL022": 520, "AL015": 310, "AL011": 243, "AL013": 224}
BOOSTER = {"AL022": 90, "AL015": 60, "AL011": 50, "AL013": 40}
URBAN_SHARE = {"AL022": 0.7, "AL015": 0.5, "AL011": 0.3, "AL013": 0.35}
CLUSTER = 8
CLUSTERS_IN_ALL = 400
LIKENESS = 0.03  # intra-cluster correlation of the answers
NO_ANSWER = 0.02
COMMUNITIES = (("2", 0.02), ("3", 0.01), ("1", 1.0))
HEADER = (
    "interview_id",
    "municipality",
    "residence",
    "stratum",
    "psu",
    "psu_in_all",
    "weight",
    "sample",
    "sex",
    "age",
    "community",
)


@dataclass(frozen=True)
class ExampleQuestion:
    """A question with the expected share of answers that count, the same for everybody in a wave."""

    question_id: str
    expected: Mapping[str, float]
    yes: str
    no: tuple[str, ...]


def _question(name: str, first: float, second: float, yes: str, *no: str) -> ExampleQuestion:
    return ExampleQuestion(name, {"1": first, "2": second}, yes, no)


QUESTIONS = (
    _question("k1", 0.45, 0.60, "1", "2", "8"),
    _question("k2", 0.35, 0.35, "1", "2", "8"),
    _question("k3", 0.30, 0.42, "1 3", "2", "3", "2 3"),
    _question("k4", 0.55, 0.55, "1", "2", "8"),
    _question("a1", 0.60, 0.60, "4", "1", "2", "3"),
    _question("a2", 0.40, 0.52, "5", "1", "2", "3"),
    _question("a3", 0.50, 0.50, "4", "2", "3"),
    _question("p1", 0.25, 0.25, "1", "2"),
    _question("p2", 0.35, 0.48, "1", "2"),
    _question("p3", 0.20, 0.20, "1", "2"),
)


def expected_share(question_id: str, wave: str, region_id: str, group: str, sample: str) -> float:
    """Return the true share (0-1) of answers that count, for any area, group and sample: they do not matter, by design."""
    return next(q for q in QUESTIONS if q.question_id == question_id).expected[wave]


def example_file_name(wave: str) -> str:
    """Return what the file of a wave is called."""
    return f"example-survey-wave-{wave}.csv"


def example_survey_csv(wave: str, seed: int = SEED) -> bytes:
    """Return the answers of one wave as a CSV file.

    Parameters
    ----------
    wave : str
        ``1`` or ``2``.
    seed : int
        The same seed gives the same bytes.

    Returns
    -------
    bytes
        UTF-8; one row for each of 1,537 interviews: 1,297 in the general sample, 240 in the Roma booster.
    """
    draw = random.Random(f"parandalim {seed} {wave}")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*HEADER, *(question.question_id for question in QUESTIONS)))
    number = 0
    for sample, sizes in (("1", GENERAL), ("2", BOOSTER)):
        for qark, size in sizes.items():
            for row in _qark_rows(draw, wave, sample, qark, size):
                number += 1
                writer.writerow((f"W{wave}-{number:04d}", *row))
    return out.getvalue().encode()


def _qark_rows(draw: random.Random, wave: str, sample: str, qark: str, size: int) -> Iterator[tuple[str, ...]]:
    urban = round(size * URBAN_SHARE[qark])
    for residence, people in (("1", urban), ("2", size - urban)):
        stratum = f"{qark}-{residence}" if sample == "1" else f"{qark}-{residence}-booster"
        clusters = max(2, round(people / CLUSTER))
        for cluster in range(clusters):
            place = _places(qark)[cluster % len(_places(qark))]
            yield from _cluster_rows(draw, wave, sample, residence, stratum, cluster, place, _share(people, clusters, cluster))


def _share(people: int, clusters: int, cluster: int) -> int:
    return people // clusters + (cluster < people % clusters)


@lru_cache(maxsize=8)
def _places(qark: str) -> tuple[str, ...]:
    """Return the municipalities of a qark by name, its seat twice: more people live there."""
    regions = load_regions()
    inside = [r for r in regions.values() if r.level == "municipality" and r.qark_id == qark]
    seats = [r.name["sq"] for r in inside if r.seat_name == regions[qark].seat_name]
    return (*seats, *(r.name["sq"] for r in inside))


def _cluster_rows(
    draw: random.Random, wave: str, sample: str, residence: str, stratum: str, cluster: int, place: str, people: int
) -> Iterator[tuple[str, ...]]:
    spread = (1 - LIKENESS) / LIKENESS
    shares = {q.question_id: draw.betavariate(q.expected[wave] * spread, (1 - q.expected[wave]) * spread) for q in QUESTIONS}
    base = 120 * (0.7 + 0.6 * draw.random())
    for _ in range(people):
        weight = base * (0.8 + 0.4 * draw.random())
        who = (str(draw.randint(1, 2)), str(draw.randint(*AGES)), "2" if sample == "2" else _community(draw))
        answers = (_answer(draw, question, shares[question.question_id]) for question in QUESTIONS)
        yield (
            place,
            residence,
            stratum,
            f"{stratum}-{cluster + 1:03d}",
            str(CLUSTERS_IN_ALL),
            f"{weight:.2f}",
            sample,
            *who,
            *answers,
        )


def _community(draw: random.Random) -> str:
    chance = draw.random()
    for code, limit in COMMUNITIES:
        if chance < limit:
            return code
        chance -= limit
    return COMMUNITIES[-1][0]


def _answer(draw: random.Random, question: ExampleQuestion, share: float) -> str:
    if draw.random() < NO_ANSWER:
        return "9"
    return question.yes if draw.random() < share else question.no[int(draw.random() * len(question.no))]


def write_example_survey(path: Path, wave: str, seed: int = SEED) -> None:
    """Write one wave to a file."""
    path.write_bytes(example_survey_csv(wave, seed))
