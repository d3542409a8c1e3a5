from __future__ import annotations

import ast
import math
import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from dashboard.text import LOCALES, Words, load_locale, load_words

DASHBOARD = LOCALES.parent
VISIBLE = [*DASHBOARD.glob("layouts/*.py"), *DASHBOARD.glob("callbacks/*.py"), *DASHBOARD.glob("figures/*.py")]
VIEW_MODELS = sorted(DASHBOARD.glob("view_models/*.py"))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_two_languages_have_the_same_keys() -> None:
    assert set(load_locale("sq")) == set(load_locale("en"))


def test_the_two_languages_fill_the_same_places() -> None:
    sq, en = load_locale("sq"), load_locale("en")
    assert {key: places(sq[key]) for key in sq} == {key: places(en[key]) for key in en}


def test_no_text_is_empty_or_left_in_the_other_language() -> None:
    sq, en = load_locale("sq"), load_locale("en")
    assert all(text.strip() for text in (*sq.values(), *en.values()))
    # "qark" is the word in both languages.
    same = {key for key in sq if sq[key] == en[key] and re.search(r"[A-Za-z]{4}", re.sub(r"\{\w+\}|[Qq]ark", "", sq[key]))}
    assert same <= {"app.name", "language.sq_name", "language.en_name"}


def test_counts_come_whole_in_each_language() -> None:
    for lang in ("sq", "en"):
        keys = set(load_locale(lang))
        assert {k[: -len(".one")] for k in keys if k.endswith(".one")} == {
            k[: -len(".other")] for k in keys if k.endswith(".other")
        }


def keys_used(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("words", "count") and isinstance(node.args[0].value, str) and "." in node.args[0].value:
                found.add(node.args[0].value)
    return found


@pytest.mark.parametrize("path", [*VISIBLE, *VIEW_MODELS], ids=lambda path: path.stem)
def test_every_key_that_is_asked_for_exists(path: Path) -> None:
    known = set(load_locale("sq"))
    for key in keys_used(path):
        assert key in known or f"{key}.one" in known, key


def visible_literals(path: Path) -> set[str]:
    """Texts with a space between words outside docstrings, class names and css-like arguments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    holders = (n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef) and n.body)
    skipped = {id(n.body[0].value) for n in holders if isinstance(n.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in ("className", "rel", "id"):
            skipped |= {id(inner) for inner in ast.walk(node.value)}
    literals = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in skipped)
    return {n.value for n in literals if re.search(r"[A-Za-zëç]{2,} [A-Za-zëç]{2,}", n.value) or re.search(r"[ëç]", n.value)}


@pytest.mark.parametrize("path", [*VISIBLE, *VIEW_MODELS], ids=lambda path: path.stem)
def test_nothing_that_is_seen_is_written_in_code(path: Path) -> None:
    seen = {text for text in visible_literals(path) if not text.startswith(("swatch ", "gap-row ", "band lane", "segments "))}
    # How a source record says that it has no producer, or that nobody read its licence: compared with, never shown.
    assert seen <= {"markers+text", "ë", "ç", "not stated", "to be confirmed"}, seen


@pytest.mark.parametrize(
    ("lang", "value", "decimals", "text"),
    [
        ("sq", 1537.46, 1, "1\u2009537,5"),
        ("en", 1537.46, 1, "1,537.5"),
        ("sq", -0.04, 1, "0,0"),
        ("en", -12.3, 1, "\u221212.3"),
        ("sq", 2402113, 0, "2\u2009402\u2009113"),
        ("en", math.nan, 0, "–"),
    ],
)
def test_numbers_are_written_as_the_language_does(lang: str, value: float, decimals: int, text: str) -> None:
    assert Words(lang).number(value, decimals) == text


def test_dates_and_months_are_written_as_the_language_does() -> None:
    day = date(2005, 11, 30)
    assert (Words("sq").date(day), Words("en").date(day)) == ("30.11.2005", "30 November 2005")
    assert (Words("sq").month(day), Words("en").month(day)) == ("nëntor 2005", "November 2005")


def test_periods_are_read_as_the_contract_writes_them() -> None:
    en, sq = load_words("en"), load_words("sq")
    assert [en.period(p) for p in ("2011", "2008-09", "2019-Q2", "2020-05", "")] == [
        "2011",
        "2008–09",
        "quarter 2 of 2019",
        "May 2020",
        "",
    ]
    assert sq.period("2019-Q2") == "tremujori 2 i vitit 2019"


def test_names_are_listed_with_the_languages_own_and() -> None:
    assert load_words("sq").listed(["A", "B", "C"]) == "A, B dhe C"
    assert load_words("en").listed(["A"]) == "A"


def test_a_key_may_stand_in_one_file_of_a_language_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx.toml").write_text('[page]\ntitle = "One"\n', encoding="utf-8")
    (tmp_path / "xx" / "more.toml").write_text('[page]\nother = "Two"\n', encoding="utf-8")
    monkeypatch.setattr("dashboard.text.LOCALES", tmp_path)
    assert load_locale.__wrapped__("xx") == {"page.title": "One", "page.other": "Two"}
    (tmp_path / "xx" / "again.toml").write_text('[page]\ntitle = "Three"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.title"):
        load_locale.__wrapped__("xx")
