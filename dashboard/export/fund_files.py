"""The fund page's files: a workbook with every number, assumption, source and gap, and the table that is shown as CSV."""

from __future__ import annotations

import io

from flask import Flask, Response, request

from dashboard.export.downloads import BYTE_ORDER_MARK, write_csv
from dashboard.export.fund_tables import PART_TABLES, TABLES
from dashboard.export.tables import Rows
from dashboard.state import Selection, parse_selection
from dashboard.view_models.world import World, build_choices

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
TAGS = {
    "region_id": "#adm+code+lau", "name": "#adm+name", "qark_id": "#adm1+code+nuts", "as_of": "#date+reference",
    "priority": "#severity+priority+num", "class": "#severity+priority+class", "rank": "#severity+rank+num",
    "rank_p05": "#severity+rank+p05+num", "rank_p95": "#severity+rank+p95+num", "first_k": "#meta+k+num",
    "chance_first_k": "#severity+chance+num", "risk": "#severity+risk+num", "risk_class": "#severity+risk+class",
    "thin_prevention": "#severity+thin_prevention+num", "active_projects": "#activity+active+num",
    "ending_in_6_months": "#activity+ending+num", "presence_complete": "#meta+complete", "people": "#population+num",
    "people_basis": "#population+type", "reliability": "#meta+reliability", "gap": "#meta+gap", "pinned": "#meta+pinned",
    "reason": "#description+reason", "rule": "#meta+rule", "with_presence": "#meta+presence", "kind": "#value+type",
    "amount": "#value+amount+num", "currency": "#value+currency", "share": "#value+share+num", "under_all": "#meta+under_all",
    "way": "#meta+way", "order": "#meta+order+num", "gained": "#reached+gained+num", "covered": "#reached+covered+num",
    "priority_before": "#severity+priority+before+num", "priority_after": "#severity+priority+after+num",
    "rank_before": "#severity+rank+before+num", "rank_after": "#severity+rank+after+num",
    "thin_before": "#severity+thin_prevention+before+num", "thin_after": "#severity+thin_prevention+after+num",
    "value": "#meta+value", "source_id": "#meta+source+code", "title": "#meta+source+name", "producer": "#org+name",
    "citation": "#meta+citation", "url": "#meta+url", "published": "#date+published", "accessed": "#date+accessed",
    "licence": "#meta+licence", "cost": "#value+cost+num", "scenario": "#meta+scenario+code",
    "scenario_name": "#meta+scenario+name", "telling": "#meta+telling", "told": "#date+told",
    "data_version": "#meta+data+version", "method_version": "#meta+method+version",
    "indicator_id": "#indicator+code", "indicator": "#indicator+name",
}  # fmt: skip
"""The HXL tag of every column."""


def write_workbook(world: World, selection: Selection) -> bytes:
    """Write all tables as sheets: heads, a row of tags, typed cells; no text is ever taken for a formula."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, soft = (
            book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            book.add_format({"font_color": "#55666c"}),
        )
        for name, build in TABLES.items():
            table = build(world, selection)
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(2, 2)
            for column, head in enumerate(table[0]):
                sheet.write_string(0, column, str(head), bold)
                sheet.write_string(1, column, TAGS[str(head)], soft)
                sheet.set_column(column, column, _width(table, column))
            for row, cells in enumerate(table[1:], start=2):
                for column, cell in enumerate(cells):
                    if isinstance(cell, int | float):
                        sheet.write_number(row, column, cell)
                    elif cell != "":
                        sheet.write_string(row, column, str(cell))
    return out.getvalue()


def _width(table: Rows, column: int) -> int:
    return min(WIDEST, max(10, *(len(str(row[column])) + 2 for row in table)))


def register_fund_downloads(server: Flask, world: World) -> None:
    """Add the routes of the two files."""
    choices = build_choices(world)

    def selected() -> Selection:
        return parse_selection(request.query_string.decode("utf-8", "replace"), choices)

    def workbook() -> Response:
        selection = selected()
        return _sent(Response(write_workbook(world, selection), content_type=XLSX), "xlsx", "all", selection)

    def table() -> Response:
        selection = selected()
        name = PART_TABLES[selection.fund.fpart]
        heads, *rows = TABLES[name](world, selection)
        tags: Rows = [[TAGS[str(head)] for head in heads]] if request.args.get("hxl") == "1" else []
        text = BYTE_ORDER_MARK + write_csv([heads, *tags, *rows])
        return _sent(Response(text, content_type="text/csv; charset=utf-8"), "csv", name, selection)

    server.add_url_rule("/download/fund.xlsx", "download-fund-xlsx", workbook)
    server.add_url_rule("/download/fund.csv", "download-fund-csv", table)


def _sent(response: Response, kind: str, name: str, selection: Selection) -> Response:
    file = f"parandalim-fund-{name}-{selection.level}-{selection.date.isoformat()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
