"""The routes of the data files: the current view's table in every form, and one area's workbook."""

from __future__ import annotations

from flask import Flask, Response, request

from dashboard.export.data_files import FORMS, file_name, write_area_file, write_file
from dashboard.state import Selection, parse_selection
from dashboard.view_models.world import World, build_choices

# What an address ends with, and the form that it means.
ENDINGS = {"csv": "csv", "xlsx": "xlsx", "geojson": "geojson", "gpkg": "gpkg", "parquet": "geoparquet", "zip": "datapackage"}


def register_data_routes(server: Flask, world: World) -> None:
    """Add the routes."""
    choices = build_choices(world)

    def selected() -> Selection:
        return parse_selection(request.query_string.decode("utf-8", "replace"), choices)

    def data(ending: str) -> Response:
        selection, table = selected(), request.args.get("table", "")
        form = "csv-hxl" if ending == "csv" and request.args.get("hxl") == "1" else ENDINGS[ending]
        try:
            body = write_file(world, selection, form, table)
        except ValueError as wrong:
            return _refused(wrong)
        return _sent(body, form, file_name(selection, form, table))

    def area() -> Response:
        selection = selected()
        try:
            body = write_area_file(world, selection)
        except ValueError as wrong:
            return _refused(wrong)
        return _sent(body, "xlsx", f"parandalim-{selection.region}-{selection.date.isoformat()}.xlsx")

    for ending in ENDINGS:
        server.add_url_rule(f"/download/data.{ending}", f"download-data-{ending}", data, defaults={"ending": ending})
    server.add_url_rule("/download/area.xlsx", "download-area", area)


def _refused(wrong: ValueError) -> Response:
    return Response(f"{wrong}\n", 400, content_type="text/plain; charset=utf-8")


def _sent(body: bytes, form: str, name: str) -> Response:
    response = Response(body, content_type=FORMS[form].content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
