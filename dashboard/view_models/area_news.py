"""What changed since the last version of the data, and the corrections that wait for a decision."""

from __future__ import annotations

from collections import Counter

from dashboard.text import Words
from dashboard.view_models.area_types import AreaCorrections, AreaNews
from dashboard.view_models.area_words import place_forms
from dashboard.view_models.directory_catalogue import Catalogue, areas_of
from dashboard.view_models.world import World
from data.changelog import read_releases
from data.corrections_types import KINDS, Proposal
from data.types import Region

PLACES = ("region", "instead_of")


def build_news(world: World, words: Words) -> AreaNews:
    """Say which imports are in force since when, and what changed in the shipped data; plainly where there is nothing."""
    imported = sorted(world.dataset.imported, key=lambda one: one.since, reverse=True)
    said = [
        words.count(
            "area.news.import_example" if one.example else "area.news.import",
            one.rows,
            name=one.name,
            version=one.version,
            date=words.date(one.since.date()),
        )
        for one in imported
    ]
    if not imported:
        said.append(words("area.news.no_import"))
    releases = read_releases()
    if len(releases) < 2:
        return AreaNews((*said, words("area.news.first")), ())
    latest = releases[0]
    said.append(words("area.news.shipped" if latest.data else "area.news.shipped_none", version=latest.version))
    return AreaNews(tuple(said), latest.data)


def build_corrections_said(world: World, catalogue: Catalogue, region: Region, words: Words) -> AreaCorrections:
    """Count the corrections of an area that wait; what visitors wrote is for the steward alone."""
    how = words("area.corrections.how" if world.steward else "area.corrections.how_closed")
    place = place_forms(region, words)
    waiting = world.waiting()
    if waiting is None:
        return AreaCorrections(words("area.corrections.unreadable"), (), how)
    here = [one for one in waiting if concerns(world, catalogue, one, region)]
    if not here:
        return AreaCorrections(words("area.corrections.none" if world.steward else "area.corrections.closed", **place), (), how)
    counts = Counter(one.kind for one in here)
    kinds = tuple(words("area.corrections.kind", name=words(f"corrections.kind.{k}"), n=counts[k]) for k in KINDS if counts[k])
    return AreaCorrections(words.count("area.corrections.some", len(here), **place), kinds, how)


def concerns(world: World, catalogue: Catalogue, proposal: Proposal, region: Region) -> bool:
    """Say whether a proposal speaks of an area: of a place in it, or of a record that stands there."""
    named = {str(proposal.content.get(field, "")) for field in PLACES}
    entry = catalogue.by_id.get(str(proposal.content.get("record", "")))
    if entry is not None:
        named |= set(areas_of(world.dataset, entry))
    regions = (world.dataset.regions[name] for name in named if name in world.dataset.regions)
    return any(region.region_id in (found.region_id, found.qark_id) for found in regions)
