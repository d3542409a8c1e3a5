"""A budget under the four rules side by side, with presence and without; what the chosen rule gives whom and why; equity."""

from __future__ import annotations

import math
import re
from datetime import date

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.document import Cell, Grid, Para
from dashboard.view_models.fund_said import allocation_lines, grant_reason
from dashboard.view_models.fund_scores import changed_dataset, changed_scores, edits_of
from dashboard.view_models.fund_types import Field, SplitView
from dashboard.view_models.world import World
from models.allocation import Allocation, Wish, to_cents
from models.fund_compare import Comparison, RuleOutcome, compare_rules
from models.fund_equity import EquityShare, equity_of
from models.fund_weights import RULES
from models.fund_wishes import ImpossibleWish

AMOUNTS = ("budget", "minimum", "maximum", "floor", "findout")
# What a refusal names, and the refusals that the command words for those who type rules by their codes.
DAYS, MONEY = ("as_of", "complete"), ("budget", "minimum", "maximum", "floor", "find_out", "radius")
FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
OWN_WORDS = ("no_presence", "no_presence_demand")


def build_split(world: World, selection: Selection, words: Words) -> SplitView:
    """Build the second part of the page; an impossible wish gets its sentence in place of the tables."""
    try:
        wish = wish_of(selection)
        compared = compare_split(world, selection, wish)
    except ImpossibleWish as refused:
        return SplitView(split_fields(selection, words), "", refused_said(refused, words), (), ())
    chosen = chosen_outcome(compared, selection)
    refused_text = refused_said(chosen.refused, words) if chosen.refused else ""
    done = chosen.allocation
    tables = [*_rule_tables(world, compared, wish, words)]
    notes = [Para(words("fund.split.note_risk")), Para(words("fund.split.note_presence"))]
    if done:
        tables.insert(0, grant_table(world, done, words))
        notes = [*(Para(line) for line in allocation_lines(world.dataset, done, words)), *_find_out(done, words), *notes]
    notes = [*(Para(line) for line in edits_note(selection, words)), *notes]
    if any(o.allocation for o in compared.outcomes):
        tables.append(equity_table(world, selection, compared, words))
        notes.append(Para(words("fund.equity.unknown"), "note"))
    return SplitView(split_fields(selection, words), _said(world, compared, words), refused_text, tuple(tables), tuple(notes))


def wish_of(selection: Selection) -> Wish:
    """Return what is asked for; ImpossibleWish where an amount is none."""
    asked = selection.fund
    cents = {name: to_cents(getattr(asked, name)) for name in AMOUNTS}
    return Wish(
        budget=cents["budget"],
        currency=asked.currency,
        k=int(asked.k),
        minimum=cents["minimum"],
        floor=cents["floor"],
        maximum=cents["maximum"],
        find_out=cents["findout"],
    )


def compare_split(world: World, selection: Selection, wish: Wish) -> Comparison:
    """Return the split under all rules, from the scores that hold with the address's changes."""
    data, table = changed_dataset(world, selection), changed_scores(world, selection)
    return compare_rules(data, selection.level, selection.date, wish, table)  # type: ignore[arg-type]


def chosen_outcome(compared: Comparison, selection: Selection) -> RuleOutcome:
    """Return the outcome of the chosen rule."""
    asked = selection.fund
    return next(o for o in compared.outcomes if o.rule == asked.rule and o.with_presence != bool(asked.without))


def refused_said(refused: ImpossibleWish, words: Words) -> str:
    """Say on the screen why a wish cannot be, with days and amounts as they are written there."""
    values = {name: _written(name, str(value), words) for name, value in refused.values.items()}
    return words(f"{'fund.wish' if refused.code in OWN_WORDS else 'fund_wish'}.{refused.code}", **values)


def _written(name: str, value: str, words: Words) -> str:
    if name in DAYS:
        return words.date(date.fromisoformat(value))
    if name not in MONEY or not FIGURE.fullmatch(value):
        return value
    return words.number(float(value), 0 if float(value) % 1 == 0 else 2)


def split_fields(selection: Selection, words: Words) -> tuple[Field, ...]:
    """Return the fields to fill in."""
    asked = selection.fund
    amounts = [
        Field(name, words(f"fund.field.{name}"), getattr(asked, name), hint=words(f"fund.hint.{name}"))
        for name in ("budget", "currency", "k", "minimum", "maximum", "floor", "findout")
    ]
    rules = Field("rule", words("fund.field.rule"), asked.rule, tuple((r, words(f"fund.rule.{r}")) for r in RULES))
    options = tuple((value, words(f"fund.presence.{name}")) for value, name in (("", "with"), ("1", "without")))
    return (*amounts, rules, Field("without", words("fund.field.without"), asked.without, options))


def edits_note(selection: Selection, words: Words) -> tuple[str, ...]:
    """Say that the what-if's changes are reckoned with, where there are any."""
    edits = edits_of(selection)
    return (words.count("fund.with_edits", len(edits)),) if edits else ()


def money_said(cents: int, currency: str, words: Words) -> str:
    """Write an amount: whole where it is, else to the cent."""
    return words("fund.money", amount=words.number(cents / 100, 0 if cents % 100 == 0 else 2), currency=currency)


