"""What if: a copy of the data with changes, what they move, and what cannot be changed."""

from __future__ import annotations

from datetime import date

import pytest

from models.fund_scenario import MOST_EDITS, Edit, apply_edits, read_edits, write_edits
from models.locate_services import people_within
from models.presence import counted_projects, project_standing, projects_at, service_standing
from models.risk_index import score_areas

DAY = date(2006, 7, 31)


def active(dataset, region_id: str) -> int:
    return len(counted_projects(projects_at(dataset, region_id, DAY)))


def test_edits_survive_the_address_and_junk_in_it_is_left_out() -> None:
    edits = (Edit("ap", "AL013", DAY, date(2007, 7, 31)), Edit("cs", "S036", DAY))
    assert read_edits(write_edits(edits)) == edits
    assert read_edits("xx_AL013_20060731.ap_AL013.ep_1_20069999") == ()
    assert len(read_edits(".".join(["as_AL351_20060701"] * 30))) == MOST_EDITS


def test_an_added_project_counts_in_its_area_only_and_thins_prevention_less(shipped) -> None:
    changed = apply_edits(shipped, read_edits("ap_AL033_20060701_20070731"), DAY).dataset
    assert active(changed, "AL033") == active(shipped, "AL033") + 1
    assert active(changed, "AL013") == active(shipped, "AL013")
    before, after = score_areas(shipped, "qark", DAY), score_areas(changed, "qark", DAY)
    assert after["AL033"].thin_prevention < before["AL033"].thin_prevention
    assert after["AL033"].priority < before["AL033"].priority
    assert after["AL033"].risk == before["AL033"].risk
    assert after["AL013"].priority == before["AL013"].priority


def test_an_added_service_brings_people_within_reach_and_a_closed_one_takes_them_out(shipped) -> None:
    now, total = people_within(shipped, DAY, 10.0)
    more, same = people_within(apply_edits(shipped, read_edits("as_AL351_20060701"), DAY).dataset, DAY, 10.0)
    assert now < more <= total == same
    counted = [s for s in shipped.services if service_standing(shipped, shipped.services[s], DAY) in ("confirmed", "assumed")]
    closed = tuple(Edit("cs", s, DAY) for s in counted)
    assert people_within(apply_edits(shipped, closed, DAY).dataset, DAY, 10.0)[0] < now


def test_a_project_ends_or_goes_on_and_nothing_recorded_is_touched(shipped) -> None:
    ends = shipped.projects["001-KV-01"]
    assert ends.end == DAY
    later = date(2007, 7, 31)
    scenario = apply_edits(shipped, (Edit("xp", "001-KV-01", later),), DAY)
    assert project_standing(scenario.dataset, scenario.dataset.projects["001-KV-01"], later) == "active"
    over = apply_edits(shipped, (Edit("ep", "001-KV-01", date(2006, 7, 30)),), DAY).dataset
    assert project_standing(over, over.projects["001-KV-01"], DAY) == ""
    assert shipped.projects["001-KV-01"] is ends


def test_a_stale_service_that_is_seen_again_is_confirmed(shipped) -> None:
    stale = next(s for s in shipped.services.values() if service_standing(shipped, s, date(2026, 11, 22)) == "stale")
    seen = date(2026, 11, 22)
    changed = apply_edits(shipped, (Edit("xs", stale.service_id, seen),), seen)
    if shipped.service_categories[stale.category].counts_as == "shelter":
        assert changed.wrong
    else:
        assert service_standing(changed.dataset, changed.dataset.services[stale.service_id], seen) == "confirmed"


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ("ep_NONE_20060731", "record"),
        ("cs_S001_20060731", "record"),
        ("as_AL013_20060731", "place"),
        ("ap_AL999_20060731_20070731", "place"),
        ("ap_AL013_20070731_20060731", "days"),
        ("ep_001-KV-01_20040101", "days"),
    ],
)
def test_what_cannot_be_changed_is_named_and_changes_nothing(shipped, edit: str, why: str) -> None:
    """S001 is a shelter: no change here ever moves one."""
    scenario = apply_edits(shipped, read_edits(edit), DAY)
    assert scenario.wrong == {edit: why}
    assert scenario.dataset.projects == shipped.projects
    assert scenario.dataset.services == shipped.services
