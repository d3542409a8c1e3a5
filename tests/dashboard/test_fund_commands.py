"""`parandalim allocate` and `locate` as programs use them: amounts to the cent, sites in order, a sentence for what cannot be."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from typer.testing import CliRunner, Result

from dashboard.commands.fund_commands import ALLOCATE_COLUMNS, LOCATE_COLUMNS, app
from dashboard.text import load_locale
from models.fund_wishes import SENTENCES

TODAY = "2026-11-22"


@pytest.fixture
def run(shipped, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Call a command on data that were loaded once."""
    monkeypatch.setattr("dashboard.commands.fund_commands.open_dataset", lambda root: shipped)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def rows_of(done: Result) -> list[dict[str, str]]:
    assert done.exit_code == 0, done.exception
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.mark.parametrize("rule", ["equal", "priority", "people", "need"])
@pytest.mark.parametrize("level", ["qark", "municipality"])
def test_amounts_sum_to_the_budget_to_the_cent(run, rule: str, level: str) -> None:
    asked = ("allocate", "--budget", "250000.01", "--rule", rule, "--k", "7", "--minimum", "20000", "--level", level)
    rows = rows_of(run(*asked, "--format", "csv"))
    assert tuple(rows[0]) == ALLOCATE_COLUMNS
    assert sum(Decimal(row["amount"]) for row in rows) == Decimal("250000.01")
    assert all(Decimal(row["amount"]) >= 20000 for row in rows)
    assert len(rows) == 7
    assert sum(float(row["share"]) for row in rows) == pytest.approx(1, abs=1e-5)
    assert all(row["reason"].endswith(".") for row in rows)


def test_what_is_not_spent_is_said_on_standard_error_in_one_line(run) -> None:
    done = run("allocate", "--budget", "1000", "--k", "2", "--maximum", "300", "--format", "csv", "--lang", "en")
    assert sum(Decimal(row["amount"]) for row in rows_of(done)) == 600
    assert "400.00 EUR are not. 400.00 EUR are left because every area is at the maximum grant." in done.stderr.splitlines()[0]


def test_reasons_and_names_are_in_the_language(run) -> None:
    asked = ("allocate", "--budget", "1000", "--rule", "people", "--k", "1", "--format", "json")
    albanian, english = (json.loads(run(*asked, "--lang", lang).stdout)[0]["reason"] for lang in ("sq", "en"))
    assert "fëmijë nën 15 vjeç" in albanian
    assert "children under 15" in english


@pytest.mark.parametrize("rule", ["priority", "need"])
def test_without_recorded_presence_the_sentence_offers_another_day_or_rule(run, rule: str) -> None:
    asked = ("allocate", "--budget", "1000", "--rule", rule, "--as-of", TODAY)
    assert "2006-07-31" in str(run(*asked, "--lang", "en").exception)
    assert "prania atëherë nuk është e regjistruar askund" in str(run(*asked).exception)
    assert len(rows_of(run(*asked, "--without-presence", "--format", "csv"))) == 5


def test_municipalities_whose_population_is_not_known_are_named(run) -> None:
    done = run("allocate", "--budget", "1000", "--rule", "people", "--level", "municipality", "--as-of", TODAY, "--lang", "en")
    assert "The population is not known:" in done.stderr
    assert "Lushnjë" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("allocate", "--budget", "10", "--minimum", "11"), "minimum grant of 11.00 is above the budget of 10.00"),
        (("allocate", "--budget", "10", "--k", "13"), "13 areas are asked for, but only 12"),
        (("allocate", "--budget", "0"), "The budget must be"),
        (("allocate", "--budget", "lots"), "The budget must be"),
        (("locate", "--radius-km", "0"), "The radius must be above 0 km"),
        (("locate", "--radius-km", "nan"), "The radius must be above 0 km"),
        (("locate", "--sites", "62"), "only 61 places"),
        (("locate", "--demand", "priority", "--as-of", TODAY), "presence is not recorded"),
    ],
)
def test_what_cannot_be_gets_a_sentence(run, arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments, "--lang", "en")
    assert isinstance(done.exception, ValueError)
    assert sentence in str(done.exception)


@pytest.mark.parametrize("demand", ["people", "young", "priority"])
def test_sites_come_in_order_with_coverage(run, demand: str) -> None:
    done = run("locate", "--sites", "4", "--radius-km", "20", "--demand", demand, "--format", "csv", "--lang", "en")
    rows = rows_of(done)
    assert tuple(rows[0]) == LOCATE_COLUMNS
    assert [row["order"] for row in rows] == ["1", "2", "3", "4"]
    covered = [int(row["covered"]) for row in rows]
    assert covered == sorted(covered)
    assert float(rows[-1]["share"]) <= 1
    assert "straight line" in done.stderr
    assert "not a shelter" in done.stderr


def test_recorded_services_are_named_where_they_count(run) -> None:
    done = run("locate", "--sites", "1", "--with-existing", "--format", "csv", "--lang", "en")
    assert "serve already in" in done.stderr


def test_every_wish_has_its_sentence_in_the_locale() -> None:
    english = load_locale("en")
    assert {k: v for k, v in english.items() if k.startswith("fund_wish.")} == {f"fund_wish.{k}": v for k, v in SENTENCES.items()}
