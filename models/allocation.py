"""A budget split among areas under a plain rule, exact to the cent, with a reason for every sum.

The areas are those first in the rule's order. Each gets its share by weight, but no less than the minimum useful grant and no
more than the maximum; a qark gets no less than its floor. Shares between those limits keep their proportion (water-filling).
Cents go to the largest remainders (Hamilton's method).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from models.allocation_split import Limits, split_cents
from models.fund_weights import RuleWeights
from models.fund_wishes import ImpossibleWish

CENTS = 100


@dataclass(frozen=True)
class Wish:
    """What a donor asks for; amounts in cents. ``floor``: the least for each qark with an area that can be funded.

    ``maximum`` 0 = none. ``find_out`` is set aside for finding out where presence is not recorded, where there is such an area.
    """

    budget: int
    currency: str
    k: int
    minimum: int = 0
    floor: int = 0
    maximum: int = 0
    find_out: int = 0


@dataclass(frozen=True)
class Grant:
    """What one area gets. ``limit`` is empty, ``minimum``, ``floor`` or ``maximum``; ``added``: in for its qark's floor."""

    region_id: str
    qark_id: str
    cents: int
    share: float
    weight: float
    place: int
    limit: str
    added: bool


@dataclass(frozen=True)
class Unspent:
    """Money that no area gets: ``code`` is ``floor_reserved`` (qarks without an area that can be funded) or ``maximum``."""

    code: str
    cents: int
    region_ids: tuple[str, ...]


@dataclass(frozen=True)
class Allocation:
    """A split; grants in the rule's order. Grants, unspent and ``find_out`` add up to the budget to the cent.

    ``left_out`` says why an area gets nothing: the codes of ``RuleWeights.apart``, ``below_k``, or ``budget_short`` (the
    budget does not reach for another minimum grant).
    """

    wish: Wish
    weights: RuleWeights
    grants: tuple[Grant, ...]
    unspent: tuple[Unspent, ...]
    find_out: int
    left_out: Mapping[str, str]

    @property
    def spent(self) -> int:
        """Return what the areas get, in cents."""
        return sum(grant.cents for grant in self.grants)


def to_cents(amount: str | float | Decimal, currency: str = "EUR") -> int:
    """Return an amount in cents; ImpossibleWish where it is no amount above 0 or has more than two decimals.

    >>> to_cents("1000.05")
    100005
    """
    try:
        cents = Decimal(str(amount)) * CENTS
    except InvalidOperation:
        raise ImpossibleWish("budget", budget=amount) from None
    if not cents.is_finite() or cents != cents.to_integral_value():
        raise ImpossibleWish("budget", budget=amount)
    return int(cents)


def in_units(cents: int) -> str:
    """Return cents as an amount with two decimals.

    >>> in_units(100005)
    '1000.05'
    """
    return f"{cents // CENTS}.{cents % CENTS:02d}"


def allocate(weights: RuleWeights, qarks: Mapping[str, str], wish: Wish) -> Allocation:
    """Split a budget.

    Parameters
    ----------
    weights : RuleWeights
        What the rule weighs each area by.
    qarks : mapping of str to str
        The qark of every area, weighed or not.
    wish : Wish
        Budget and limits in cents.

    Raises
    ------
    ImpossibleWish
        Where the wish cannot be granted at all. A budget that is merely too small for ``k`` minimum grants funds fewer areas.
    """
    _check(weights, wish)
    unrecorded = bool(weights.unrecorded) or "not_recorded" in weights.apart.values()
    find_out = wish.find_out if unrecorded else 0
    eligible = sorted(weights.order, key=lambda r: (-weights.order[r], r))
    barren = sorted({qarks[r] for r in weights.apart} - {qarks[r] for r in eligible}) if wish.floor else []
    reserved = wish.floor * len(barren)
    money = wish.budget - find_out - reserved
    chosen, added = _choose(eligible, qarks, wish, money)
    cents = split_cents({r: weights.weights[r] for r in chosen}, qarks, Limits(wish.minimum, wish.floor, wish.maximum), money)
    unspent = [Unspent("floor_reserved", reserved, tuple(barren))] if reserved else []
    if left := money - sum(cents.values()):
        unspent.append(Unspent("maximum", left, tuple(chosen)))
    grants = tuple(
        Grant(r, qarks[r], cents[r], cents[r] / wish.budget, weights.weights[r], eligible.index(r) + 1, "", r in added)
        for r in chosen
    )
    left_out = (
        dict(weights.apart) | dict.fromkeys(eligible[wish.k :], "below_k") | dict.fromkeys(eligible[: wish.k], "budget_short")
    )
    left_out = {r: why for r, why in left_out.items() if r not in cents}
    return Allocation(wish, weights, _with_limits(grants, wish), tuple(unspent), find_out, left_out)


