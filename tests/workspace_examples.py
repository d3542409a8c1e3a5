"""A small survey, and imports of it, for the tests of the workspace. The figures are the tests' own."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from data.imports.kinds import SURVEY_TABLES
from data.survey_tables import to_tables
from data.survey_types import KapChange, KapDesign, KapEstimate, KapGroup, KapQuestion, SurveyData
from data.workspace import Version, Workspace

ORIGINAL = b"respondent,answer\n1,yes\n2,no\n"
NAN = math.nan


def workspace_environ(folder: Path, **more: str) -> dict[str, str]:
    return {"PARANDALIM_WORKSPACE": str(folder / "workspace"), **more}


def survey(wave: str = "1", percent: float = 40.0, example: bool = False) -> SurveyData:
    text = {"sq": "Pyetje për provë?", "en": "A question for a test?"}
    known = KapEstimate(
        wave, "q1", ("AL011",), "general", "all", percent, 30.5, 50.25, 5.0, 120.0, 98.5, 11.0, 1.2,
        "example" if example else "observed", "", "kap-wave-1", "table 3",
    )  # fmt: skip
    gap = replace(known, group="sex:female", percent=NAN, lower=NAN, upper=NAN, se=NAN, n=12.0, n_eff=NAN, df=NAN, deff=NAN)
    change = KapChange(
        "1", "2", "q1", ("AL011", "AL015"), "general", "all", 3.0, -2.0, 8.0, 2.5, 20.0, 0.23, 0.46, 7.1, "observed", ""
    )
    design = KapDesign(wave, "general", ("AL011",), 120, 4, 12, True, False, 0.5, 2.0, "2020-08", text)
    return SurveyData(
        questions={"q1": KapQuestion("q1", "knowledge", text, text, "higher_is_better")},
        groups={"all": KapGroup("all", "all", text), "sex:female": KapGroup("sex:female", "sex", text)},
        estimates=(known, replace(gap, state="", gap="too_few")),
        changes=(change,),
        designs=(design,),
        example=example,
    )


def answers(secret: str = "the answer of one person") -> pa.Table:
    return pa.table({"respondent": [1, 2], "answer": [secret, "no"]})


def publish(
    workspace: Workspace,
    name: str = "survey-wave-1",
    original: bytes = ORIGINAL,
    data: SurveyData | None = None,
    more: Mapping[str, pa.Table] | None = None,
    who: str = "ana",
    only: Collection[str] = SURVEY_TABLES,
) -> Version:
    data = data or survey()
    staged = workspace.stage(original, "survey", name, who, "answers.csv")
    tables = {table: content for table, content in to_tables(data).items() if table in only}
    return workspace.publish(staged, {**tables, **(more or {})}, {"wave": "1"}, example=data.example)
