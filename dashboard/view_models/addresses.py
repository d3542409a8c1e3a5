"""Where the files of a selection are to be had."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.state import Selection, to_fields

DOWNLOAD_FIELDS = ("lang", "level", "date", "weights", "mean", "blend")
VIEW_FIELDS = (*DOWNLOAD_FIELDS, "layer", "find", "basis", "estimate")
BRIEF_FIELDS = ("lang", "level", "layer", "date", "region")
DIRECTORY_FIELDS = ("lang", "date", "kind", "q", "type", "area", "org", "donor", "standing", "audience", "estimate")
# Where data are shown as they were, their files are of the same data.
OLD_DATA = ("data", "then")


def kept_fields(selection: Selection, names: tuple[str, ...]) -> dict[str, str]:
    """Return the fields of an address that a file needs, and what data it is of where they are no longer today's."""
    wanted = (*names, *OLD_DATA) if selection.then else names
    return {key: text for key, text in to_fields(selection).items() if key in wanted and text}


def download_address(name: str, selection: Selection) -> str:
    """Return the address of one file of the selection."""
    fields = kept_fields(selection, DOWNLOAD_FIELDS)
    return f"/download/{name}.csv?{urlencode(fields)}"


def directory_download(name: str, selection: Selection, *, hxl: bool = False) -> str:
    """Return the address of a file of the directory: exactly what the selection lists, with a row of HXL tags if asked for."""
    fields = kept_fields(selection, DIRECTORY_FIELDS)
    return f"/download/{name}.csv?{urlencode(fields | ({'hxl': '1'} if hxl else {}))}"


def data_address(ending: str, selection: Selection, table: str = "") -> str:
    """Return the address of a data file of the view: all areas that its table lists, whichever of them is open."""
    fields = kept_fields(selection, VIEW_FIELDS)
    return f"/download/data.{ending}?{urlencode(fields | ({'table': table} if table else {}))}"


def area_file_address(region_id: str, selection: Selection) -> str:
    """Return the address of one area's workbook."""
    fields = kept_fields(selection, ("lang", "date")) | {"region": region_id}
    return f"/download/area.xlsx?{urlencode(fields)}"


def brief_address(selection: Selection) -> str:
    """Return the address of the brief of the selected area: two pages as PDF."""
    fields = kept_fields(selection, BRIEF_FIELDS)
    return f"/download/brief.pdf?{urlencode(fields)}"
