"""The interface's page for people: what can be asked, with an address to try of each; nothing from elsewhere."""

from __future__ import annotations

from html import escape

from dashboard.api.catalogue import ENDPOINTS
from dashboard.api.endpoints import PAGING, ROOT, Endpoint
from dashboard.text import Words, load_words
from dashboard.view_models.world import World

HTML = "text/html; charset=utf-8"
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2b30}"
    "h1{line-height:1.2}dt{margin-top:1rem;font-weight:600}dd{margin:0}code{background:#eef3f4;padding:.1em .3em}a{color:#0b5c6b}"
    "small{display:block;color:#55666c}"
)
NOTES = ("paging", "versions", "again", "faults", "privacy", "open")
OTHER = {"sq": "en", "en": "sq"}


def write_page(world: World, lang: str) -> str:
    """Write the page in one language."""
    words = load_words(lang)
    notes = "".join(f"<li>{escape(words(f'api.note.{note}'))}</li>" for note in NOTES)
    entries = "".join(_entry(world, endpoint, words) for endpoint in ENDPOINTS)
    other = OTHER[lang]
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(words("api.title"))}</title>'
        f"<style>{STYLE}</style></head><body><main>"
        f'<p><a href="/?page=method&amp;lang={lang}">{escape(words("api.back"))}</a> · '
        f'<a href="{ROOT}/?lang={other}" lang="{other}" hreflang="{other}">{escape(words(f"language.{other}_name"))}</a></p>'
        f"<h1>{escape(words('api.title'))}</h1><p>{escape(words('api.lead'))}</p>"
        f'<p><a href="{ROOT}/openapi.json">{escape(words("api.openapi"))}</a></p>'
        f"<h2>{escape(words('api.what'))}</h2><dl>{entries}</dl>"
        f"<h2>{escape(words('api.how'))}</h2><ul>{notes}</ul></main></body></html>"
    )


def _entry(world: World, endpoint: Endpoint, words: Words) -> str:
    path = endpoint.path
    if endpoint.key and endpoint.key.allowed:
        path = path.replace("{id}", sorted(endpoint.key.allowed(world))[0])
    asked = [p.name for p in (*endpoint.parameters, *(() if endpoint.single else PAGING))]
    listed = " ".join(f"<code>{escape(name)}</code>" for name in asked)
    said = f"<small>{escape(words('api.parameters'))} {listed}</small>" if asked else ""
    address = escape(ROOT + path)
    summary = escape(words(f"api.endpoint.{endpoint.name}"))
    return f'<dt><a href="{address}"><code>{escape(endpoint.path)}</code></a></dt><dd>{summary}{said}</dd>'
