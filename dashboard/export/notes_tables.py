"""What stands beside the figures in every file: what it is, the gaps with their reasons, and the sources."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.export.data_table import Cell, DataTable, make_table
from dashboard.export.tables import Rows
from dashboard.state import LEVELS, Selection, to_fields
from dashboard.text import Words, load_words
from dashboard.view_models.layer_words import layer_title
from dashboard.view_models.world import World
from data.geo.boundaries import LICENCE
from models.method import METHOD_VERSION

ABOUT_HEADS, ABOUT_TAGS = ("item", "content"), ("#meta+item", "#meta+content")
SOURCE_HEADS = ("source_id", "title", "producer", "citation", "url", "published", "accessed", "licence")
SOURCE_TAGS = (
    "#meta+source+code", "#meta+source+name", "#org+name", "#meta+citation", "#meta+url", "#date+published",
    "#date+accessed", "#meta+licence",
)  # fmt: skip
GAP_HEADS = ("table", "region_id", "name", "what", "gap", "reason")
GAP_TAGS = ("#meta+table", "#adm+code+lau", "#adm+name", "#indicator+code", "#meta+gap", "#description+gap")
# What a gap of a table is a gap of: the column that names it, or the figure that the table is about.
SUBJECTS = {"values": "indicator_id", "view": "layer", "communities": "group", "plan": "objective", "survey": "question_id"}
WHOLE = {"scores": "priority", "survey": "question", "plan": "objective"}
# Fields of the address that filter or name what a file holds; the others only say how a page is shown.
FILTERS = (
    "region", "weights", "mean", "blend", "find", "kind", "q", "type", "area", "org", "donor", "standing", "audience",
    "wave", "question", "group", "versus", "basis", "estimate",
)  # fmt: skip


def about_table(world: World, selection: Selection, tables: Sequence[DataTable]) -> DataTable:
    """Return what the file is: title, filters, date, versions, boundaries, licences, and the mark of example data."""
    words = load_words(selection.lang)
    own: Rows = [[words("data.about.own"), f"{own.name}, {own.version}"] for own in world.dataset.imported]
    held: Rows = [[words(f"data.table.{table.name}"), words("data.about.rows", n=len(table.rows))] for table in tables]
    rows: Rows = [
        [words("data.about.what"), title_of(world, selection, tables, words)],
        [words("data.about.level"), _levels(selection, tables, words)],
        [words("data.about.date"), selection.date.isoformat()],
        *_filters(world, selection, tables, words),
        [words("data.about.made"), world.today.isoformat()],
        [words("data.about.data"), world.dataset.version],
        *own,
        [words("data.about.method"), METHOD_VERSION],
        [words("data.about.boundaries"), f"{boundary_version(world)}. {world.shapes.attribution[words.lang]}"],
        [words("data.about.boundaries_licence"), LICENCE.get(world.shapes.kind, "")],
        [words("data.about.licence"), words("data.about.licence_note")],
        [words("data.about.silence"), words("data.about.silence_note")],
        *held,
    ]
    if selection.played:
        rows.insert(0, [words("data.about.changed"), words("data.about.changed_note")])
    if any(table.example for table in tables):
        rows.insert(0, ["EXAMPLE", words("data.about.example")])
    return make_table("about", ABOUT_HEADS, ABOUT_TAGS, rows)


def title_of(world: World, selection: Selection, tables: Sequence[DataTable], words: Words) -> str:
    """Return what a file is called: the map's title, the name of its only table, or what all of them are about."""
    if len(tables) == 1:
        only = tables[0].name
        return layer_title(world.layers[selection.layer], words, selection) if only == "view" else words(f"data.table.{only}")
    if selection.region:
        return words("data.about.area", name=world.region(selection.region).full_name[words.lang])
    return words("data.about.all")


def boundary_version(world: World) -> str:
    """Return the kind of the boundaries in use with the mark of their bytes."""
    marks = [url.split("/")[2] for level, url in sorted(world.shapes.urls.items()) if level in ("qark", "municipality")]
    return " ".join((world.shapes.kind, *marks))


def _levels(selection: Selection, tables: Sequence[DataTable], words: Words) -> str:
    """Name the level; one area's file holds both."""
    both = len(tables) > 1 and not any(table.name == "view" for table in tables)
    return ", ".join(words(f"level_many_title.{level}") for level in (LEVELS if both else (selection.level,)))


def _layer(world: World, selection: Selection, words: Words) -> str:
    return f"{layer_title(world.layers[selection.layer], words, selection)} ({selection.layer})"


def _filters(world: World, selection: Selection, tables: Sequence[DataTable], words: Words) -> Rows:
    fields = to_fields(selection)
    layer: Rows = [[words("data.about.layer"), _layer(world, selection, words)]] if any(t.name == "view" for t in tables) else []
    found: Rows = [
        [words("data.about.filter"), f"{name} = {_said(world, fields[name], words)}"] for name in FILTERS if fields[name]
    ]
    return [*layer, *(found or [[words("data.about.filter"), words("data.about.no_filter")]])]


def _said(world: World, code: str, words: Words) -> str:
    region = world.dataset.regions.get(code)
    return f"{code} ({region.name[words.lang]})" if region else code


def source_table(world: World, selection: Selection, source_ids: frozenset[str] | None = None) -> DataTable:
    """Return the sources, all of them or those named."""
    chosen = [s for name, s in sorted(world.dataset.sources.items()) if source_ids is None or name in source_ids]
    rows = (
        [s.source_id, s.title[selection.lang], s.producer, s.citation, s.url, s.published, s.accessed, s.licence] for s in chosen
    )
    return make_table("sources", SOURCE_HEADS, SOURCE_TAGS, rows)


def gap_table(world: World, selection: Selection, tables: Sequence[DataTable]) -> DataTable:
    """Return every gap of the tables with its reason in words; a score's also by the indicators that it lacks."""
    words = load_words(selection.lang)
    rows = [row for table in tables if "gap" in table.heads for row in _gaps(table, words)]
    if not any(table.name == "values" for table in tables):
        scored = {str(cell) for table in tables if table.name in ("scores", "view") for cell in table.column("region_id")}
        rows += _missing_parts(world, selection, scored, words)
    return make_table("gaps", GAP_HEADS, GAP_TAGS, rows)


def _gaps(table: DataTable, words: Words) -> Rows:
    subject = SUBJECTS.get(table.name, "")
    found: Rows = []
    for cells in table.rows:
        row: dict[str, Cell] = dict(zip(table.heads, cells, strict=True))
        if gap := row["gap"]:
            what = row.get(subject) or WHOLE.get(table.name, "")
            area = row.get("region_id") or row.get("region_ids")
            found.append([table.name, area, row.get("name") or row.get("area"), what, gap, words(f"gap.{gap}")])
    return found


def _missing_parts(world: World, selection: Selection, areas: set[str], words: Words) -> Rows:
    return [
        ["scores", row.region_id, world.region(row.region_id).name[words.lang], r.indicator_id, r.gap, words(f"gap.{r.gap}")]
        for row in world.scores(selection.level, selection.date).rows
        if row.region_id in areas
        for r in row.readings
        if r.gap
    ]
