"""What of a survey is looked at: wave, question, group of which sample, and the wave to compare with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.state import Selection
from dashboard.view_models.world import World
from data.survey_types import EVERYONE, KapEstimate, KapQuestion
from models.kap_index import BOOSTER, GENERAL, KapIndex, wave_order


@dataclass(frozen=True)
class Chosen:
    """One question of one wave as told by one group of one sample; ``versus`` is another wave, empty where there is none."""

    index: KapIndex
    wave: str
    question: KapQuestion
    sample: str
    group: str
    versus: str

    @property
    def waves(self) -> tuple[str, str]:
        """Return the two waves, the earlier one first."""
        first, second = sorted((self.wave, self.versus), key=wave_order)
        return first, second

    def of_area(self, region_id: str, wave: str = "") -> KapEstimate | None:
        """Return what the group said in one area."""
        return self.index.estimate(wave or self.wave, self.question.question_id, self.sample, self.group, (region_id,))

    def pooled(self, wave: str = "", group: str = "", sample: str = "") -> KapEstimate | None:
        """Return what a group said in all surveyed areas together; by default the chosen one."""
        return self.index.pooled(wave or self.wave, self.question.question_id, sample or self.sample, group or self.group)

    def areas(self) -> tuple[str, ...]:
        """Return the surveyed areas of the wave and sample."""
        return self.index.areas(self.wave, self.sample)


def choose_survey(world: World, selection: Selection) -> Chosen | None:
    """Return what is looked at: what was asked for, the latest wave and its first question by default; None without data."""
    index = world.kap
    if not index.waves:
        return None
    wave = selection.wave or index.waves[-1]
    questions = {question.question_id: question for question in index.questions(wave)}
    question = questions.get(selection.question) or next(iter(questions.values()))
    sample = BOOSTER if selection.group == BOOSTER else GENERAL
    told = index.groups(wave, question.question_id, sample)
    group = selection.group if selection.group in told else EVERYONE
    if group not in told:
        sample = GENERAL
    return Chosen(index, wave, question, sample, group, _versus(index, wave, question.question_id, selection.versus))


def _versus(index: KapIndex, wave: str, question_id: str, asked: str) -> str:
    """Return the wave to compare with: the one asked for, else the nearest before, else the nearest after."""
    others = [w for w in index.waves if w != wave and any(q.question_id == question_id for q in index.questions(w))]
    if asked in others:
        return asked
    before = [w for w in others if wave_order(w) < wave_order(wave)]
    return before[-1] if before else others[0] if others else ""


def settled(selection: Selection, chosen: Chosen | None) -> Selection:
    """Return the selection with every choice said, so that its address reopens the same view whatever comes later."""
    if chosen is None:
        return selection
    group = BOOSTER if chosen.sample == BOOSTER else "" if chosen.group == EVERYONE else chosen.group
    return replace(selection, wave=chosen.wave, question=chosen.question.question_id, group=group, versus=chosen.versus)
