"""Validated answers of one survey file: what is kept of it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

Texts = NDArray[Any]
Floats = NDArray[np.float64]
GENERAL, BOOSTER = "general", "roma_booster"
NOBODY = ""
_GROUP, _ANSWER = "group_", "answer_"


@dataclass(frozen=True)
class SurveyAnswers:
    """Answers of one wave, one entry per respondent in every array.

    ``weight`` > 0. ``stratum`` and the one or two ``psus`` are labels, ``fpcs`` population counts of the units of each stage.
    ``area`` is the region at the codebook's level, ``qark`` the qark it lies in. ``groups`` holds by kind the member's id
    ("" = in none), ``answers`` by question 1 (counts), 0 (does not) or NaN (not in the base).
    """

    weight: Floats
    stratum: Texts
    psus: tuple[Texts, ...]
    fpcs: tuple[Floats, ...]
    area: Texts
    qark: Texts
    sample: Texts
    groups: Mapping[str, Texts] = field(default_factory=dict)
    answers: Mapping[str, Floats] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many respondents there are."""
        return len(self.weight)


def answers_to_frame(answers: SurveyAnswers) -> pd.DataFrame:
    """Return the answers as a table for storage: ``weight, stratum, psu_1.., fpc_1.., area, qark, sample, group_*, answer_*``."""
    columns: dict[str, Any] = {"weight": answers.weight, "stratum": answers.stratum}
    columns |= {f"psu_{stage}": unit for stage, unit in enumerate(answers.psus, start=1)}
    columns |= {f"fpc_{stage}": count for stage, count in enumerate(answers.fpcs, start=1)}
    columns |= {"area": answers.area, "qark": answers.qark, "sample": answers.sample}
    columns |= {_GROUP + kind: member for kind, member in answers.groups.items()}
    columns |= {_ANSWER + question: value for question, value in answers.answers.items()}
    return pd.DataFrame(columns)


def answers_from_frame(frame: pd.DataFrame) -> SurveyAnswers:
    """Return the answers of a table as :func:`answers_to_frame` writes it."""

    names = [str(name) for name in frame.columns]

    def texts(name: str) -> Texts:
        return frame[name].to_numpy(dtype=object)

    def numbered(prefix: str) -> list[str]:
        return [name for name in (f"{prefix}_1", f"{prefix}_2") if name in frame]

    return SurveyAnswers(
        weight=frame["weight"].to_numpy(dtype=float),
        stratum=texts("stratum"),
        psus=tuple(texts(name) for name in numbered("psu")),
        fpcs=tuple(frame[name].to_numpy(dtype=float) for name in numbered("fpc")),
        area=texts("area"),
        qark=texts("qark"),
        sample=texts("sample"),
        groups={name[len(_GROUP) :]: texts(name) for name in names if name.startswith(_GROUP)},
        answers={name[len(_ANSWER) :]: frame[name].to_numpy(dtype=float) for name in names if name.startswith(_ANSWER)},
    )


def answers_to_table(answers: SurveyAnswers) -> pa.Table:
    """Return the answers as the table that the workspace keeps."""
    return pa.Table.from_pandas(answers_to_frame(answers), preserve_index=False)
