"""`parandalim allocate` and `locate`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.commands.output import Format, FormatOption, LevelChoice, RootOption, open_dataset, parse_day, print_rows

app = typer.Typer()

ALLOCATE_COLUMNS = ("region_id", "name", "amount", "share", "reason")
LOCATE_COLUMNS = ("order", "region_id", "name", "gained", "covered", "share")


class Rule(StrEnum):
    """How a budget is split."""

    equal = "equal"
    priority = "priority"
    people = "people"
    need = "need"


class By(StrEnum):
    """How far a point serves is told by this."""

    distance = "distance"
    time = "time"


class Demand(StrEnum):
    """What a site is to cover."""

    people = "people"
    young = "young"
    priority = "priority"


LangOption = Annotated[str, typer.Option(help="sq or en.")]
AsOfOption = Annotated[str, typer.Option("--as-of", help="Day, YYYY-MM-DD; by default the last one fully described.")]


@app.command()
def allocate(
    budget: Annotated[str, typer.Option(help="Amount, with a point before the cents.")],
    currency: Annotated[str, typer.Option(help="Code of three letters.")] = "EUR",
    rule: Annotated[Rule, typer.Option(help="By equal parts, priority, people at risk or uncovered need.")] = Rule.priority,
    k: Annotated[int, typer.Option("--k", help="How many areas.")] = 5,
    minimum: Annotated[str, typer.Option(help="The smallest grant that is of use.")] = "0",
    maximum: Annotated[str, typer.Option(help="The largest grant that an area can use; 0 = any.")] = "0",
    floor: Annotated[str, typer.Option(help="The least for each qark.")] = "0",
    without_presence: Annotated[bool, typer.Option("--without-presence", help="Leave presence out: risk alone.")] = False,
    level: LevelChoice = LevelChoice.qark,
    as_of: AsOfOption = "",
    lang: LangOption = "sq",
    form: FormatOption = Format.table,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", help="Write the fund page of this split to a file too, on one page.")
    ] = None,
    root: RootOption = None,
) -> None:
    """Split a budget among areas; what is not spent is said on standard error."""
    from dashboard.fund_words import allocation_lines, allocation_rows, in_words
    from models.allocation import Wish, to_cents
    from models.allocation import allocate as split
    from models.fund_weights import rule_weights
    from models.presence import last_complete_date

    dataset = open_dataset(root)
    day = parse_day(as_of) if as_of else last_complete_date(dataset)
    with in_words(lang):
        limits = {"minimum": to_cents(minimum), "floor": to_cents(floor), "maximum": to_cents(maximum)}
        wish = Wish(budget=to_cents(budget), currency=currency, k=k, **limits)
        weights = rule_weights(dataset, level.value, day, rule.value, with_presence=not without_presence)
        done = split(weights, {r.region_id: r.qark_id for r in dataset.regions_at(level.value)}, wish)
    _print(allocation_rows(dataset, done, lang), form, ALLOCATE_COLUMNS, allocation_lines(dataset, done, lang))
    if pdf is not None:
        amounts = {"budget": budget, "minimum": minimum, "maximum": maximum, "floor": floor}
        asked = {**amounts, "currency": currency, "k": str(k), "rule": rule.value, "without": "1" if without_presence else ""}
        pdf.write_bytes(_sheet(root, {**asked, "level": level.value, "date": day.isoformat(), "lang": lang}))


@app.command()
def locate(
    sites: Annotated[int, typer.Option(help="How many outreach points.")] = 5,
    radius_km: Annotated[float, typer.Option("--radius-km", help="Straight line, seat to seat.")] = 25.0,
    by: Annotated[By, typer.Option("--by", help="distance (straight line) or time (imported travel times).")] = By.distance,
    minutes: Annotated[float, typer.Option(help="With --by time: how long the way may take.")] = 45.0,
    demand: Annotated[Demand, typer.Option(help="people, young (under 15) or people by priority.")] = Demand.people,
    with_existing: Annotated[bool, typer.Option("--with-existing", help="Recorded prevention services serve already.")] = False,
    cost: Annotated[float, typer.Option(help="What one point costs; 0 = costs do not count.")] = 0.0,
    cost_of: Annotated[list[str] | None, typer.Option("--cost-of", help="Another cost for a municipality, AL351=1200.")] = None,
    budget: Annotated[float, typer.Option(help="What all points may cost together; 0 = any sum.")] = 0.0,
    currency: Annotated[str, typer.Option(help="Code of three letters.")] = "EUR",
    capacity: Annotated[float, typer.Option(help="The most people that one point can serve; 0 = any number.")] = 0.0,
    as_of: AsOfOption = "",
    lang: LangOption = "sq",
    form: FormatOption = Format.table,
    root: RootOption = None,
) -> None:
    """Find the municipality seats where outreach points cover most demand, in order; never a place for a shelter."""
    from dashboard.fund_words import in_words, locate_lines, locate_rows
    from models.locate_services import locate_services
    from models.locate_terms import SiteTerms
    from models.presence import last_complete_date

    dataset = open_dataset(root)
    day = parse_day(as_of) if as_of else last_complete_date(dataset)
    limit = minutes if by is By.time else None
    with in_words(lang):
        terms = SiteTerms(cost, _costs(dataset, cost_of or []), budget, capacity, currency)
        found = locate_services(
            dataset, sites, radius_km, demand.value, day, with_existing=with_existing, terms=terms, minutes=limit
        )
    columns = (*LOCATE_COLUMNS, "cost") if terms.costed else LOCATE_COLUMNS
    _print(locate_rows(dataset, found, lang), form, columns, locate_lines(dataset, found, lang))


def _sheet(root: Path | None, asked: dict[str, str]) -> bytes:
    """Write the page of a split as PDF."""
    from urllib.parse import urlencode

    from dashboard.commands.output import open_world
    from dashboard.export.fund_pdf import write_sheet
    from dashboard.state import parse_selection
    from dashboard.view_models.world import build_choices

    world = open_world(root)
    query = urlencode({"page": "fund", "fpart": "split", **asked})
    return write_sheet(world, parse_selection(query, build_choices(world)))


def _costs(dataset: Any, given: list[str]) -> dict[str, float]:
    """Read costs of single municipalities."""
    towns = {region.region_id for region in dataset.regions_at("municipality")}
    costs = {}
    for text in given:
        place, sign, amount = text.partition("=")
        try:
            costs[place] = float(amount)
        except ValueError:
            sign = ""
        if not sign or place not in towns:
            raise ValueError(f"{text!r} is no cost of a municipality: write CODE=AMOUNT, such as AL351=1200")
    return costs


def _print(rows: list[dict[str, Any]], form: Format, columns: tuple[str, ...], lines: list[str]) -> None:
    """Print the rows, and what is to be said of them on standard error."""
    print_rows(rows, form, columns, exact=True)
    print("\n".join(lines), file=sys.stderr)
