"""The method as a slide: what the figures cannot say, and where they come from."""

from __future__ import annotations

from dashboard.state import Selection
from dashboard.text import load_words
from dashboard.view_models.document import Bullets, Para, Section
from dashboard.view_models.method_page import build_limits
from dashboard.view_models.slide_fund import lines_twin
from dashboard.view_models.slide_types import SlideLines, SlideView
from dashboard.view_models.slide_words import foot_line
from dashboard.view_models.world import World
from models.method import METHOD_VERSION

ON_SLIDE = ("no_truth", "silence", "detection", "few_areas")


def build_method_slide(world: World, selection: Selection) -> SlideView:
    """Build the slide of limits and sources; whatever part of the method page was pinned."""
    words = load_words(selection.lang)
    section = build_limits(world, words)
    limits = _sentences(section)
    lines = (
        *(words(f"present.limit.{name}") for name in ON_SLIDE),
        words("present.sources", n=words.number(len(world.dataset.sources))),
    )
    return SlideView(
        title=words("present.limits_title"),
        subtitle=words("present.limits_subtitle", version=METHOD_VERSION),
        picture=SlideLines(lines),
        legends=(),
        said=(),
        source=foot_line(world, world.shapes.attribution[words.lang], "", words, False),
        watermark="",
        notes=limits,
        twin=lines_twin(limits, section.title, words),
        summary=" ".join(lines),
    )


def _sentences(section: Section) -> tuple[str, ...]:
    told: list[str] = []
    for block in section.blocks:
        if isinstance(block, Para):
            told.append(block.text)
        elif isinstance(block, Bullets):
            told.extend(block.items)
    return tuple(told)
