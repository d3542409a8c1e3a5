"""The one place where a view's tables become a file: which tables, and in which form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboard.export.data_package import ZIP, csv_text, write_package
from dashboard.export.data_table import DataTable, joined
from dashboard.export.data_tables import BUILDERS
from dashboard.export.downloads import BYTE_ORDER_MARK
from dashboard.export.geo_tables import has_place, map_layer, package_layers
from dashboard.export.notes_tables import about_table, boundary_version, gap_table, source_table, title_of
from dashboard.export.workbook import XLSX, write_workbook
from dashboard.state import LEVELS, Selection, Wanted
from dashboard.text import load_words
from dashboard.view_models.world import World
from data.geo.layer_files import geojson_bytes, geopackage_bytes, geoparquet_bytes
from models.method import METHOD_VERSION

ALL = "all"
CSV = "text/csv; charset=utf-8"
WHOLE = ("view", "scores", "values", "services", "projects", "mechanisms", "communities", "plan", "survey", "dictionary")
OF_AREA = ("scores", "values", "services", "projects", "mechanisms", "communities", "plan", "survey", "dictionary")
# What a page shows is what its file holds, unless a table is asked for by name.
OF_PAGE = {"directory": "records", "survey": "survey", "method": "scores"}
OF_PART = {"communities": "communities", "plan": "plan"}
NAMES = (*BUILDERS, "sources", "gaps", ALL)
# Scored areas wait this long for their rank ranges, in seconds; a command waits for good.
WAIT = 10.0


@dataclass(frozen=True)
class Form:
    """One kind of file; ``every`` says that it holds all tables unless one is asked for, ``placed`` that it needs places."""

    ending: str
    content_type: str
    every: bool
    placed: bool
    write: Callable[[World, Selection, Sequence[DataTable]], bytes]


def page_table(selection: Selection) -> str:
    """Return the table that the selection's page shows."""
    if selection.page == "directory" and selection.wanted.part in OF_PART:
        return OF_PART[selection.wanted.part]
    return OF_PAGE.get(selection.page, "view")


def build_tables(world: World, selection: Selection, name: str, wait: float | None = WAIT) -> list[DataTable]:
    """Build the tables of a name, ``all`` of them or one; ValueError for a name that there is not."""
    if name not in NAMES:
        raise ValueError(f"there is no table {name!r}: choose one of {', '.join(NAMES)}")
    if name == "sources":
        return [source_table(world, selection)]
    world.studied(selection.level, selection.date, wait=wait)
    if name == "gaps":
        return [gap_table(world, selection, [BUILDERS[table](world, selection) for table in ("scores", "values")])]
    return [BUILDERS[table](world, selection) for table in (WHOLE if name == ALL else (name,))]


def area_tables(world: World, selection: Selection, wait: float | None = WAIT) -> list[DataTable]:
    """Build every table of one area: of a qark with its municipalities, of a municipality with its qark's figures."""
    asked = replace(selection, wanted=Wanted(), find="", weights=(), mean="arithmetic", blend="geometric")
    levels = [replace(asked, level=level) for level in LEVELS]
    for one in levels:
        world.studied(one.level, one.date, wait=wait)
    by_level = ("scores", "values")
    return [
        joined([BUILDERS[name](world, one) for one in levels]) if name in by_level else BUILDERS[name](world, asked)
        for name in OF_AREA
    ]


def write_file(world: World, selection: Selection, form: str, name: str = "", wait: float | None = WAIT) -> bytes:
    """Write the view's table (or ``name``, or all) as one of ``FORMS``; ValueError for what cannot be."""
    if form not in FORMS:
        raise ValueError(f"there is no format {form!r}: choose one of {', '.join(FORMS)}")
    kind = FORMS[form]
    tables = build_tables(world, selection, name or (ALL if kind.every else page_table(selection)), wait)
    return _write(world, selection, kind, tables)


def write_area_file(world: World, selection: Selection, wait: float | None = WAIT) -> bytes:
    """Write one area's workbook; ValueError where no area is chosen."""
    if not selection.region:
        raise ValueError("no area is chosen: give region, such as AL013")
    return _write(world, selection, FORMS["xlsx"], area_tables(world, selection, wait))