def _check(weights: RuleWeights, wish: Wish) -> None:
    """Refuse what cannot be."""
    budget = in_units(max(wish.budget, 0))
    if wish.budget <= 0:
        raise ImpossibleWish("budget", budget=wish.budget / CENTS)
    if len(wish.currency) != 3 or not (wish.currency.isascii() and wish.currency.isalpha() and wish.currency.isupper()):
        raise ImpossibleWish("currency", currency=wish.currency)
    if wish.k < 1:
        raise ImpossibleWish("k_none", k=wish.k)
    if wish.k > len(weights.weights):
        raise ImpossibleWish("k_above", k=wish.k, eligible=len(weights.weights))
    if min(wish.minimum, wish.floor, wish.maximum, wish.find_out) < 0:
        raise ImpossibleWish("negative")
    if wish.minimum > wish.budget:
        raise ImpossibleWish("minimum_above", minimum=in_units(wish.minimum), budget=budget)
    if wish.maximum and wish.maximum < max(wish.minimum, wish.floor):
        raise ImpossibleWish("maximum_below", maximum=in_units(wish.maximum))
    if wish.find_out >= wish.budget:
        raise ImpossibleWish("find_out_above", find_out=in_units(wish.find_out), budget=budget)


def _choose(eligible: list[str], qarks: Mapping[str, str], wish: Wish, money: int) -> tuple[list[str], frozenset[str]]:
    """Return the areas to fund in order, as many of the first ``k`` as the money reaches for, and those added for a floor."""
    firsts = list({qarks[r]: r for r in reversed(eligible)}.values()) if wish.floor else []
    for count in range(wish.k, -1, -1):
        head = eligible[:count]
        held = {qarks[r] for r in head}
        added = frozenset(r for r in firsts if qarks[r] not in held)
        chosen = [r for r in eligible if r in head or r in added]
        if chosen and _least(chosen, qarks, wish) <= money:
            return chosen, added
    budget = in_units(wish.budget)
    if wish.floor:
        raise ImpossibleWish("floor_above", floor=in_units(wish.floor), qarks=len(set(qarks.values())), budget=budget)
    raise ImpossibleWish("minimum_above", minimum=in_units(wish.minimum), budget=in_units(money))


def _least(chosen: list[str], qarks: Mapping[str, str], wish: Wish) -> int:
    """Return the least that the chosen areas take together."""
    held = [qarks[r] for r in chosen]
    return sum(max(wish.floor, wish.minimum * held.count(q)) for q in set(held))


def _with_limits(grants: tuple[Grant, ...], wish: Wish) -> tuple[Grant, ...]:
    """Return the grants with the limit that each was held at."""
    sums: dict[str, int] = {}
    for grant in grants:
        sums[grant.qark_id] = sums.get(grant.qark_id, 0) + grant.cents

    def limit(grant: Grant) -> str:
        if wish.maximum and grant.cents == wish.maximum:
            return "maximum"
        if wish.minimum and grant.cents == wish.minimum:
            return "minimum"
        return "floor" if wish.floor and sums[grant.qark_id] == wish.floor else ""

    return tuple(replace(grant, limit=limit(grant)) for grant in grants)
