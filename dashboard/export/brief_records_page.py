"""The brief's second page as HTML: services, projects, mechanisms, communities, survey, sources, link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.export.pdf import escape
from dashboard.text import Words
from dashboard.view_models.brief_records import BriefRecords

# Where the second page begins; the layout says on which sheet that is.
SECOND = "second-page"


def draw_second(view: BriefRecords, qr_svg: str, address: str, words: Words, *, local: bool) -> str:
    """Write the second page."""
    halves = "".join(f'<section class="half">{part}</section>' for part in (_communities(view, words), _survey(view, words)))
    return (
        f'<section class="page-second" id="{SECOND}">{_services(view, words)}{_projects(view, words)}'
        f'<div class="halves">{halves}<div class="clear"></div></div>'
        f"{_mechanisms(view, words)}{_sources(view, qr_svg, address, words, local=local)}</section>"
    )


def _services(view: BriefRecords, words: Words) -> str:
    rows = "".join(
        f'<tr><th scope="row" class="type"><b>{escape(row.name)}</b></th><td>{escape(row.said)} {escape(row.names)}</td></tr>'
        for row in view.services.items
    )
    heads = _heads({"service_type": "type", "service_said": ""}, words)
    table = f'<table class="services"><thead>{heads}</thead><tbody>{rows}</tbody></table>' if rows else ""
    told = _paragraphs((*view.silent, *view.services_notes))
    return (
        f"<h2>{escape(words('brief.services'))}</h2><p>{escape(view.services_said)}</p>{table}{_more(view.services.more)}{told}"
    )


def _projects(view: BriefRecords, words: Words) -> str:
    rows = "".join(
        f'<tr><th scope="row" class="name"><b>{escape(row.name)}</b></th><td class="by">{escape(row.who)}</td>'
        f'<td class="place">{escape(row.place)}</td><td>{escape(row.said)}</td></tr>'
        for row in view.projects.items
    )
    heads = _heads({"project_name": "name", "project_who": "by", "project_place": "place", "project_said": ""}, words)
    table = f'<table class="projects"><thead>{heads}</thead><tbody>{rows}</tbody></table>' if rows else ""
    others = _paragraphs((view.others,) if view.others else ())
    return (
        f"<h2>{escape(words('brief.projects'))}</h2><p>{escape(view.projects_said)}</p>{table}{_more(view.projects.more)}{others}"
    )


def _communities(view: BriefRecords, words: Words) -> str:
    return f"<h2>{escape(words('brief.communities'))}</h2>{_paragraphs(view.communities)}"


def _survey(view: BriefRecords, words: Words) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="figure">{escape(figure)}</td></tr>' for name, figure in view.results
    )
    table = f'<h3>{escape(view.results_title)}</h3><table class="results">{rows}</table>' if rows else ""
    note = f'<p class="soft">{escape(view.results_note)}</p>' if view.results_note else ""
    return f"<h2>{escape(words('brief.survey_title'))}</h2>{_paragraphs(view.survey)}{table}{note}"


def _mechanisms(view: BriefRecords, words: Words) -> str:
    named = _paragraphs((words("brief.institutions", names=view.institutions),) if view.institutions else ())
    return f"<h2>{escape(words('brief.mechanisms'))}</h2>{_paragraphs((view.mechanisms_said,))}{named}{_paragraphs((view.plan,))}"


def _sources(view: BriefRecords, qr_svg: str, address: str, words: Words, *, local: bool) -> str:
    sources = "".join(f"<li>{escape(name)}</li>" for name in view.sources.items)
    here = f" <span>{escape(words('brief.link_local'))}</span>" if local else ""
    link = f'<p>{escape(words("brief.link"))} <a class="address" href="{escape(address)}">{escape(address)}</a>{here}</p>'
    shortened = f"<p>{escape(words('brief.more_intro'))}</p>"
    return (
        f'<h2>{escape(words("brief.sources"))}</h2><div class="sources"><div class="qr">{qr_svg}</div>'
        f'<div class="rests"><ul>{sources}</ul>{_more(view.sources.more)}<p>{escape(" ".join(view.versions))}</p>'
        f'{link}{shortened}</div><div class="clear"></div></div>'
    )


def _heads(columns: Mapping[str, str], words: Words) -> str:
    """Write the heads of a table: the key of each one's words, and the class that sets its width."""
    cells = (f'<th scope="col" class="{width}">{escape(words(f"brief.{key}"))}</th>' for key, width in columns.items())
    return f"<tr>{''.join(cells)}</tr>"


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _more(text: str) -> str:
    return f'<p class="more">… {escape(text)}</p>' if text else ""
