"""The sources that an area's page rests on, and the versions of data, boundaries and method behind it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from dashboard.state import Selection, Wanted
from dashboard.text import Words
from dashboard.view_models.area_types import SourceRow
from dashboard.view_models.directory_catalogue import Catalogue
from dashboard.view_models.world import World
from data.types import Region


def build_sources(
    world: World, catalogue: Catalogue, selection: Selection, region: Region, words: Words
) -> tuple[SourceRow, ...]:
    """Return every source of the page once: figures first, then records, estimates, survey waves and boundaries of silence."""
    ids = chain(
        (reading.source_id for reading in world.scores(region.level, selection.date)[region.region_id].readings),
        _records(catalogue, selection, region),
        (estimate.source_id for estimate in world.estimates() if estimate.region_id in (region.region_id, region.qark_id)),
        (wave.source_id for wave in world.dataset.kap_waves),
        (result.source_id for result in world.dataset.kap_results),
        (citation.source_id for reference in world.dataset.nap_refs for citation in reference.citations),
    )
    known = (world.dataset.sources[name] for name in dict.fromkeys(ids) if name in world.dataset.sources)
    return tuple(
        SourceRow(source.source_id, world.source_name(source.source_id, words.lang), source.citation, source.url)
        for source in known
    )


def _records(catalogue: Catalogue, selection: Selection, region: Region) -> Iterable[str]:
    for number in catalogue.find(Wanted(area=region.qark_id), selection.date).numbers:
        for citation in catalogue.entries[number].citations:
            yield citation.source_id


def build_versions(world: World, selection: Selection, region: Region, words: Words) -> tuple[str, ...]:
    """Say which data, which boundaries and which method the page shows."""
    method = world.scores(region.level, selection.date).method_version
    return (
        words("area.version.data", version=world.dataset.version),
        f"{world.shapes.attribution[words.lang]}.",
        words("area.version.method", version=method),
        words("area.version.date", date=words.date(selection.date), today=words.date(world.today)),
    )
