"""The queue as the steward reads it: every proposal in words, what was done with it, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dashboard.state import default_selection
from dashboard.text import Words
from dashboard.view_models.directory_words import item_address
from dashboard.view_models.world import World, build_choices
from data.corrections_types import Proposal

DAYS = ("seen", "since", "as_of")
PLACES = ("region", "instead_of")


@dataclass(frozen=True)
class QueueRow:
    """One proposal: ``facts`` are pairs of name and text, ``actions`` the codes of what can be done with it now."""

    proposal: str
    title: str
    about: str
    address: str
    facts: tuple[tuple[str, str], ...]
    state: str
    state_said: str
    steps: tuple[str, ...]
    actions: tuple[str, ...]


def build_queue(world: World, proposals: Iterable[Proposal], words: Words) -> tuple[QueueRow, ...]:
    """Build the rows: what waits comes first, then what was decided, each the latest first."""
    rows = sorted(proposals, key=lambda one: one.state != "proposed")
    return tuple(_row(world, one, words) for one in rows)


def _row(world: World, one: Proposal, words: Words) -> QueueRow:
    record = str(one.content.get("record", ""))
    selection = replace(default_selection(build_choices(world)), lang=words.lang, date=world.today)
    left_out = one.state == "accepted" and not one.in_force
    return QueueRow(
        proposal=one.name,
        title=words(f"corrections.kind.{one.kind}"),
        about=_record_name(world, record, words),
        address=item_address(selection, record) if record else "",
        facts=tuple(
            (words(f"corrections.field.{name}"), _said(world, name, value, words)) for name, value in one.content.items()
        ),
        state=one.state,
        state_said=words("corrections.state.left_out" if left_out else f"corrections.state.{one.state}"),
        steps=tuple(
            words(
                "corrections.step_why" if step.reason else "corrections.step",
                state=words(f"corrections.state.{step.state}"),
                date=words.date(step.at.date()),
                who=_who(step.who, words),
                reason=step.reason,
            )
            for step in one.steps
        ),
        actions=_actions(one.state, left_out),
    )


def _actions(state: str, left_out: bool) -> tuple[str, ...]:
    if state == "proposed":
        return ("accept", "reject")
    if state == "accepted":
        return ("accept", "take_back") if left_out else ("take_back",)
    return ("accept",)


def _who(label: str, words: Words) -> str:
    return words("corrections.visitor") if label == "visitor" else label


def _record_name(world: World, record: str, words: Words) -> str:
    data = world.dataset
    found = data.services.get(record) or data.projects.get(record) or data.mechanisms.get(record)
    return found.name[words.lang] if found else record


def _said(world: World, name: str, value: object, words: Words) -> str:
    if name in DAYS:
        return words.date(date.fromisoformat(str(value)))
    if name in PLACES:
        region = world.dataset.regions.get(str(value))
        return words(f"place.{region.level}", name=region.name[words.lang]) if region else str(value)
    if name == "category":
        category = world.dataset.service_categories.get(str(value))
        return category.label[words.lang] if category else str(value)
    if isinstance(value, list):
        return words.listed([words(f"corrections.theme.{theme}") for theme in value])
    return str(value)
