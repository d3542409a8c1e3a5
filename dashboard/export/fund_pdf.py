"""The fund page as one page of PDF: whatever does not fit on a page is left out from the end, and said."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask, Response, request

from dashboard import theme
from dashboard.export.pdf import LaidOut, escape, lay_out
from dashboard.export.pdf_answers import send_pdf
from dashboard.state import Selection, parse_selection
from dashboard.text import Words, load_words
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.fund_sheet import FundSheet, build_sheet
from dashboard.view_models.world import World, build_choices

MAP_WIDTH, LEGEND_WIDTH = 300.0, 420.0
# Shares of the width, in percent: rank, area, priority, chance, risk, thin prevention, projects, people, reliability, reason.
WIDTHS = (7.5, 9.5, 7.5, 9.5, 5.5, 8, 6, 7, 8.5, 31)
# How many areas and how many sources are tried, from the most to the least that is still of use.
TRIES = ((12, 8), (12, 2), (10, 4), (8, 4), (6, 3), (4, 2), (2, 0))
# A number's thin spaces must not end a line.
THIN, KEPT = "\u2009", "\u2060\u2009\u2060"
STYLE = f"""
@page {{ margin: 11mm 15mm 15mm; }}
html {{ font-size: 8.2pt; line-height: 1.28; }}
h1 {{ font-size: 15pt; line-height: 1.15; margin: 0 0 1mm; color: {theme.ACCENT}; }}
h2 {{ font-size: 9.5pt; margin: 2.6mm 0 .8mm; color: {theme.ACCENT}; }}
p {{ margin: 0 0 .8mm; }}
.finding {{ font-size: 10.5pt; font-weight: 600; }}
table {{ width: 100%; border-collapse: collapse; }}
caption {{ text-align: left; font-size: 7.5pt; color: {theme.INK_SOFT}; padding-bottom: .6mm; }}
th, td {{ padding: .55mm 1.1mm; border-bottom: .2mm solid #ccd3d5; text-align: left; vertical-align: top; }}
thead th {{ font-size: 7pt; line-height: 1.15; color: {theme.INK_SOFT}; vertical-align: bottom; }}
tbody th {{ font-weight: 600; }}
.number {{ text-align: right; white-space: nowrap; }}
.reason {{ font-size: 6.8pt; line-height: 1.18; }}
.short {{ table-layout: fixed; font-size: 7.5pt; line-height: 1.15; }}
.short td, .short th {{ padding-block: .4mm; white-space: normal; }}
.short thead th {{ white-space: normal; font-size: 6.4pt; padding-inline: .6mm; overflow-wrap: anywhere; }}
.always th {{ color: {theme.ACCENT}; font-weight: 700; }}
.pair {{ display: flex; gap: 6mm; }}
.pair > div {{ flex: 1 1 0; }}
.map {{ flex: 0 0 40mm !important; margin-top: 2.6mm; }}
.map svg {{ width: 40mm; height: auto; }}
.legend svg {{ width: 54mm; height: auto; margin-top: 2mm; }}
.small {{ font-size: 7pt; line-height: 1.25; color: #333; }}
.link {{ font-size: 6pt; line-height: 1.2; overflow-wrap: anywhere; word-break: break-all; }}
"""


def write_sheet(world: World, selection: Selection, host: str = "") -> bytes:
    """Write the one-page PDF of a view."""
    return lay_out_sheet(world, selection, host).write()


def lay_out_sheet(world: World, selection: Selection, host: str = "") -> LaidOut:
    """Lay the sheet out with as much as one page holds."""
    sheet, words = build_sheet(world, selection, host), load_words(selection.lang)
    picture = _pictures(world, selection, sheet)
    for rows, sources in TRIES:
        made = _laid(sheet, picture, rows, sources, words)
        if made.pages == 1:
            break
    return made


def register_fund_pdf(server: Flask, world: World) -> None:
    """Add the route of the file."""
    choices = build_choices(world)

    def pdf() -> Response:
        selection = parse_selection(request.query_string.decode("utf-8", "replace"), choices)
        host = request.host_url
        return send_pdf(lambda: write_sheet(world, selection, host), file_name(selection), load_words(selection.lang))

    server.add_url_rule("/download/fund.pdf", "download-fund-pdf", pdf)


def file_name(selection: Selection) -> str:
    """Return the file's name."""
    return f"parandalim-fund-{selection.level}-{selection.date.isoformat()}-{selection.lang}.pdf"


def _laid(sheet: FundSheet, picture: tuple[str, str], rows: int, sources: int, words: Words) -> LaidOut:
    parts = (
        f"<h1>{escape(sheet.title)}</h1><p class='finding'>{escape(sheet.finding)}</p>",
        _paragraphs((" ".join(sheet.said),)),
        _shortlist(sheet, rows, words),
        _paragraphs((sheet.apart,) if sheet.apart else ()),
        f"<div class='pair'><div>{_split(sheet, rows, words)}{_more(sheet, words)}<div class='legend'>{picture[1]}</div></div>"
        f"<div class='map'>{picture[0]}</div></div>",
        f"<h2>{escape(words('fund_sheet.assumptions'))}</h2>{_paragraphs(sheet.assumptions, 'small')}",
        _sources(sheet, sources, words),
        f"<p class='link'><a href='{escape(sheet.link)}'>{escape(sheet.link)}</a></p>",
    )
    return lay_out(
        "".join(parts), title=sheet.title, lang=words.lang, style=STYLE, foot=sheet.versions, watermark=sheet.watermark
    )


def _shortlist(sheet: FundSheet, rows: int, words: Words) -> str:
    grid, left = sheet.shortlist, len(sheet.shortlist.rows) - rows
    if not grid.rows:
        return ""
    more = f"<p class='small'>{escape(words.count('fund_sheet.more_areas', left))}</p>" if left > 0 else ""
    return _table(replace(grid, rows=grid.rows[:rows]), heads_at=1, widths=WIDTHS) + more


def _split(sheet: FundSheet, rows: int, words: Words) -> str:
    said = _paragraphs(sheet.split_said)
    if sheet.split is None:
        return f"<h2>{escape(words('fund.part.split'))}</h2>{said}"
    # The last two rows, what is set aside and what is not given out, always stay.
    grants, rest = sheet.split.rows[:-2], sheet.split.rows[-2:]
    left = len(grants) - rows
    more = f"<p class='small'>{escape(words.count('fund_sheet.more_areas', left))}</p>" if left > 0 else ""
    table = _table(replace(sheet.split, rows=(*grants[:rows], *rest)))
    return f"<h2>{escape(words('fund.part.split'))}</h2>{table}{more}{said}"


def _more(sheet: FundSheet, words: Words) -> str:
    return f"<h2>{escape(words('fund_sheet.more'))}</h2>{_paragraphs(sheet.more, 'small')}" if sheet.more else ""


def _sources(sheet: FundSheet, most: int, words: Words) -> str:
    left = len(sheet.sources) - most
    named = "; ".join(sheet.sources[:most])
    more = words.count("fund_sheet.more_sources", left) if left > 0 else ""
    said = ". ".join(part for part in (named, more) if part)
    return f"<h2>{escape(words('fund_sheet.sources'))}</h2><p class='small'>{escape(said)}</p>"


def _paragraphs(texts: tuple[str, ...], name: str = "") -> str:
    marked = f" class='{name}'" if name else ""
    return "".join(f"<p{marked}>{escape(text).replace(THIN, KEPT)}</p>" for text in texts)


def _table(grid: Grid, heads_at: int = 0, widths: tuple[float, ...] = ()) -> str:
    """Write a table; ``heads_at`` is the column that heads its rows; with ``widths`` the last column is one of long texts."""
    long = len(widths) - 1
    kinds = ["number" if all(row[k].mark == "number" for row in grid.rows) else "" for k in range(len(grid.heads))]
    columns = "".join(f"<col style='width: {share}%'>" for share in widths)
    heads = "".join(f"<th scope='col' class='{kinds[k]}'>{escape(head)}</th>" for k, head in enumerate(grid.heads))
    body = "".join(_row(row, heads_at, long) for row in grid.rows)
    name = "short" if widths else ""
    head = f"<caption>{escape(grid.caption)}</caption><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>"
    return f"<table class='{name}'>{head}<tbody>{body}</tbody></table>"


def _row(row: tuple[Cell, ...], heads_at: int, long: int) -> str:
    cells = []
    for k, cell in enumerate(row):
        name = "reason" if k == long else cell.mark if cell.mark == "number" else ""
        tag, scope = ("th", " scope='row'") if k == heads_at else ("td", "")
        cells.append(f"<{tag}{scope} class='{name}'>{escape(cell.text)}</{tag}>")
    return f"<tr class='{'always' if row[heads_at].mark == 'always' else ''}'>{''.join(cells)}</tr>"


def _pictures(world: World, selection: Selection, sheet: FundSheet) -> tuple[str, str]:
    """Draw the page's own map, and its legend."""
    from dashboard.export.legend_sheet import draw_legend
    from dashboard.export.map_outlines import outlines_of
    from dashboard.export.map_picture import build_picture
    from dashboard.export.map_sheet import draw_on, window_of
    from dashboard.export.svg_sheet import Sheet

    layer = "bivariate" if sheet.map.legend.square else "risk"
    drawn = build_picture(world, replace(selection, page="", layer=layer, region="", markers=(), weights=()), names=True)
    view = replace(sheet.map.picture, watermark=sheet.watermark)
    chosen = outlines_of(world, selection.level, sheet.map.pins) if sheet.map.pins else ()
    picture = replace(drawn, view=view, legend=sheet.map.legend, chosen=chosen, marks=(), title=view.title)
    west, north, east, south = picture.frame
    height = MAP_WIDTH * (south - north) / (east - west)
    paper, key = Sheet(MAP_WIDTH), Sheet(LEGEND_WIDTH)
    draw_on(paper, picture, window_of(picture, 0, 0, MAP_WIDTH, height), grey=False)
    end = draw_legend(key, picture, 0, 0, LEGEND_WIDTH, grey=False, meaning=False)
    said = view.title, view.summary
    return paper.write(height, *said, carry_font=False), key.write(end + 4, *said, carry_font=False)
