"""Files to take away, as plain routes: the scores of a date, the figures behind them, the data dictionary."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from flask import Flask, Response, abort, request

from dashboard.export.hxl import hxl_row
from dashboard.export.survey_table import survey_table
from dashboard.export.tables import dictionary_table, scores_table, values_table
from dashboard.state import Selection, parse_selection
from dashboard.view_models.world import World, build_choices

# Without it a spreadsheet on Windows takes the file for another encoding, and ë and ç for two letters each.
BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
Table = Sequence[Sequence[object]]
TABLES: dict[str, Callable[[World, Selection], Table]] = {
    "scores": scores_table,
    "values": values_table,
    "dictionary": dictionary_table,
    "survey": survey_table,
}


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula or two rows: text that begins like one gets an apostrophe."""
    if not isinstance(value, str):
        return value
    safe = f"'{value}" if value.startswith(FORMULA_STARTS) else value
    # The writer quotes a line feed but not a lone carriage return, after which a spreadsheet would begin a new row.
    return safe.replace("\r\n", "\n").replace("\r", "\n")


def write_csv(table: Table) -> str:
    """Write a table as CSV with safe cells."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([safe_cell(cell) for cell in row] for row in table)
    return out.getvalue()


def register_downloads(server: Flask, world: World) -> None:
    """Add the routes of the files."""
    choices = build_choices(world)

    def download(name: str) -> Response:
        if name not in TABLES:
            abort(404)
        selection = parse_selection(request.query_string.decode("utf-8", "replace"), choices)
        heads, *rows = TABLES[name](world, selection)
        tags = (
            [hxl_row([str(head) for head in heads], selection.level, name == "survey")] if request.args.get("hxl") == "1" else []
        )
        response = Response(BYTE_ORDER_MARK + write_csv([heads, *tags, *rows]), content_type="text/csv; charset=utf-8")
        example = name == "survey" and world.dataset.survey.example
        response.headers["Content-Disposition"] = f'attachment; filename="{file_name(name, selection, example)}"'
        return response

    server.add_url_rule("/download/<name>.csv", "download", download)


def file_name(name: str, selection: Selection, example: bool = False) -> str:
    """Return the file's name; a changed method is part of it, and so is that the data are an example."""
    if name == "dictionary":
        return "parandalim-dictionary.csv"
    if name == "survey":
        parts = ("EXAMPLE" if example else "", selection.wave and f"wave-{selection.wave}", selection.question)
        return f"{'-'.join(['parandalim-survey', *filter(None, parts)])}.csv"
    changed = "-changed-method" if name == "scores" and selection.played else ""
    return f"parandalim-{name}-{selection.level}-{selection.date.isoformat()}{changed}.csv"
