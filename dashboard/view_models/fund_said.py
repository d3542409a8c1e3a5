"""A split and a choice of sites in sentences: the command and the page say the very same."""

from __future__ import annotations

from dashboard.text import Words
from data.types import Dataset
from models.allocation import Allocation, Grant
from models.locate_services import LocatedServices


def grant_reason(done: Allocation, grant: Grant, words: Words) -> str:
    """Return in sentences why an area gets what it gets."""
    rules = done.weights
    order = words(f"fund_command.order.{rules.ordered_by}")
    if rules.rule == "equal":
        said = [words("fund_command.equal", place=grant.place, order=order)]
    elif rules.people_basis:
        key = f"fund_command.{rules.rule}.{rules.people_basis}"
        said = [words(key, place=grant.place, order=order, n=words.number(grant.weight))]
    else:
        said = [words("fund_command.score", place=grant.place, order=order, score=words.number(grant.weight, 1))]
    if grant.added:
        said.append(words("fund_command.added"))
    if grant.limit:
        said.append(words(f"fund_command.limit.{grant.limit}"))
    if grant.region_id in rules.inherited_risk:
        said.append(words("fund_command.inherited"))
    return " ".join(said)


def allocation_lines(dataset: Dataset, done: Allocation, words: Words) -> list[str]:
    """Return what is spent and what is not, and which areas could not be weighed, one sentence per line."""
    wish = done.wish

    def money(cents: int) -> str:
        return f"{words.number(cents / 100, 2)} {wish.currency}"

    left = sum(u.cents for u in done.unspent)
    why = " ".join(
        words(f"fund_command.unspent.{u.code}", amount=money(u.cents), areas=names_of(dataset, u.region_ids, words))
        for u in done.unspent
    )
    lines = [
        words("fund_command.spent", spent=money(done.spent), budget=money(wish.budget), left=money(left)) + (why and " " + why)
    ]
    for code in sorted(set(done.left_out.values()) - {"below_k"}):
        areas = tuple(r for r, found in done.left_out.items() if found == code)
        lines.append(words(f"fund_command.left_out.{code}", areas=names_of(dataset, areas, words)))
    if done.weights.people_basis:
        lines.append(words(f"fund_command.period.{done.weights.people_basis}", **periods_of(done.weights.people_periods)))
    if done.weights.rule == "equal" and done.weights.with_presence and done.weights.ordered_by == "risk":
        lines.append(words("fund_command.by_risk"))
    return lines


def periods_of(periods: tuple[str, ...]) -> dict[str, str]:
    """Return the census and the survey of what people are counted by."""
    return {"census": periods[0], "survey": periods[-1]}


def locate_lines(dataset: Dataset, answer: LocatedServices, words: Words) -> list[str]:
    """Return how the answer is to be read: straight lines, the greedy way beside it, and who is left out."""
    found = answer.found
    demand = words(f"fund_command.demand.{answer.demand}")
    lines = [
        _reach_line(answer, demand, words),
        words(
            "fund_command.covered",
            covered=words.number(found.covered),
            total=words.number(found.demand),
            share=words.number(100 * found.covered / found.demand, 1),
            greedy=words.number(found.greedy[-1].covered if found.greedy else found.before),
        ),
        words(f"fund_command.period.{'under_15' if answer.demand == 'young' else 'residents'}", **periods_of(answer.periods)),
        words("fund_command.no_shelter"),
    ]
    lines += _terms_lines(answer, words)
    if answer.existing_ids:
        lines.append(words("fund_command.existing", areas=names_of(dataset, answer.existing_ids, words)))
    if answer.unknown:
        lines.append(words("fund_command.unknown", areas=names_of(dataset, answer.unknown, words)))
    if not found.proven:
        lines.append(words("fund_command.unproven", bound=words.number(found.bound)))
    return lines


def _terms_lines(answer: LocatedServices, words: Words) -> list[str]:
    """Return what the points cost and hold, where that was asked for."""
    terms, lines = answer.terms, []
    if terms.costed:
        spent = sum(terms.cost_of(answer.site_ids[step.site]) for step in answer.found.optimum)

        def money(amount: float) -> str:
            said = words.number(amount, 0 if amount % 1 == 0 else 2)
            return words("fund.money", amount=said, currency=terms.currency)

        key = "cost" if terms.budget > 0 else "cost_open"
        lines.append(words(f"fund_command.{key}", spent=money(spent), budget=money(terms.budget)))
    if len(answer.found.optimum) < answer.asked:
        lines.append(words("fund_command.fewer", n=words.number(len(answer.found.optimum)), k=words.number(answer.asked)))
    if terms.capacity > 0:
        lines.append(words("fund_command.capacity", n=words.number(terms.capacity)))
    return lines


def _reach_line(answer: LocatedServices, demand: str, words: Words) -> str:
    """Say how far a point serves: in km on a straight line, or in minutes, and for how many ways no time is known."""
    spacing = answer.spacing
    if spacing is None or not spacing.mode:
        return words("fund_command.reach", radius=words.number(answer.radius_km, 1), demand=demand)
    return words(
        "fund_command.reach_time",
        minutes=words.number(spacing.limit),
        mode=words(f"travel.mode.{spacing.mode}"),
        lacking=words.number(spacing.lacking),
        pairs=words.number(spacing.pairs),
        demand=demand,
    )


def names_of(dataset: Dataset, region_ids: tuple[str, ...], words: Words) -> str:
    """Return the names of regions as a list in words."""
    return words.listed([dataset.regions[r].name[words.lang] for r in region_ids])
