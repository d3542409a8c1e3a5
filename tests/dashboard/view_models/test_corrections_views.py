"""What the card, the list and the checklist ask, with a steward's token and without."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from corrections_examples import COMPLETE, QARK

from dashboard.layouts.directory_page import layout_answer, layout_answer_card
from dashboard.state import Wanted
from dashboard.text import load_words
from dashboard.view_models.corrections_queue import build_queue
from dashboard.view_models.directory import build_answer
from dashboard.view_models.world import World
from data.corrections_types import Proposal, Step
from data.imports.correction_facts import join_facts

TODAY = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def open_world(real):
    """The same world where a steward has set a token."""
    world = copy(real)
    world.steward = True
    return world


def drawn(world, choose, lang: str = "en", **wanted: str) -> str:
    selection = choose(world, page="directory", lang=lang, date=TODAY.date(), wanted=Wanted(**wanted))
    view, words = build_answer(world, selection), load_words(lang)
    return str(layout_answer(view, "", words)) + str(layout_answer_card(view, words))


@pytest.mark.parametrize("item", ["S031", "001-DN-08", "SY011"])
def test_each_card_asks_the_cheapest_question_first(open_world, choose, item: str) -> None:
    card = drawn(open_world, choose, item=item)
    assert (
        card.index('data-correct="still_open"') < card.index('data-correct="closed"') < card.index('data-correct="wrong_place"')
    )
    assert ('name="instead_of"' in card) == (item != "S031")


def test_without_a_token_there_is_no_form_and_the_card_says_whom_to_tell(real, choose) -> None:
    for wanted in ({"item": "S031"}, {"part": "checklist", "area": QARK, "item": "S031"}):
        page = drawn(real, choose, **wanted)
        assert "<form" not in page
        assert "tell the data steward of this installation and name the record S031" in page
    assert "Declarations cannot be sent from this page" in page


def test_a_shelter_can_only_be_moved_to_a_qark(open_world, choose) -> None:
    shelter = next(s.service_id for s in open_world.dataset.services.values() if s.category == "shelter")
    assert 'data-fill-places="qark"' in drawn(open_world, choose, item=shelter)


def groups(world, choose, area: str = QARK):
    return build_answer(world, choose(world, page="directory", lang="en", wanted=Wanted(part="checklist", area=area))).checklist


def test_the_checklist_holds_all_that_is_not_known_of_the_qark_today(open_world, choose) -> None:
    view = groups(open_world, choose)
    titles = [group.title for group in view.groups]
    assert titles == [
        "Services to confirm",
        "Where the sources' silence means nothing",
        "Projects without dates",
        "Mechanisms without confirmation",
        "Municipalities without any record",
    ]
    assert view.can_send
    assert "S031" in [line.record for line in view.groups[0].lines]
    named = {p.region_id for project in open_world.dataset.projects.values() for p in project.places}
    empty = {line.name for line in view.groups[4].lines}
    towns = [t for t in open_world.municipalities_of(QARK) if t.name["en"] in empty]
    assert towns
    assert not named & {town.region_id for town in towns}
    assert groups(open_world, choose, "AL154").region_id == QARK, "a municipality stands for its qark"
    assert groups(open_world, choose, "").groups == ()


def test_what_is_confirmed_and_declared_leaves_the_checklist(open_world, choose) -> None:
    rows = [
        {"proposal": 1, "kind": "still_open", "content": '{"record": "S031", "seen": "2026-11-12"}', "accepted": "2026-11-20"},
        {"proposal": 2, "kind": "complete_list", "content": str(COMPLETE).replace("'", '"'), "accepted": "2026-11-20"},
    ]
    world = World(join_facts(open_world.dataset, rows), open_world.shapes, open_world.today, steward=True)
    view = groups(world, choose)
    assert "Where the sources' silence means nothing" not in [group.title for group in view.groups]
    before = groups(open_world, choose).groups[0].lines
    assert {line.record for line in before} - {line.record for line in view.groups[0].lines} == {"S031"}


def test_the_queue_is_said_in_words_and_what_waits_comes_first(open_world) -> None:
    proposed = Step("proposed", "visitor", TODAY)
    accepted = Step("accepted", "komiteti", TODAY)
    done = Proposal(2, "complete_list", COMPLETE, (proposed, accepted), in_force=True)
    waits = Proposal(1, "closed", {"record": "S031", "since": "2026-11-12"}, (proposed,))
    first, second = build_queue(open_world, [done, waits], load_words("sq"))
    assert (first.title, first.about) == ("I mbyllur", open_world.dataset.services["S031"].name["sq"])
    assert first.facts == (("Regjistrimi", "S031"), ("Që më", "12.11.2026"))
    assert first.steps == ("në pritje: 22.11.2026, një vizitor",)
    assert (second.state_said, second.actions) == ("pranuar", ("take_back",))
    (out,) = build_queue(open_world, [replace(done, in_force=False)], load_words("sq"))
    assert (out.state_said, out.actions) == ("pranuar, por jo në fuqi", ("accept", "take_back"))
