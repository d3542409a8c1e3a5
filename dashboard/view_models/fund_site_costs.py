"""What outreach points cost and hold, as the address has it: the fields, the places with a cost of their own, the form."""

from __future__ import annotations

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.area_list import fold
from dashboard.view_models.fund_split import money_said
from dashboard.view_models.fund_types import Choice, EditLine, Field
from dashboard.view_models.world import World
from models.allocation import CENTS
from models.locate import Step
from models.locate_services import LocatedServices
from models.locate_terms import SiteTerms

JOIN = "-"


def terms_of(selection: Selection) -> SiteTerms:
    """Return the terms that the address asks for."""
    asked = selection.fund
    return SiteTerms(float(asked.sitecost), costs_of(selection), float(asked.sitebudget), float(asked.capacity), asked.currency)


def costs_of(selection: Selection) -> dict[str, float]:
    """Return the costs of single municipalities; of two for one place the last counts."""
    return {place: float(cost) for place, cost in (part.split(JOIN) for part in selection.fund.parts("costs"))}


def terms_fields(selection: Selection, words: Words) -> tuple[Field, ...]:
    """Return the fields of cost, budget and capacity."""
    names = ("sitecost", "sitebudget", "capacity")
    hints = {name: words(f"fund.hint.{name}", currency=selection.fund.currency) for name in names}
    return tuple(Field(name, words(f"fund.field.{name}"), getattr(selection.fund, name), hint=hints[name]) for name in names)


def build_costs(world: World, selection: Selection, words: Words) -> tuple[EditLine, ...]:
    """Return the places with a cost of their own, each with what takes it out."""
    costs, lines = costs_of(selection), []
    for place, cost in costs.items():
        known = place in world.dataset.regions and world.region(place).level == "municipality"
        name = world.region(place).name[words.lang] if known else place
        amount = money_said(round(cost * CENTS), selection.fund.currency, words)
        text = words("fund.sites.cost" if known else "fund.sites.cost_nowhere", name=name, cost=amount)
        rest = ".".join(f"{other}{JOIN}{figure:.0f}" for other, figure in costs.items() if other != place)
        remove = Choice(words("fund.what.remove"), {"costs": rest}, False, words("fund.what.remove_this", edit=text))
        lines.append(EditLine(text, remove, not known))
    return tuple(lines)


def build_cost_form(world: World, words: Words) -> tuple[Field, ...]:
    """Return the fields that give one place a cost of its own."""
    places = sorted(((r.region_id, r.name[words.lang]) for r in world.areas("municipality")), key=lambda pair: fold(pair[1]))
    return (
        Field("cost-target", words("fund.what.field.place"), places[0][0], tuple(places)),
        Field("cost-amount", words("fund.field.cost"), ""),
    )


def money_of(answer: LocatedServices, step: Step, words: Words) -> str:
    """Write what one point costs."""
    cents = round(answer.terms.cost_of(answer.site_ids[step.site]) * CENTS)
    return money_said(cents, answer.terms.currency, words)
