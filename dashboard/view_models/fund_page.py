"""The whole fund page of one selection: the frame, and the part that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from dashboard.state import Selection, default_selection, to_fields
from dashboard.text import Words, load_words
from dashboard.view_models.fund_link import fresh_changes, link_mark, old_link, told_of
from dashboard.view_models.fund_page_types import FundPageView, Part
from dashboard.view_models.fund_saved import build_opened, build_saved
from dashboard.view_models.fund_short import build_shortlist
from dashboard.view_models.fund_sites import build_sites
from dashboard.view_models.fund_split import build_split
from dashboard.view_models.fund_types import Choice
from dashboard.view_models.fund_what import build_what
from dashboard.view_models.page import list_places
from dashboard.view_models.world import World, build_choices

PARTS = ("", "split", "sites", "what", "saved")
BUILDERS: dict[str, Callable[[World, Selection, Words], Part]] = {
    "": build_shortlist,
    "split": build_split,
    "sites": build_sites,
    "what": build_what,
    "saved": build_saved,
}


def build_fund_page(world: World, selection: Selection) -> FundPageView:
    """Build the page of one selection."""
    words = load_words(selection.lang)
    choices = build_choices(world)
    asked = selection.fund
    made, told = link_mark(world), told_of(world, selection)
    opened = build_opened(world, selection, words)
    # A scenario that was opened as it was saved tells more of what moved than its link could.
    old = () if opened and not opened.changed else old_link(world, selection, words)
    return FundPageView(
        fields=to_fields(selection),
        defaults=to_fields(default_selection(choices)),
        places=list_places(world, selection),
        parts=tuple(Choice(words(f"fund.part.{p or 'list'}"), {"fpart": p}, asked.fpart == p) for p in PARTS),
        levels=tuple(Choice(words(f"level.{v}"), {"level": v}, selection.level == v) for v in ("qark", "municipality")),
        dates=_dates(world, selection, words),
        said=_said(world, selection, words),
        notes=_notes(world, selection, words),
        offer=_offer(world, selection, words),
        old=old,
        fresh=Choice(words("fund.old.fresh"), fresh_changes(world, selection), False) if old else None,
        body=build_part(world, selection, words),
        files=_files(selection, words),
        attribution=world.shapes.attribution[selection.lang],
        made=made,
        told=told,
        opened=opened,
    )


def build_part(world: World, selection: Selection, words: Words) -> Part:
    """Build the part that is shown."""
    return BUILDERS[selection.fund.fpart](world, selection, words)


def unrecorded(world: World, selection: Selection) -> int:
    """Return how many areas have no priority because presence is not recorded there."""
    return sum(row.gap == "not_recorded" for row in world.published(selection.level, selection.date).rows)


def _said(world: World, selection: Selection, words: Words) -> str:
    missing, total = unrecorded(world, selection), len(world.areas(selection.level))  # type: ignore[arg-type]
    day = words.date(selection.date)
    if not missing:
        return words("fund.said.all", date=day)
    key = "fund.said.none" if missing == total else "fund.said.some"
    return words(key, date=day, n=words.number(missing), total=words.number(total))


def _notes(world: World, selection: Selection, words: Words) -> tuple[str, ...]:
    notes = []
    if selection.level == "municipality":
        notes.append(words("fund.note.municipality"))
    if selection.played:
        notes.append(words("fund.note.played"))
    return tuple(notes)


def _offer(world: World, selection: Selection, words: Words) -> Choice | None:
    """Offer the last day that the whole country was described, where this one leaves areas out."""
    if not unrecorded(world, selection) or selection.date == world.default_date:
        return None
    return Choice(words("fund.offer", date=words.date(world.default_date)), {"date": world.default_date.isoformat()}, False)


def _dates(world: World, selection: Selection, words: Words) -> tuple[Choice, ...]:
    days: list[date] = list(world.first_dates())
    if selection.date not in days:
        days.append(selection.date)
    return tuple(
        Choice(
            words("fund.today", date=words.date(day)) if day == world.today else words.date(day),
            {"date": day.isoformat()},
            day == selection.date,
        )
        for day in days
    )


def _files(selection: Selection, words: Words) -> tuple[tuple[str, str], ...]:
    query = urlencode({key: text for key, text in to_fields(replace(selection, page="fund")).items() if text})
    files = (("fund.pdf", "pdf"), ("fund.xlsx", "xlsx"), ("fund.csv", "csv"))
    return tuple((words(f"fund.file.{kind}"), f"/download/{name}?{query}") for name, kind in files)
