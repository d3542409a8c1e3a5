"""Share a qark's ground among its municipalities, so that each gets the area it officially has.

Every grid cell goes to the municipality whose known places are nearest, where nearness is a soft minimum of the distances,
divided by the typical radius of that municipality's units, less a handicap per municipality. The handicaps are found so that
the areas come out right: a capacity-constrained, additively weighted tessellation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import distance_matrix

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

SOFTNESS = 3
BLUR_KM = 1.0
SEAT_RADIUS_M = 1_200.0
TOLERANCE = 1e-3
ROUNDS = 400
SETTLING_ROUNDS = 8
BRIDGE_STEP_M = 4_000.0


@dataclass(frozen=True)
class Claim:
    """One municipality's claim: its official area, its known points and its seat (metres; the seat may be NaN)."""

    region_id: str
    area_km2: float
    points: Floats
    seat: tuple[float, float]


def partition(outline: shapely.Polygon, claims: list[Claim], cell_m: float) -> dict[str, shapely.Geometry]:
    """Share the ground of ``outline`` among the claims.

    Parameters
    ----------
    outline : Polygon
        The qark, in a metric projection.
    claims : list of Claim
        Its municipalities.
    cell_m : float
        Width of a grid cell, in metres.

    Returns
    -------
    dict of str to Geometry
        A coverage of grid cells by region id. It reaches a few cells beyond the outline, to be cut there by the caller.
    """
    x, y = _grid(outline, cell_m)
    inside = shapely.contains_xy(outline, x, y)
    costs = np.stack([_remoteness(claim, x, y) for claim in claims], axis=-1)
    for index, claim in enumerate(claims):
        near_seat = np.hypot(x - claim.seat[0], y - claim.seat[1]) < SEAT_RADIUS_M
        costs[near_seat, index] = -np.inf
    labels = _settle(costs, inside, np.array([claim.area_km2 for claim in claims]))
    cells = shapely.box(x - cell_m / 2, y - cell_m / 2, x + cell_m / 2, y + cell_m / 2)
    return {claim.region_id: shapely.coverage_union_all(cells[labels == index]) for index, claim in enumerate(claims)}


def _grid(outline: shapely.Polygon, cell_m: float) -> tuple[Floats, Floats]:
    # Whole multiples of the cell, so that the same qark gives the same grid whatever else is drawn.
    low_x, low_y, high_x, high_y = (edge / cell_m for edge in outline.bounds)
    columns = np.arange(np.floor(low_x) - 4, np.ceil(high_x) + 5) * cell_m
    lines = np.arange(np.floor(low_y) - 4, np.ceil(high_y) + 5) * cell_m
    x, y = np.meshgrid(columns, lines)
    return x, y


def _remoteness(claim: Claim, x: Floats, y: Floats) -> Floats:
    total = np.zeros_like(x)
    # The seat counts twice: as the place of its own unit, and as the middle that the rest of the municipality looks to.
    seat = np.array([claim.seat]) if not np.isnan(claim.seat[0]) else np.empty((0, 2))
    for point_x, point_y in np.vstack([claim.points, _bridges(claim.points), seat]):
        total += (np.hypot(x - point_x, y - point_y) / 1000 + BLUR_KM) ** -SOFTNESS
    radius_km = np.sqrt(claim.area_km2 / len(claim.points) / np.pi)
    nearness: Floats = total ** (-1 / SOFTNESS) / radius_km
    return nearness


def _bridges(points: Floats) -> Floats:
    """Return points along the shortest tree that joins the given ones: a municipality's ground hangs together."""
    tree = minimum_spanning_tree(distance_matrix(points, points)).tocoo()
    between = []
    for start, end, length in zip(tree.row, tree.col, tree.data, strict=True):
        count = int(length // BRIDGE_STEP_M)
        along = np.arange(1, count + 1)[:, None] / (count + 1)
        between.append(points[start] * (1 - along) + points[end] * along)
    return np.vstack(between) if between else np.empty((0, 2))


def _settle(costs: Floats, inside: NDArray[np.bool_], areas: Floats) -> Labels:
    """Label every cell; ground that a claim wins apart from its main body is barred to it and shared out again."""
    for _ in range(SETTLING_ROUNDS):
        labels = np.argmin(costs - _balance(costs[inside], areas / areas.sum()), axis=-1)
        loose = _fragments(labels, inside, len(areas))
        if not loose.any():
            break
        costs[loose, labels[loose]] = np.inf
    nearest = ndimage.distance_transform_edt(loose | ~inside, return_distances=False, return_indices=True)
    filled: Labels = labels[tuple(nearest)]
    return filled


def _balance(costs: Floats, shares: Floats) -> Floats:
    """Find the handicaps under which each claim wins its share of the cells."""
    handicaps, step = np.zeros(len(shares)), 1.0
    for turn in range(1, ROUNDS + 1):
        won = np.bincount(np.argmin(costs - handicaps, axis=-1), minlength=len(shares)) / len(costs)
        if np.abs(shares - won).max() < TOLERANCE:
            break
        handicaps += step * (shares - won) / np.sqrt(shares)
        if turn % 50 == 0:
            step *= 0.7
    return handicaps


def _fragments(labels: Labels, inside: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Return the cells cut off from their claim's largest body: a municipality is one piece of ground."""
    loose = np.zeros_like(inside)
    for index in range(count):
        pieces, found = ndimage.label((labels == index) & inside)
        if found > 1:
            main = np.argmax(np.bincount(pieces.ravel())[1:]) + 1
            loose |= (pieces > 0) & (pieces != main)
    return loose
