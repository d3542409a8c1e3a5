"""What the map page says while a changed method is shown: that it is changed, how, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.state import PILLAR_MEANS, PRIORITY_MEANS, USUAL_WEIGHT, Selection
from dashboard.text import Words, load_words
from dashboard.view_models.play import build_agreement
from dashboard.view_models.world import World


@dataclass(frozen=True)
class PlayedNote:
    """The banner, what differs, whether others would agree, and what that rests on (empty while it is being reckoned)."""

    banner: str
    what: str
    question: str
    agreement: str


def build_played_note(world: World, selection: Selection) -> PlayedNote | None:
    """Build the note of one selection; None where it shows the published method."""
    if not selection.played:
        return None
    words = load_words(selection.lang)
    agreed = build_agreement(world, selection, words)
    return PlayedNote(
        banner=words("played.banner"),
        what=words("played.what", changes="; ".join(_changes(world, selection, words))),
        question=words("played.question", answer=agreed.answer) if agreed.answer else "",
        agreement=agreed.said,
    )


def _changes(world: World, selection: Selection, words: Words) -> list[str]:
    said = [
        words("played.weight", name=world.dataset.indicators[name].short[words.lang], weight=weight, usual=USUAL_WEIGHT)
        for name, weight in selection.weights
    ]
    if selection.mean != PILLAR_MEANS[0]:
        said.append(words("played.mean", name=words(f"mean.{selection.mean}").lower()))
    if selection.blend != PRIORITY_MEANS[0]:
        said.append(words("played.blend", name=words(f"mean.{selection.blend}").lower()))
    return said
