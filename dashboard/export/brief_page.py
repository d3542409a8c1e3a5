"""The brief as HTML for two A4 pages; every text from data is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.export.brief_bars import draw_pillar, draw_reason, draw_scale
from dashboard.export.brief_records_page import draw_second
from dashboard.export.pdf import escape
from dashboard.text import Words, load_words
from dashboard.view_models.brief import BriefFirst, BriefView, GapRow


def draw_brief(view: BriefView, map_svg: str, qr_svg: str, address: str, *, local: bool) -> str:
    """Write both pages; ``map_svg`` and ``qr_svg`` are our own drawings, ``local`` says that the address opens nowhere else."""
    words = load_words(view.lang)
    return draw_first(view, map_svg, words) + draw_second(view.second, qr_svg, address, words, local=local)


def draw_first(view: BriefView, map_svg: str, words: Words) -> str:
    """Write the first page."""
    first = view.first
    level = f'<p class="level">{escape(view.level_said)}</p>' if view.level_said else ""
    headline = "".join(f"<b>{escape(text)}</b> " if k == 0 else f"{escape(text)} " for k, text in enumerate(first.headline))
    return (
        '<section class="page-first">'
        f'<p class="kicker"><span class="right">{escape(view.date_said)}</span>{escape(view.kicker)}</p>'
        f"<h1>{escape(view.title)}</h1>{level}"
        f'<p class="headline">{headline}</p><p class="soft">{escape(view.caution)}</p>'
        f'<div class="columns">{_map(map_svg)}<section class="standing">{_standing(first, words)}{_why(first, words)}</section>'
        '<div class="clear"></div></div>'
        f"{_gaps(first, words)}{_questions(first, words)}"
        "</section>"
    )


def _map(map_svg: str) -> str:
    return f'<div class="map">{map_svg}</div>' if map_svg else ""


def _standing(first: BriefFirst, words: Words) -> str:
    score = f"<p><b>{escape(first.score.said)}</b></p>{draw_scale(first.score)}" if first.score else ""
    note = f'<p class="note">{escape(words("brief.scale"))}</p>' if first.score else ""
    bars = "".join(
        f'<tr><th scope="row" class="name">{escape(bar.name)}</th><td class="track">{draw_pillar(bar)}</td>'
        f'<td class="points">{escape(bar.text)}</td></tr>'
        for bar in first.pillars
    )
    said = f'<p class="soft">{escape(" ".join(first.sureness))}</p>' if first.sureness else ""
    return f'<h2>{escape(words("brief.standing"))}</h2>{score}{note}<table class="bars pillars">{bars}</table>{said}'


def _why(first: BriefFirst, words: Words) -> str:
    if not first.why:
        return ""
    bars = "".join(
        f'<tr><th scope="row" class="name">{escape(bar.name)}: {escape(bar.value)}</th>'
        f'<td class="track">{draw_reason(bar, first.zero)}</td><td class="points">{escape(bar.points)}</td></tr>'
        for bar in first.reasons.items
    )
    note = f'<p class="note">{escape(words("brief.why_note"))}</p>'
    heads = f"<h2>{escape(words('brief.why'))}</h2><p>{escape(first.why)}</p>{note}"
    return f'{heads}<table class="bars">{bars}</table>{more(first.reasons.more)}'


def _gaps(first: BriefFirst, words: Words) -> str:
    rows = "".join(_gap(row, words) for row in first.gaps)
    heads = f'<th scope="col" class="tick"></th><th scope="col">{escape(words("brief.gap_head"))}</th>'
    heads += f'<th scope="col" class="who">{escape(words("brief.gap_who"))}</th>'
    table = f'<table class="gaps"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>' if rows else ""
    return f"<h2>{escape(words('brief.gaps'))}</h2><p>{escape(first.gaps_said)}</p>{table}"


def _gap(row: GapRow, words: Words) -> str:
    names = f' <span class="soft">{escape(words("brief.gap_names", names=row.names))}</span>' if row.names else ""
    told = f"<b>{escape(row.title)}.</b> {escape(row.said)}{names}"
    return f'<tr><td class="tick"><span class="box"></span></td><td>{told}</td><td class="who">{escape(row.who)}</td></tr>'


def _questions(first: BriefFirst, words: Words) -> str:
    if not first.questions.items:
        return ""
    return f"<h2>{escape(words('brief.questions'))}</h2><ol>{listed(first.questions.items)}</ol>{more(first.questions.more)}"


def listed(texts: Iterable[str]) -> str:
    """Write texts as the items of a list."""
    return "".join(f"<li>{escape(text)}</li>" for text in texts)


def more(text: str) -> str:
    """Write what was left out of a list."""
    return f'<p class="more">… {escape(text)}</p>' if text else ""
