"""Compares a wave that is being imported with the waves before and after it that are in force."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.imports.survey_answers import SurveyAnswers, answers_from_frame
from data.survey_tables import from_tables, to_tables
from data.survey_types import SurveyData
from data.workspace import Version, Workspace
from models.kap_changes import wave_changes
from models.kap_overlap import WaveOverlap

KIND = "survey"
ANSWERS = "answers"


@dataclass(frozen=True)
class OneWave:
    """A wave to be compared: its percentages, and its answers where there are any.

    ``same_psus`` is what its codebook says: a PSU with a stratum and label of the wave before is the same place.
    """

    name: str
    wave: str
    survey: SurveyData
    answers: SurveyAnswers | None
    same_psus: bool
    example: bool


def compare_waves(workspace: Workspace, new: OneWave) -> tuple[SurveyData, dict[str, list[object]]]:
    """Add the changes from the wave before and to the wave after that are in force, and say which versions those were."""
    others = _other_waves(workspace, new)
    before = max((wave for wave in others if wave < int(new.wave)), default=None)
    after = min((wave for wave in others if wave > int(new.wave)), default=None)
    changes, compared = new.survey.changes, {}
    for wave in (before, after):
        if wave is None:
            continue
        other = _in_force(workspace, others[wave], str(wave))
        first, second = (other, new) if wave == before else (new, other)
        asked = (first.survey.questions, second.survey.questions)
        changes += wave_changes(first.survey.estimates, second.survey.estimates, *asked, _overlap(first, second))
        compared[str(wave)] = [others[wave].name, others[wave].number]
    return replace(new.survey, changes=changes), compared


def _overlap(first: OneWave, second: OneWave) -> WaveOverlap | None:
    """Return what both share, where the later wave's codebook says that equal labels are the same places."""
    if not second.same_psus or first.answers is None or second.answers is None:
        return None
    return WaveOverlap(first.answers, second.answers)


def _in_force(workspace: Workspace, version: Version, wave: str) -> OneWave:
    survey = from_tables({name: workspace.read_table(version, name) for name in to_tables(SurveyData())})
    answers = answers_from_frame(workspace.read_table(version, ANSWERS).to_pandas()) if ANSWERS in version.tables else None
    return OneWave(version.name, wave, survey, answers, bool(version.facts.get("same_psus")), version.example)


def _other_waves(workspace: Workspace, new: OneWave) -> dict[int, Version]:
    found = {}
    for version in workspace.current().values():
        if version.kind == KIND and version.example == new.example and version.name != new.name:
            found[int(str(version.facts["wave"]))] = version
    return found
