"""A sheet that shapes and words are put on, written as SVG; everything that comes from data is escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from dashboard import theme
from dashboard.export.map_hatch import Rings, area_of, hatch_path
from dashboard.export.map_paint import Paint
from dashboard.lettering import FAMILY, broken_lines, embedded_font

FONTS = f"'{FAMILY}','Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif"
LINE_HEIGHT = 1.32


class Sheet:
    """One drawing: what is added first lies undermost. Lengths are pixels of the usual size."""

    def __init__(self, width: float) -> None:
        """Take the width; the height is known at the end."""
        self.width = width
        self.parts: list[str] = []

    def path(self, rings: Rings, fill: str, line: str = "none", width: float = 0.0, **more: str) -> None:
        """Add an area or its outline."""
        d = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)
        marks = "".join(f" data-{name}={quoteattr(value)}" for name, value in more.items() if name != "title")
        title = f"<title>{escape(more['title'])}</title>" if more.get("title") else ""
        edge = f' stroke="{line}" stroke-width="{width:g}" stroke-linejoin="round"' if width else ""
        self.parts.append(f'<path d="{d}" fill="{fill}" fill-rule="evenodd"{edge}{marks}>{title}</path>')

    def hatches(self, rings: Rings, paint: Paint) -> None:
        """Add the hatches of a paint over an area."""
        if not paint.hatches:
            return
        area = area_of(rings)
        for hatch in paint.hatches:
            round_ends = ' stroke-linecap="round"' if hatch.kind == "dots" else ""
            see_through = f' stroke-opacity="{hatch.opacity:g}"' if hatch.opacity < 1 else ""
            self.parts.append(
                f'<path d="{hatch_path(area, hatch)}" fill="none" stroke="{hatch.colour}" stroke-width="{hatch.width:g}"'
                f"{round_ends}{see_through}/>"
            )

    def swatch(self, x: float, y: float, width: float, height: float, paint: Paint) -> None:
        """Add a small field of a paint."""
        box = [[(x, y), (x + width, y), (x + width, y + height), (x, y + height)]]
        self.path(box, paint.fill)
        self.hatches(box, paint)
        self.path(box, "none", paint.edge or "#8a979b", 0.8)

    def line(self, points: list[tuple[float, float]], colour: str, width: float) -> None:
        """Add a line."""
        d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self.parts.append(f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>')

    def arrow(self, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
        """Add a line with a head, level or upright."""
        self.line([start, end], colour, 1.2)
        (x, y), level = end, start[1] == end[1]
        sides = [(x - 5, y - 3), (x, y), (x - 5, y + 3)] if level else [(x - 3, y + 5), (x, y), (x + 3, y + 5)]
        self.line(sides, colour, 1.2)

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Add a field without an edge."""
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>')

    def circle(self, x: float, y: float, radius: float, fill: str, line: str, width: float = 1.5) -> None:
        """Add a circle."""
        edge = f'fill="{fill}" stroke="{line}" stroke-width="{width:g}"'
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {edge}/>')

    def square(self, x: float, y: float, radius: float, fill: str, line: str, width: float = 1.5) -> None:
        """Add a square about its middle."""
        edge = f'fill="{fill}" stroke="{line}" stroke-width="{width:g}"'
        side = f'x="{x - radius:.1f}" y="{y - radius:.1f}" width="{2 * radius:.1f}" height="{2 * radius:.1f}"'
        self.parts.append(f"<rect {side} {edge}/>")

    def text(self, x: float, y: float, text: str, size: float, colour: str = theme.INK, **how: str) -> None:
        """Add one line of words on its base line; ``bold``, ``anchor``, ``halo`` and ``turn`` (degrees) if wanted."""
        bold = ' font-weight="600"' if how.get("bold") else ""
        anchor = f' text-anchor="{how["anchor"]}"' if how.get("anchor") else ""
        turn = f' transform="rotate({how["turn"]} {x:.1f} {y:.1f})"' if how.get("turn") else ""
        opacity = f' fill-opacity="{how["opacity"]}"' if how.get("opacity") else ""
        place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{bold}{anchor}{turn}'
        if how.get("halo"):
            edge = f'fill="{how["halo"]}" stroke="{how["halo"]}" stroke-width="3" stroke-linejoin="round" aria-hidden="true"'
            self.parts.append(f"<text {place} {edge}>{escape(text)}</text>")
        self.parts.append(f'<text {place} fill="{colour}"{opacity}>{escape(text)}</text>')

    def paragraph(
        self, x: float, y: float, text: str, size: float, width: float, colour: str = theme.INK, bold: bool = False
    ) -> float:
        """Add words in as many lines as they need below ``y``; return where they end."""
        for line in broken_lines(text, size, width, bold):
            y += size * LINE_HEIGHT
            self.text(x, y - size * 0.3, line, size, colour, bold="1" if bold else "")
        return y

    def write(self, height: float, title: str, description: str, *, carry_font: bool) -> str:
        """Write the whole drawing."""
        size = f'width="{self.width:g}" height="{height:.0f}" viewBox="0 0 {self.width:g} {height:.0f}"'
        style = f"<style>{embedded_font()}</style>" if carry_font else ""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={quoteattr(title)} font-family="{FONTS}">'
        said = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        return f"{head}{said}{style}{''.join(self.parts)}</svg>"
