"""The brief's small drawings as SVG: the score on its scale, a pillar, a reason; black, white and grey only."""

from __future__ import annotations

from dashboard.export.map_paint import GREYS
from dashboard.export.pdf import FAMILY, escape
from dashboard.view_models.brief import Bar, ScoreLine
from dashboard.view_models.reasons import ReasonBar

BLACK, FRAME = "#111111", "#777777"
EDGES = f'stroke="{FRAME}" stroke-width="0.8"'


def draw_scale(score: ScoreLine) -> str:
    """Draw the score: five classes, the 90 % interval as a line over them, the published points as a mark."""
    edges = (0.0, *score.cuts, 100.0)
    steps = (
        f'<rect x="{low * 2:.1f}" y="9" width="{(high - low) * 2:.1f}" height="5" fill="{shade}" stroke="{FRAME}"'
        ' stroke-width="0.4"/>'
        for low, high, shade in zip(edges, edges[1:], GREYS, strict=False)
    )
    numbers = (
        f'<text x="{edge * 2:.1f}" y="19" font-size="4.6" font-family="{FAMILY}" text-anchor="{_anchor(edge)}">{edge:.0f}</text>'
        for edge in edges
    )
    middles = zip(edges, edges[1:], score.names, strict=False)
    names = (
        f'<text x="{low + high:.1f}" y="23.4" font-size="4.4" font-family="{FAMILY}" text-anchor="middle">{escape(name)}</text>'
        for low, high, name in middles
    )
    low, high, at = score.low * 2, score.high * 2, score.points * 2
    interval = "".join(
        f'<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1}" y2="{y2}" stroke="{BLACK}" stroke-width="0.9"/>'
        for x1, x2, y1, y2 in ((low, high, 6, 6), (low, low, 4.6, 7.4), (high, high, 4.6, 7.4))
    )
    mark = f'<path d="M{at:.1f} 9 l-2.4 -5 h4.8 z" fill="{BLACK}" stroke="#ffffff" stroke-width="0.5"/>'
    inside = f"<title>{escape(score.said)}</title>{''.join(steps)}{''.join(numbers)}{''.join(names)}{interval}{mark}"
    return f'<svg class="scale" viewBox="-1 3 202 21.5">{inside}</svg>'


def _anchor(edge: float) -> str:
    return {0.0: "start", 100.0: "end"}.get(edge, "middle")


def draw_pillar(bar: Bar) -> str:
    """Draw one pillar out of 100; an empty dashed track where there is a gap."""
    frame = f'<rect x="0.4" y="1" width="199.2" height="8" fill="#ffffff" {EDGES}'
    if bar.share is None:
        return _track(f'{frame} stroke-dasharray="4 3"/>', bar.name, bar.text)
    return _track(f'{frame}/><rect x="0.4" y="1" width="{bar.share * 1.992:.1f}" height="8" fill="#555555"/>', bar.name, bar.text)


def draw_reason(bar: ReasonBar, zero: float) -> str:
    """Draw one reason: black to the right where it raises the score, an empty frame to the left where it lowers it."""
    fill = BLACK if bar.side == "raises" else "#ffffff"
    start, width = bar.start * 2, max(bar.width * 2, 0.8)
    part = f'<rect x="{start:.1f}" y="1.4" width="{width:.1f}" height="7.2" fill="{fill}" stroke="{BLACK}" stroke-width="0.8"/>'
    axis = f'<line x1="{zero * 2:.1f}" x2="{zero * 2:.1f}" y1="0" y2="10" {EDGES}/>'
    return _track(part + axis, bar.name, bar.points)


def _track(inside: str, name: str, said: str) -> str:
    title = f"<title>{escape(f'{name}: {said}')}</title>"
    return f'<svg viewBox="-1 0 202 10" preserveAspectRatio="none">{title}{inside}</svg>'
