"""How records stand on a day, beside an obvious second reading of the same rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.standing import STANDINGS, mechanism_standing, standing_of


def test_a_line_reported_as_not_working_is_said_so_on_every_day(shipped) -> None:
    line = shipped.services["X002"]
    assert {standing_of(shipped, line, date(year, 6, 30)) for year in (2006, 2021, 2024, 2026)} == {"not_functioning"}


def test_planned_not_activated_closed_and_stale_are_told_apart(shipped) -> None:
    today = date(2026, 11, 22)
    told = {name: standing_of(shipped, shipped.services[name], today) for name in ("S400", "X001", "S001")}
    assert told == {"S400": "planned", "X001": "closed", "S001": "stale"}
    dead = [s for s in shipped.services.values() if s.status == "not_activated"]
    assert dead
    assert {standing_of(shipped, s, today) for s in dead} == {"not_activated"}
    assert {standing_of(shipped, p, today) for p in shipped.projects.values() if p.status == "planned"} == {"planned"}


def test_a_grant_of_phase_3_has_not_begun_in_november_2005_and_has_ended_in_2021(shipped) -> None:
    grant = shipped.projects["001-KV-20"]
    days = (date(2005, 11, 30), date(2006, 6, 30), date(2021, 6, 30))
    assert [standing_of(shipped, grant, day) for day in days] == ["not_yet", "assumed", "ended"]


@pytest.mark.parametrize(
    ("changes", "on", "standing"),
    [
        ({"start": date(2006, 1, 1), "end": date(2006, 12, 31)}, date(2006, 6, 1), "active"),
        ({"start": date(2006, 1, 1), "end": date(2006, 12, 31)}, date(2005, 6, 1), "not_yet"),
        ({"start": date(2006, 1, 1), "end": date(2006, 12, 31)}, date(2007, 6, 1), "ended"),
        ({"start": date(2006, 1, 1), "end": None}, date(2008, 10, 31), "active"),
        ({"start": date(2006, 1, 1), "end": None}, date(2008, 11, 1), "unknown"),
        ({"start": None, "end": None}, date(2005, 1, 1), "assumed"),
        ({"start": None, "end": None}, date(2004, 12, 31), "not_yet"),
        ({"start": None, "end": None}, date(2006, 8, 1), "unknown"),
        ({"start": None, "end": date(2005, 12, 31)}, date(2005, 6, 1), "assumed"),
        ({"status": "foreseen"}, date(2006, 6, 1), "planned"),
        ({"status": "not_activated"}, date(2006, 6, 1), "not_activated"),
        ({"status": "unknown", "start": None, "end": None}, date(2006, 6, 1), "unknown"),
    ],
)
def test_a_mechanism_stands_as_its_dates_and_its_document_say(tiny_dataset, changes: dict, on: date, standing: str) -> None:
    """Its document was published in October 2006 and speaks of January 2005 to July 2006."""
    mechanism = replace(tiny_dataset.mechanisms["M1"], **changes)
    assert mechanism_standing(tiny_dataset, mechanism, on) == standing
    assert standing in STANDINGS
