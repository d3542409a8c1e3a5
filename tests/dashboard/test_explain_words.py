from __future__ import annotations

import re
from datetime import date

import pytest

from dashboard.explain_words import explain_in_words, strings_of
from models.explain import explain_area
from models.profiles import build_profiles
from models.risk_index import score_areas

DAY = date(2006, 7, 31)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_both_languages_have_the_same_keys_and_placeholders():
    sq, en = strings_of("sq"), strings_of("en")
    assert sq.keys() == en.keys()
    for table in sq:
        assert sq[table].keys() == en[table].keys()
        for key in sq[table]:
            assert placeholders(sq[table][key]) == placeholders(en[table][key]), key


@pytest.mark.parametrize("lang", ["sq", "en"])
def test_every_area_is_told_in_whole_sentences(shipped, lang):
    for level, day in (("qark", DAY), ("qark", date(2021, 6, 30)), ("municipality", DAY)):
        profiles = build_profiles(shipped, score_areas(shipped, level, day))
        for row in profiles.table.rows:
            lines = explain_in_words(shipped, explain_area(shipped, row.region_id, day, profiles=profiles), lang)
            assert all(line.endswith((".", ":")) and "{" not in line and "nan" not in line.split() for line in lines)


def test_the_first_sentence_says_score_class_and_rank(shipped):
    why = explain_area(shipped, "AL011", DAY)
    assert explain_in_words(shipped, why, "sq")[0] == (
        "Qarku i Dibrës, 31.07.2006: përparësia 83,6 nga 100, klasa «shumë e lartë», vendi 1 nga 12 në renditje."
    )
    assert explain_in_words(shipped, why, "en")[0] == (
        "Dibër qark, 31 July 2006: priority 83.6 of 100, class “very high”, rank 1 of 12."
    )


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="use sq or en"):
        strings_of("de")