def _said(world: World, compared: Comparison, words: Words) -> str:
    names = [world.region(r).name[words.lang] for r in compared.always]
    outcomes = sum(o.allocation is not None for o in compared.outcomes)
    if not outcomes:
        return ""
    total = words.number(len(compared.outcomes))
    return words.count("fund.split.always", len(names), names=words.listed(names), outcomes=words.number(outcomes), total=total)


def _find_out(done: Allocation, words: Words) -> list[Para]:
    if not done.wish.find_out:
        return []
    if done.find_out:
        return [Para(words("fund.split.find_out", amount=money_said(done.find_out, done.wish.currency, words)))]
    return [Para(words("fund.split.nothing_to_find"))]


def grant_table(world: World, done: Allocation, words: Words) -> Grid:
    """Return what the chosen rule gives whom, and why: the command's own rows."""
    heads = tuple(words(f"fund.split.head.{name}") for name in ("area", "amount", "share", "reason"))
    rows = tuple(
        (
            Cell(world.region(g.region_id).name[words.lang]),
            Cell(money_said(g.cents, done.wish.currency, words), "fund-number"),
            Cell(words("fund.percent", n=words.number(100 * g.share, 1)), "fund-number"),
            Cell(grant_reason(done, g, words)),
        )
        for g in done.grants
    )
    key = "with" if done.weights.with_presence else "without"
    caption = words(f"fund.split.caption_{key}", rule=words(f"fund.rule.{done.weights.rule}"))
    return Grid(caption, heads, rows, "fund-grants")


def _rule_tables(world: World, compared: Comparison, wish: Wish, words: Words) -> list[Grid]:
    return [_rules(world, compared, wish, there, words) for there in (True, False)]


def _rules(world: World, compared: Comparison, wish: Wish, there: bool, words: Words) -> Grid:
    outcomes = [o for o in compared.outcomes if o.with_presence == there]
    cents = [{g.region_id: g.cents for g in o.allocation.grants} if o.allocation else {} for o in outcomes]
    funded = {r for found in cents for r in found}
    ids = sorted(funded, key=lambda r: (-sum(found.get(r, 0) for found in cents), r))
    rows = [
        (
            Cell(world.region(r).name[words.lang], "fund-always" if r in compared.always else ""),
            *(_amount(o, found.get(r), r, wish, words) for o, found in zip(outcomes, cents, strict=True)),
            Cell(words.number(sum(r in found for found in cents)), "fund-number"),
        )
        for r in ids
    ]
    for name in ("find_out", "unspent"):
        rows.append((Cell(words(f"fund.split.row.{name}")), *(_rest(o, name, wish, words) for o in outcomes), Cell("")))
    if any(o.refused for o in outcomes):
        said = [Cell(refused_said(o.refused, words) if o.refused else "", "fund-refused") for o in outcomes]
        rows.append((Cell(words("fund.split.row.refused")), *said, Cell("")))
    heads = (words("fund.split.head.area"), *(words(f"fund.rule.{o.rule}") for o in outcomes), words("fund.split.head.rules"))
    return Grid(
        words("fund.split.caption_rules_with" if there else "fund.split.caption_rules_without"), heads, tuple(rows), "fund-rules"
    )


def _amount(outcome: RuleOutcome, cents: int | None, region_id: str, wish: Wish, words: Words) -> Cell:
    if cents is not None:
        return Cell(money_said(cents, wish.currency, words), "fund-number")
    why = outcome.allocation.left_out.get(region_id, "") if outcome.allocation else ""
    return Cell("?" if why == "not_recorded" else "–", "fund-number", hint=words(f"fund.left.{why}") if why else "")


def _rest(outcome: RuleOutcome, name: str, wish: Wish, words: Words) -> Cell:
    done = outcome.allocation
    if done is None:
        return Cell("–", "fund-number")
    cents = done.find_out if name == "find_out" else sum(u.cents for u in done.unspent)
    return Cell(money_said(cents, wish.currency, words), "fund-number")


def equity_table(world: World, selection: Selection, compared: Comparison, words: Words) -> Grid:
    """Return who lives where the money goes, as far as it is known: per rule with presence, and among all."""
    outcomes = [o for o in compared.outcomes if o.allocation]
    found = [equity_of(world.dataset, o.allocation, selection.date) for o in outcomes if o.allocation]
    heads = (
        words("fund.equity.head"),
        *(words(f"fund.equity.{'with' if o.with_presence else 'without'}", rule=words(f"fund.rule.{o.rule}")) for o in outcomes),
    )
    names = [share.name for share in found[0]]
    rows = tuple(
        (Cell(_equity_name(found[0][i], words)), *(Cell(_equity(shares[i], words), "fund-number") for shares in found))
        for i in range(len(names))
    )
    return Grid(words("fund.equity.caption"), heads, rows, "fund-equity")


def _equity_name(share: EquityShare, words: Words) -> str:
    whole = words("fund.percent", n=words.number(100 * share.everywhere, 1)) if not math.isnan(share.everywhere) else ""
    return words(
        f"fund.equity.{share.name}", period=words.period(share.period), whole=whole, known=share.known, total=share.total
    )


def _equity(share: EquityShare, words: Words) -> str:
    return words("fund.percent", n=words.number(100 * share.share, 1)) if not math.isnan(share.share) else "–"
