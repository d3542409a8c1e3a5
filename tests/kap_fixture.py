"""A survey by hand, for tests only: every question, group and figure in it is made up."""

from __future__ import annotations

import math
from dataclasses import replace

from data.survey_types import KapChange, KapDesign, KapEstimate, KapGroup, KapQuestion, SurveyData

QARKS = ("AL011", "AL013", "AL015", "AL022")
MUNICIPALITY = "AL111"
NAN = math.nan


def both(text: str) -> dict[str, str]:
    return {"sq": f"{text} (sq)", "en": f"{text} (en)"}


def question(question_id: str, theme: str, direction: str) -> KapQuestion:
    return KapQuestion(question_id, theme, both(f"Invented question {question_id}"), both("Yes"), direction)


QUESTIONS = {
    "k1": question("k1", "knowledge", "higher_is_better"),
    "k2": question("k2", "knowledge", "higher_is_better"),
    "a1": question("a1", "attitude", "higher_is_worse"),
    "p1": question("p1", "practice", "none"),
}
GROUPS = {
    "all": KapGroup("all", "all", both("Everyone")),
    "sex:female": KapGroup("sex:female", "sex", both("Girls and women")),
    "sex:male": KapGroup("sex:male", "sex", both("Boys and men")),
}


def estimate(wave: str, question_id: str, areas: tuple[str, ...], percent: float, **more: object) -> KapEstimate:
    plain = KapEstimate(
        wave=wave,
        question_id=question_id,
        region_ids=areas,
        sample="general",
        group="all",
        percent=percent,
        lower=percent - 5,
        upper=percent + 5,
        se=2.5,
        n=380.0 * len(areas),
        n_eff=250.0 * len(areas),
        df=30.0,
        deff=1.52,
        state="observed",
        gap="",
        source_id="kap-wave-1",
        locator="",
    )
    return replace(plain, **more)


def unknown(wave: str, question_id: str, areas: tuple[str, ...], gap: str, **more: object) -> KapEstimate:
    nothing = dict.fromkeys(("lower", "upper", "se", "n_eff", "df", "deff"), NAN)
    return estimate(wave, question_id, areas, NAN, **{**nothing, "state": "", "gap": gap, **more})


def of_question(wave: str, question_id: str, percent: float) -> list[KapEstimate]:
    tight = {"lower": percent - 2.5, "upper": percent + 2.5, "se": 1.25}
    rows = [estimate(wave, question_id, QARKS, percent, **tight)]
    rows += [
        estimate(wave, question_id, (area,), percent + step) for area, step in zip(QARKS, (-1.0, 0.0, 1.0, 0.5), strict=True)
    ]
    rows += [estimate(wave, question_id, QARKS, percent + s, group=g) for g, s in (("sex:female", 1.0), ("sex:male", -1.0))]
    rows += [estimate(wave, question_id, QARKS, percent - 1, sample="roma_booster", n=150.0, n_eff=90.0)]
    rows += [unknown(wave, question_id, (QARKS[0],), "too_few", sample="roma_booster", n=7.0)]
    return rows


def change(question_id: str, areas: tuple[str, ...], difference: float, p: float, **more: object) -> KapChange:
    low, high = difference - 6, difference + 6
    plain = KapChange(
        "1", "2", question_id, areas, "general", "all", difference, low, high, 3.0, 58.0, p, p, 12.0, "observed", ""
    )
    return replace(plain, **more)


def design(wave: str, sample: str, fieldwork: str) -> KapDesign:
    people, note = (1520, both("Invented design")) if sample == "general" else (150, both(""))
    return KapDesign(wave, sample, QARKS, people, 8, 120, True, False, 0.42, 2.61, fieldwork, note)


PERCENTS = {"1": {"k1": 40.0, "k2": 55.0, "a1": 30.0, "p1": 20.0}, "2": {"k1": 52.0, "k2": 56.0, "a1": 29.0, "p1": 21.0}}


def invented_survey(example: bool = False) -> SurveyData:
    """Return two waves in the four qarks: k1 rose by 12 points, nothing else changed, no place or group differs."""
    rows = [row for wave, found in PERCENTS.items() for q, percent in found.items() for row in of_question(wave, q, percent)]
    rows.append(unknown("2", "k1", (QARKS[1],), "too_few", group="sex:male", n=8.0))
    rows.append(estimate("2", "k1", (QARKS[1],), 53.0, group="sex:female", n=372.0))
    rows.append(estimate("2", "k1", (MUNICIPALITY,), 51.0, state="modelled", n=20.0))
    rows.append(unknown("2", "k2", (MUNICIPALITY,), "too_few", n=NAN))
    changes = [change("k1", QARKS, 12.0, 0.001), *(change(q, QARKS, 1.0, 0.8) for q in ("k2", "a1", "p1"))]
    changes += [change("k1", (area,), 11.0, 0.2) for area in QARKS[:3]]
    changes.append(change("k1", (QARKS[3],), NAN, NAN, lower=NAN, upper=NAN, detectable=NAN, state="", gap="too_few"))
    drawn = tuple(design(w, s, f) for w, f in (("1", "2020-08"), ("2", "2022-05")) for s in ("general", "roma_booster"))
    if example:
        rows = [replace(row, state="example" if row.state == "observed" else row.state, source_id="") for row in rows]
        changes = [replace(row, state="example" if row.state else "") for row in changes]
    return SurveyData(QUESTIONS, GROUPS, tuple(rows), tuple(changes), drawn, example)
