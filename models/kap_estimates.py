"""The percentages of one survey wave: every question by area, group and sample, with the display rule."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from data.imports.survey_answers import Floats, SurveyAnswers
from data.survey_types import EVERYONE, SAMPLES, KapDesign, KapEstimate, KapGroup
from data.types import Text
from models.survey import Estimate, EstimateOptions, estimate
from models.survey_cells import Groups, code_groups
from models.survey_design import SurveyDesign, survey_design
from models.survey_variance import Lonely

TOGETHER = ""
NAN = math.nan
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class KapWave:
    """One wave to be estimated: its answers, and what every figure of it is marked with."""

    wave: str
    answers: SurveyAnswers
    groups: Mapping[str, KapGroup]
    lonely: Lonely
    state: str
    source_id: str
    locator: str
    fieldwork: str
    note: Text


def no_report(done: int, total: int) -> None:
    """Say nothing of the progress."""


def wave_estimates(wave: KapWave, report: Report = no_report) -> tuple[KapEstimate, ...]:
    """Estimate every question of a wave.

    Parameters
    ----------
    wave : KapWave
        Validated answers; the general sample and the Roma booster are two designs and are never merged.
    report : callable
        Told after each question of each sample how many are done, of how many.

    Returns
    -------
    tuple of KapEstimate
        By sample, question, area (each qark, then all surveyed qarks together) and group. Percentages 0-100 with logit
        intervals at 95 %; below the display rule ``gap`` is ``too_few`` and the figures are NaN. ``n`` is the true count:
        :func:`models.kap_counts.hide_small_counts` decides what may be shown.
    """
    found: list[KapEstimate] = []
    present = [sample for sample in SAMPLES if (wave.answers.sample == sample).any()]
    done, total = 0, len(present) * len(wave.answers.answers)
    for sample in present:
        rows = wave.answers.sample == sample
        design, domains = sample_design(wave.answers, rows), _domains(wave.answers, rows)
        for question, y in wave.answers.answers.items():
            found += _question(wave, sample, question, design, y[rows], domains)
            done += 1
            report(done, total)
    return tuple(found)


def sample_design(answers: SurveyAnswers, rows: np.ndarray) -> SurveyDesign:
    """Return the design of the rows of one sample."""
    stages = [unit[rows] for unit in answers.psus]
    return survey_design(
        answers.weight[rows],
        answers.stratum[rows].astype(str),
        stages[0].astype(str) if stages else None,
        stages[1].astype(str) if len(stages) > 1 else None,
        [count[rows] for count in answers.fpcs],
    )


def wave_designs(wave: KapWave) -> tuple[KapDesign, ...]:
    """Return how each sample of a wave was drawn."""
    designs = []
    for sample in SAMPLES:
        rows = wave.answers.sample == sample
        if not rows.any():
            continue
        weight, psus = wave.answers.weight[rows], wave.answers.psus
        units = len(set(psus[0][rows])) if psus else int(rows.sum())
        areas, strata = tuple(sorted(set(wave.answers.qark[rows]))), len(set(wave.answers.stratum[rows]))
        low, high = float(weight.min()), float(weight.max())
        facts = (int(rows.sum()), strata, units, low != high, bool(wave.answers.fpcs), low, high, wave.fieldwork, wave.note)
        designs.append(KapDesign(wave.wave, sample, areas, *facts))
    return tuple(designs)


@dataclass(frozen=True)
class _Domains:
    """The labels of one sample's respondents: their qark, and by kind their member alone and within their qark, coded once."""

    areas: tuple[str, ...]
    qark: Groups
    kinds: tuple[tuple[Groups, Groups], ...]


def _domains(answers: SurveyAnswers, rows: np.ndarray) -> _Domains:
    qark = answers.qark[rows]
    kinds = []
    for kind, member in answers.groups.items():
        inside = np.array([f"{kind}:{m}" if m else None for m in member[rows]], dtype=object)
        both = np.array([f"{q}|{m}" if m else None for q, m in zip(qark, inside, strict=True)], dtype=object)
        kinds.append((code_groups(inside), code_groups(both)))
    return _Domains(tuple(sorted(set(qark))), code_groups(qark), tuple(kinds))


def _question(
    wave: KapWave, sample: str, question: str, design: SurveyDesign, y: Floats, domains: _Domains
) -> Iterator[KapEstimate]:
    areas = domains.areas
    results = _results(design, y, domains, wave.lonely)
    names = [EVERYONE, *(name for name in wave.groups if name != EVERYONE)]
    for area in [*areas, TOGETHER] if len(areas) > 1 else areas:
        region_ids = (area,) if area else tuple(areas)
        for group in names:
            yield _as_kap(wave, question, region_ids, sample, group, results.get((area, group)))


def _results(design: SurveyDesign, y: Floats, domains: _Domains, lonely: Lonely) -> dict[tuple[str, str], Estimate]:
    """Return the estimates by (area, group); a group of people without an answer is not in it."""
    if np.isnan(y).all():
        return {}
    options = EstimateOptions(lonely=lonely)
    found = {(figure.group, EVERYONE): figure for figure in estimate(design, y, "proportion", domains.qark, options)}
    for inside, both in domains.kinds:
        for figure in estimate(design, y, "proportion", inside, options)[1:]:
            found[(TOGETHER, figure.group)] = figure
        for figure in estimate(design, y, "proportion", both, options)[1:]:
            area, _, group = figure.group.partition("|")
            found[(area, group)] = figure
    return {key: figure for key, figure in found.items() if figure.n}


def _as_kap(
    wave: KapWave, question: str, region_ids: tuple[str, ...], sample: str, group: str, figure: Estimate | None
) -> KapEstimate:
    n = float(figure.n) if figure else 0.0
    gap = KapEstimate(
        wave.wave, question, region_ids, sample, group, NAN, NAN, NAN, NAN, n, NAN, NAN, NAN, "", "too_few",
        wave.source_id, wave.locator,
    )  # fmt: skip
    if figure is None or figure.state:
        return gap
    # A share without any variance has endless effective answers; those asked are what it rests on.
    n_eff = n if math.isinf(figure.n_eff) else figure.n_eff
    return replace(
        gap, percent=100 * figure.estimate, lower=100 * figure.lower, upper=100 * figure.upper, se=100 * figure.se,
        n_eff=n_eff, df=float(figure.df), deff=figure.deff, state=wave.state, gap="",
    )  # fmt: skip
