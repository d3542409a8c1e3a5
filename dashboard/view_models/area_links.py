"""Where the area's page leads, with the area set: the other pages, and the files to take away."""

from __future__ import annotations

from dataclasses import replace

from dashboard.state import Selection, Wanted, to_query
from dashboard.text import Words
from dashboard.view_models.area_types import AreaFile, AreaLink
from data.types import Region

PAGE = "area"
# The files by name, each with the route that serves it; a route that an app does not have is not shown.
ROUTES = {
    "brief": "/download/brief.pdf",
    "deck": "/download/deck.pptx",
    "data": "/download/area.xlsx",
    "pack": "/download/pack.html",
}


def view_query(selection: Selection) -> str:
    """Return the query that reopens an area's page; what other pages were asked for is left out."""
    return to_query(replace(selection, page=PAGE, wanted=Wanted(), fund=replace(selection.fund, edits="")))


def build_links(region: Region, words: Words) -> tuple[AreaLink, ...]:
    """Return the links to the other pages."""
    name = region.name[words.lang]
    return (
        AreaLink(words("area.link.map", name=name), {"page": "", "region": region.region_id, "level": region.level}),
        AreaLink(words("area.link.fund"), {"page": "fund", "fqark": region.qark_id, "level": region.level}),
        AreaLink(words("area.link.survey"), {"page": "survey"}),
        AreaLink(words("area.link.directory"), {"page": "directory", "area": region.region_id, "part": ""}),
        AreaLink(words("area.link.checklist"), {"page": "directory", "area": region.qark_id, "part": "checklist"}),
        AreaLink(words("area.link.sheet"), {"page": "directory", "area": region.qark_id, "part": "print"}),
        AreaLink(words("area.link.method"), {"page": "method"}),
    )


def build_files(selection: Selection, words: Words) -> tuple[AreaFile, ...]:
    """Return the files of this very view."""
    query = view_query(selection)
    return tuple(
        AreaFile(words(f"area.file.{name}"), words(f"area.file.{name}_note"), route, route + query)
        for name, route in ROUTES.items()
    )
