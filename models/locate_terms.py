"""What outreach points cost and hold: one usual cost with others for single places, a budget, and how many each can serve."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from models.fund_wishes import ImpossibleWish

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class SiteTerms:
    """Terms of the points; nothing is limited by default.

    ``cost`` is what a point costs, ``costs`` what it costs in single municipalities (by id), all in ``currency``.
    ``budget`` 0 = none is set. ``capacity`` is the most people (of the demand asked for) that one new point can serve, 0 = any
    number. What places that exist already can serve is not known, so it is not limited.
    """

    cost: float = 0.0
    costs: Mapping[str, float] = field(default_factory=dict)
    budget: float = 0.0
    capacity: float = 0.0
    currency: str = "EUR"

    def cost_of(self, region_id: str) -> float:
        """Return what a point in a municipality costs.

        >>> SiteTerms(cost=100.0, costs={"AL351": 250.0}).cost_of("AL351")
        250.0
        """
        return self.costs.get(region_id, self.cost)

    @property
    def costed(self) -> bool:
        """Say whether any point has a cost."""
        return self.cost > 0 or any(cost > 0 for cost in self.costs.values())

    def check(self) -> None:
        """Raise ImpossibleWish where a figure is below 0 or none."""
        figures = (self.cost, self.budget, self.capacity, *self.costs.values())
        if not all(math.isfinite(figure) and figure >= 0 for figure in figures):
            raise ImpossibleWish("site_negative")

    def costs_at(self, site_ids: tuple[str, ...]) -> Array | None:
        """Return the cost of every site, None where nothing costs anything or no budget holds it."""
        return np.array([self.cost_of(site) for site in site_ids]) if self.costed and self.budget > 0 else None

    def capacities_at(self, site_ids: tuple[str, ...], existing: tuple[int, ...], demand: float) -> Array | None:
        """Return how much every site can serve; one that exists already as much as there is (``demand``)."""
        if not self.capacity > 0:
            return None
        held = np.full(len(site_ids), self.capacity)
        held[list(existing)] = demand
        return held

    @property
    def limit(self) -> float:
        """Return what all new points may cost together."""
        return self.budget if self.budget > 0 else math.inf


FREE = SiteTerms()
