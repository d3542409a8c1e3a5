"""HTML to PDF without a browser and without a network: tagged, with the bundled font, the same bytes for the same content."""

from __future__ import annotations

import io
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from html import escape as _escape
from threading import Lock
from typing import Any

from dashboard.lettering import REGULAR, SEMIBOLD

# The bundled letters by weight.
FONTS = {400: REGULAR.as_uri(), 700: SEMIBOLD.as_uri()}
# Not its own name: one that ends in a number is taken for a size, and a font of the machine must never answer to it.
FAMILY = "Parandalim Sans"
# PDF/UA-1: headings, lists, tables and the texts of pictures can be read by a screen reader.
VARIANT = "pdf/ua-1"
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_one_at_a_time = Lock()

FACES = "".join(
    f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url("{url}"); }}\n' for weight, url in FONTS.items()
)
STYLE = f"""
{FACES}@page {{
  size: A4; margin: 14mm 15mm 17mm;
  @bottom-left {{ content: element(running-foot); vertical-align: top; padding-top: 2mm; width: 88%; }}
  @bottom-right {{
    content: counter(page) " / " counter(pages); font: 8pt "{FAMILY}"; vertical-align: top; padding-top: 2mm; width: 12%;
  }}
}}
html {{ font: 9.5pt/1.35 "{FAMILY}", sans-serif; color: #111; font-variant-numeric: tabular-nums; }}
body {{ margin: 0; }}
.running-foot {{ position: running(running-foot); font-size: 8pt; color: #444; }}
.watermark {{
  position: fixed; top: 105mm; left: -20mm; width: 220mm; text-align: center; transform: rotate(-35deg);
  font-size: 76pt; font-weight: 700; color: rgba(0, 0, 0, 0.13); z-index: 9;
}}
"""


class PdfUnavailable(OSError):
    """A system library without which no PDF can be made is missing on this machine."""


@dataclass(frozen=True)
class LaidOut:
    """A document that is laid out but not written: it knows how many pages it has."""

    _document: Any

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return len(self._document.pages)

    def page_of(self, name: str) -> int:
        """Return the page, from 1, on which the element of an id begins."""
        return next(number for number, page in enumerate(self._document.pages, start=1) if name in page.anchors)

    def write(self) -> bytes:
        """Write the PDF."""
        with _one_at_a_time:
            written: bytes = self._document.write_pdf(pdf_variant=VARIANT, pdf_tags=True)
        return written


def escape(text: object) -> str:
    """Return a text as it may stand in HTML, between tags or inside of a quoted attribute."""
    return _escape(str(text), quote=True)


def write_pdf(html: str, *, title: str, lang: str, style: str = "", foot: str = "", watermark: str = "") -> bytes:
    """Write the PDF of what stands in a body (markup, its texts escaped); ``foot`` and ``watermark`` are texts on every page."""
    return lay_out(html, title=title, lang=lang, style=style, foot=foot, watermark=watermark).write()


def lay_out(html: str, *, title: str, lang: str, style: str = "", foot: str = "", watermark: str = "") -> LaidOut:
    """Lay the document out on A4 pages, so that whoever must keep to a number of pages can count them first."""
    weasyprint = load_engine()
    marked = f'<div class="watermark">{escape(watermark)}</div>' if watermark else ""
    running = f'<div class="running-foot">{escape(foot)}</div>' if foot else ""
    whole = (
        f'<!DOCTYPE html><html lang="{escape(lang)}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}{style}</style></head><body>{running}{marked}{html}</body></html>"
    )
    # Fonts and layouts are large while one is made: several at once would multiply what a worker needs.
    with _one_at_a_time:
        document = weasyprint.HTML(string=whole, url_fetcher=_fetcher())
        return LaidOut(document.render(font_config=_fonts(), pdf_tags=True, pdf_variant=VARIANT))


def load_engine() -> Any:
    """Import what makes the PDF, late: it takes a second, and start-up must not; say in one sentence what is missing."""
    try:
        return _imported()
    except (OSError, ImportError) as missing:
        raise PdfUnavailable(
            "no PDF can be made on this machine: a system library is missing; on Debian and Ubuntu: "
            f"apt-get install {LIBRARIES}; elsewhere install Pango and HarfBuzz"
        ) from missing


@lru_cache(maxsize=1)
def _imported() -> Any:
    # It prints a page of advice where a library is missing, and warns where the machine has no fonts: the font comes along.
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import weasyprint

        return weasyprint


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Return the fonts that all documents share: reading them anew for each takes time."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache(maxsize=1)
def _fetcher() -> Any:
    """Return what loads addresses: the bundled letters and data: inside of the document, nothing else, from nowhere."""
    from weasyprint.urls import URLFetcher

    class Closed(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in FONTS.values() and not url.lower().startswith("data:"):
                raise ValueError("a document loads nothing from anywhere")
            return super().fetch(url, headers)

    return Closed(allowed_protocols={"data", "file"}, allow_redirects=False)
