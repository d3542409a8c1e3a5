"""What a page says of the link that it was opened with: that data or method changed since, and whether both can be seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dashboard.state import THEN, DataMark, Selection, write_mark
from dashboard.text import Words
from models.method import METHOD_VERSION

# Whether the data of a link can be seen as they were, or why not.
KEPT, METHOD = "kept", "method"
NOT_KEPT, UNKNOWN, UNREADABLE, FAILED = "not_kept", "unknown", "unreadable", "failed"
REASONS = (NOT_KEPT, UNKNOWN, UNREADABLE, FAILED, "purged", "withdrawn")


@dataclass(frozen=True)
class LinkFacts:
    """What is known of a link's data.

    ``link`` is the mark that a link to what is shown now carries, ``old`` the mark of the data that are no longer today's
    (None where nothing need be said), ``then`` whether those are shown, ``changed`` the kinds of data that differ (None where
    nobody knows), ``method`` today's method, ``steward`` whether short links can be made.
    """

    link: str = ""
    old: DataMark | None = None
    then: bool = False
    reason: str = ""
    changed: tuple[str, ...] | None = ()
    method: str = ""
    steward: bool = False


@dataclass(frozen=True)
class LinkNote:
    """The note: its sentences, the first of them in bold, and the choices with what each changes in the address."""

    then: bool
    said: tuple[str, ...]
    choices: tuple[tuple[str, dict[str, str]], ...]


def lasting(selection: Selection, version: str, day: date) -> Selection:
    """Return a view as paper should link to it: with the data that it was made on, which data shown as they were have already."""
    return selection if selection.then else replace(selection, data=write_mark(DataMark(day, version, METHOD_VERSION)))


def build_link_note(facts: LinkFacts, words: Words) -> LinkNote | None:
    """Say what changed since a link was made; None where its data and method are today's, or it names none."""
    if facts.old is None:
        return None
    named = {"day": words.date(facts.old.day), "version": facts.old.version}
    today = (words("linked.choice.today"), {"data": "", "then": ""})
    said = [words("linked.then" if facts.then else "linked.made", **named)]
    if facts.reason != METHOD:
        said.append(_changed(facts, words))
    if facts.old.method != facts.method:
        said.append(words("linked.method", old=facts.old.method, new=facts.method))
    if facts.then:
        return LinkNote(True, tuple(said), (today,))
    if facts.reason in REASONS:
        said.append(words(f"linked.reason.{facts.reason}"))
    said.append(words("linked.today"))
    asked = [(words("linked.choice.then"), {"then": THEN})] if facts.reason == KEPT else []
    return LinkNote(False, tuple(said), (*asked, today))


def _changed(facts: LinkFacts, words: Words) -> str:
    if not facts.changed:
        return words("linked.changed_unknown")
    return words("linked.changed", what=words.listed([words(f"linked.kind.{kind}") for kind in facts.changed]))