def file_name(selection: Selection, form: str, name: str = "") -> str:
    """Return how a file is called: what it holds, of where, of which day."""
    kind = FORMS[form]
    what = name or (ALL if kind.every else page_table(selection))
    changed = "changed-method" if selection.played else ""
    layer = selection.layer if what == "view" else ""
    parts = filter(None, ("parandalim", what, layer, selection.level, selection.region, selection.date.isoformat(), changed))
    return f"{'-'.join(parts)}.{kind.ending}"


def _write(world: World, selection: Selection, kind: Form, tables: Sequence[DataTable]) -> bytes:
    if kind.ending == "csv" and len(tables) != 1:
        raise ValueError("a CSV file holds one table: choose one, or write a data package")
    if kind.placed and (len(tables) != 1 or not has_place(tables[0])):
        placed = ", ".join(table for table in BUILDERS if table not in ("communities", "plan", "survey", "dictionary"))
        raise ValueError(f"a {kind.ending} file holds one table that has places: choose one of {placed}")
    return kind.write(world, selection, tables)


def _noted(world: World, selection: Selection, tables: Sequence[DataTable]) -> list[DataTable]:
    """Return the tables with what stands beside them: what the file is before them, gaps and sources after them."""
    gaps = [] if any(t.name == "gaps" for t in tables) else [gap_table(world, selection, tables)]
    used = frozenset().union(*(table.source_ids for table in tables))
    sources = [] if any(t.name == "sources" for t in tables) else [source_table(world, selection, used)]
    return [about_table(world, selection, tables), *tables, *gaps, *sources]


def _title(world: World, selection: Selection, tables: Sequence[DataTable]) -> str:
    return title_of(world, selection, tables, load_words(selection.lang))


def _csv(world: World, selection: Selection, tables: Sequence[DataTable]) -> bytes:
    return (BYTE_ORDER_MARK + csv_text(tables[0])).encode()


def _tagged_csv(world: World, selection: Selection, tables: Sequence[DataTable]) -> bytes:
    return (BYTE_ORDER_MARK + csv_text(tables[0], hxl=True)).encode()


def _xlsx(world: World, selection: Selection, tables: Sequence[DataTable]) -> bytes:
    return write_workbook(_noted(world, selection, tables), _title(world, selection, tables))


def _package(world: World, selection: Selection, tables: Sequence[DataTable]) -> bytes:
    about, *noted = _noted(world, selection, tables)
    version = f"{METHOD_VERSION}+{world.dataset.version}"
    title = _title(world, selection, tables)
    return write_package(noted, about, world.dataset.sources, version, title, load_words(selection.lang))


def _geopackage(world: World, selection: Selection, tables: Sequence[DataTable]) -> bytes:
    return geopackage_bytes(package_layers(world, _noted(world, selection, tables)))


def _geojson(world: World, selection: Selection, tables: Sequence[DataTable]) -> bytes:
    about = {
        "title": _title(world, selection, tables),
        "as_of": selection.date.isoformat(),
        "data_version": world.dataset.version,
        "method_version": METHOD_VERSION,
        "boundaries": boundary_version(world),
        "attribution": world.shapes.attribution[selection.lang],
        **({"example": True} if tables[0].example else {}),
    }
    return geojson_bytes(map_layer(world, tables[0]), about)


def _geoparquet(world: World, selection: Selection, tables: Sequence[DataTable]) -> bytes:
    return geoparquet_bytes(map_layer(world, tables[0]))


FORMS: dict[str, Form] = {
    "csv": Form("csv", CSV, False, False, _csv),
    "csv-hxl": Form("csv", CSV, False, False, _tagged_csv),
    "xlsx": Form("xlsx", XLSX, False, False, _xlsx),
    "geojson": Form("geojson", "application/geo+json", False, True, _geojson),
    "gpkg": Form("gpkg", "application/geopackage+sqlite3", True, False, _geopackage),
    "geoparquet": Form("parquet", "application/vnd.apache.parquet", False, True, _geoparquet),
    "datapackage": Form("zip", ZIP, True, False, _package),
}
