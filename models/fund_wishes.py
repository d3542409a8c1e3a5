"""Wishes that cannot be granted: each with a code and its numbers for a screen, and a plain sentence."""

from __future__ import annotations

from types import MappingProxyType

SENTENCES = MappingProxyType(
    {
        "budget": "The budget must be an amount above 0 with at most two decimals, not {budget}.",
        "currency": "The currency must be a code of three letters such as EUR or ALL, not {currency}.",
        "rule": "Unknown rule {rule}: use equal, priority, people or need.",
        "level": "Unknown level {level}: use qark or municipality.",
        "k_none": "The number of areas must be at least 1, not {k}.",
        "k_above": "{k} areas are asked for, but only {eligible} can be funded under this rule.",
        "negative": "Minimum, floor, maximum and the sum for finding out must not be below 0.",
        "minimum_above": "The minimum grant of {minimum} is above the budget of {budget}: no area can be funded.",
        "floor_above": "A floor of {floor} in each of {qarks} qarks takes more than the budget of {budget}.",
        "maximum_below": "The maximum grant of {maximum} is below the minimum or the floor.",
        "find_out_above": "The sum for finding out ({find_out}) takes the whole budget of {budget}.",
        "no_area": "On {as_of} no area can be ranked under this rule.",
        "no_presence": (
            "On {as_of} no area can be ranked under this rule: presence is not recorded anywhere then. "
            "Ask for {complete}, the last day fully described, or choose the rule people or equal."
        ),
        "no_presence_demand": (
            "On {as_of} no place can be weighed by priority: presence is not recorded anywhere then. "
            "Ask for {complete}, the last day fully described, or choose the demand people or young."
        ),
        "sites_none": "The number of sites must be at least 1, not {k}.",
        "sites_above": "{k} sites are asked for, but there are only {eligible} places to choose from.",
        "radius": "The radius must be above 0 km, not {radius}.",
        "minutes": "The minutes must be above 0, not {minutes}.",
        "no_travel_times": "No travel times are imported: bring a table in first, or seek by distance.",
        "demand": "Unknown demand {demand}: use people, young or priority.",
        "no_demand": "On {as_of} no place has a known demand of this kind.",
        "site_negative": "Cost, budget and capacity of the points must be numbers not below 0.",
        "sites_too_dear": "No place costs as little as the budget of {budget}.",
    }
)


class ImpossibleWish(ValueError):
    """A wish that cannot be granted; ``code`` and ``values`` let a screen say it in its own language."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, MappingProxyType(values)
        super().__init__(SENTENCES[code].format(**values))
