"""What the hindcast points with: counts of grants and projects, the score's own figures, and simple rivals, per qark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from data.periods import period_year
from data.types import Dataset, Project
from models.access import straight_line_km
from models.method import EVERY_HELPING_TYPE, PREVENTION, PresenceRules
from models.presence import COUNTED_STANDINGS, project_standing
from models.readings import presence_values
from models.risk_index import pillar_indicators, score_areas
from models.score_types import AreaScore

FIRST_CCF_STUDY = "001-KV-13"
PROGRAMME, EARLY_PHASES = "grants-2005-06", "1-2"
LAST_YEAR = 2010
LOWERED_SHARE = 0.60

Figures = dict[str, float]


def hindcast_variants(dataset: Dataset, as_of: date) -> Iterator[tuple[str, str, int, Figures]]:
    """Yield id, kind, direction and figures of every variant."""
    early = early_grants(dataset, as_of)
    prevention = [p for p in early if PREVENTION & set(p.types)]
    study = dataset.projects[FIRST_CCF_STUDY]
    yield "own_grants", "own", -1, _count(dataset, prevention)
    yield "own_grants_with_ccf", "own", -1, _count(dataset, [*prevention, study])
    yield "own_grants_every_type", "own", -1, _count(dataset, [p for p in early if p is not study])
    yield "own_grants_every_type_with_ccf", "own", -1, _count(dataset, early)
    helping = PresenceRules(project_types=EVERY_HELPING_TYPE | {"research"})
    yield "all_presence", "all", -1, {k: float(v) for k, v in presence_values(dataset, as_of).projects.items()}
    yield (
        "all_presence_every_type",
        "all",
        -1,
        {k: float(v) for k, v in presence_values(dataset, as_of, helping).projects.items()},
    )
    yield "all_begun_every_type", "all", -1, _count(dataset, _begun(dataset, as_of))
    rows = {row.region_id: row for row in score_areas(dataset, "qark", as_of).rows}
    yield "thin_prevention", "score", 1, {q: row.thin_prevention for q, row in rows.items()}
    yield "priority_any_date", "score", 1, {q: row.priority for q, row in rows.items()}
    for name, share in (("", None), ("_lowered_bar", LOWERED_SHARE)):
        risk = vulnerability_until(dataset, as_of, LAST_YEAR, share)
        yield f"priority_until_2010{name}", "score", 1, _priority(risk, rows)
        yield f"vulnerability_until_2010{name}", "rival", 1, risk
    yield "vulnerability_any_date", "rival", 1, {q: row.vulnerability for q, row in rows.items()}
    yield "population_2001", "rival", -1, _table(dataset, "census_population", "2001")
    yield "distance_to_tirana", "rival", 1, _to_tirana(dataset)
    yield "gdp_per_capita_2008", "rival", -1, _table(dataset, "gdp_per_capita", "2008")


def early_grants(dataset: Dataset, as_of: date) -> list[Project]:
    """Return the programme's phase 1-2 grants that had begun by a day, ended or not."""
    return [
        p
        for p in dataset.projects.values()
        if p.programme == PROGRAMME and p.phase == EARLY_PHASES and p.start is not None and p.start <= as_of
    ]


def _begun(dataset: Dataset, as_of: date) -> list[Project]:
    """Return every project of any type at work or assumed so on a day, or with a stated start by then, ended or not."""
    standing = {p.project_id: project_standing(dataset, p, as_of) for p in dataset.projects.values()}
    return [
        p
        for p in dataset.projects.values()
        if standing[p.project_id] in COUNTED_STANDINGS or (p.status == "active" and p.start is not None and p.start <= as_of)
    ]


def _count(dataset: Dataset, projects: list[Project]) -> Figures:
    """Return how many of the projects are placed in each qark or one of its municipalities."""
    places = [{dataset.regions[x.region_id].qark_id for x in p.places if x.region_id} for p in projects]
    return {q.region_id: float(sum(q.region_id in there for there in places)) for q in dataset.regions_at("qark")}


def vulnerability_until(dataset: Dataset, as_of: date, year: int, min_share: float | None) -> Figures:
    """Return vulnerability from values no later than a year; ``min_share`` lowers the 66 % rule where it is given."""
    indicators = pillar_indicators(dataset, "vulnerability")
    dated = {i.indicator_id for i in indicators}
    kept = tuple(v for v in dataset.values if v.indicator_id not in dated or period_year(v.period) <= year)
    early = replace(dataset, values=kept)
    rows = score_areas(early, "qark", as_of).rows
    if min_share is None:
        return {row.region_id: row.vulnerability for row in rows}
    from models.aggregate import PillarMean

    normalised = np.array([[x.normalised for x in row.readings[: len(indicators)]] for row in rows])
    scores = PillarMean(min_share=min_share).fit_transform(normalised)[:, 0]
    return {row.region_id: float(score) for row, score in zip(rows, scores, strict=True)}


def _priority(risk: Figures, rows: Mapping[str, AreaScore]) -> Figures:
    """Return the priority of another risk with the shipped thin prevention."""
    from models.aggregate import PriorityMean

    parts = np.array([[risk[q], row.thin_prevention] for q, row in rows.items()])
    return dict(zip(rows, PriorityMean().fit_transform(parts)[:, 0].tolist(), strict=True))


def _table(dataset: Dataset, indicator_id: str, period: str) -> Figures:
    """Return an indicator's values of one period by region."""
    return {v.region_id: v.value for v in dataset.values if (v.indicator_id, v.period) == (indicator_id, period) and not v.gap}


def _to_tirana(dataset: Dataset) -> Figures:
    """Return the straight line in km from each qark's seat to the capital."""
    capital = dataset.regions["AL"]
    return {q.region_id: straight_line_km(q, capital) for q in dataset.regions_at("qark")}
