"""The two pictures of the shortlist: risk against thin prevention as dots, and the same classes on a small map."""

from __future__ import annotations

import math

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.cuts import SCORE_CUTS, class_of, shown_score
from dashboard.view_models.fund_lines import AreaLine
from dashboard.view_models.fund_types import Dot, FundMap, ScatterView
from dashboard.view_models.gap_view import PAIR_CUTS, build_square, pair_class
from dashboard.view_models.legend import GAP_ORDER, LegendRow, LegendView, cut_text
from dashboard.view_models.map_view import MapArea, MapView
from dashboard.view_models.world import World
from models.risk_index import CLASSES

RAMP, RISK_RAMP = "bivariate", "score"
# With more dots than this their names would cover each other.
MOST_NAMES = 15


def build_scatter(
    world: World, lines: tuple[AreaLine, ...], shown: list[AreaLine], selection: Selection, words: Words
) -> ScatterView | None:
    """Build the scatter of the areas that pass the filters; None where none of them has both figures."""
    pins = selection.fund.parts("pins")
    known = [line for line in shown if not math.isnan(line.score.risk + line.score.thin_prevention)]
    # Among many dots only the pinned ones have bars: a hundred crosses would hide what they are about.
    few = len(known) <= MOST_NAMES
    dots = tuple(
        Dot(
            line.region.region_id,
            line.region.name[words.lang],
            line.score.thin_prevention,
            line.score.risk,
            pair_class(line.score.risk, line.score.thin_prevention),
            line.region.region_id in pins,
            _hover(line, words),
            *(_bar(line, few or line.region.region_id in pins, measure) for measure in ("thin_prevention", "risk")),
        )
        for line in known
    )
    if not dots:
        return None
    both = [d for d in dots if d.risk >= PAIR_CUTS[-1] and d.thin >= PAIR_CUTS[-1]]
    return ScatterView(
        title=words.count("fund.scatter.title", len(both), names=words.listed([d.name for d in both])),
        subtitle=_subtitle(dots, few, selection, words),
        across=words("fund.scatter.across"),
        up=words("fund.scatter.up"),
        dots=dots,
        cuts=tuple(PAIR_CUTS),
        named=few,
    )


def _subtitle(dots: tuple[Dot, ...], few: bool, selection: Selection, words: Words) -> str:
    said = words("fund.scatter.subtitle", date=words.date(selection.date))
    if few and not any(dot.risk_range for dot in dots):
        return said
    return f"{said} {words('fund.scatter.bars' if few else 'fund.scatter.bars_pinned')}"


def _bar(line: AreaLine, wanted: bool, measure: str) -> tuple[float, float] | None:
    """Return the ends of an area's bar."""
    spread = line.spreads.get(measure)
    if not wanted or spread is None or math.isnan(spread.p05):
        return None
    return round(spread.p05, 1), round(spread.p95, 1)


def _hover(line: AreaLine, words: Words) -> str:
    score = line.score
    risk = _ranged(score.risk, line, "risk", words)
    if math.isnan(score.thin_prevention):
        return words("fund.hover_apart", risk=risk)
    return words("fund.hover", risk=risk, thin=_ranged(score.thin_prevention, line, "thin_prevention", words))


def _ranged(score: float, line: AreaLine, measure: str, words: Words) -> str:
    """Write a score with its 90 % range where that is known."""
    ends = _bar(line, True, measure)
    if ends is None or math.isnan(score):
        return _whole(score, words)
    return words("fund.hover_range", score=_whole(score, words), low=_whole(ends[0], words), high=_whole(ends[1], words))


def _whole(score: float, words: Words) -> str:
    return words.number(shown_score(score)) if not math.isnan(score) else words.number(score)


def build_fund_map(
    world: World, lines: tuple[AreaLine, ...], shown: list[AreaLine], selection: Selection, words: Words
) -> FundMap:
    """Build the small map: all areas, those that fail the filters paler."""
    inside = {line.region.region_id for line in shown}
    alone = all(math.isnan(line.score.thin_prevention) for line in lines)
    make = _risk_area if alone else _area
    areas = tuple(make(line, line.region.region_id in inside, words) for line in sorted(lines, key=lambda x: x.region.region_id))
    title = words("fund.map.risk_title" if alone else "fund.map.title", date=words.date(selection.date))
    summary = words("fund.map.summary", shown=words.number(len(shown)), total=words.number(len(lines)))
    ramp = RISK_RAMP if alone else RAMP
    picture = map_picture(world, selection.level, ramp, areas, title, summary)
    rows = [LegendRow("class", k, cut_text(SCORE_CUTS, k, 0, words)) for k in reversed(range(len(CLASSES)))] if alone else []
    rows += [LegendRow(gap, None, words(f"gap.{gap}")) for gap in GAP_ORDER if any(area.gap == gap for area in areas)]
    if len(shown) < len(lines):
        rows.append(LegendRow("note", None, words("fund.map.pale")))
    square = None if alone else build_square((a.class_index for a in areas if not a.inherited), words)
    pins = tuple(pin for pin in selection.fund.parts("pins") if pin in {area.region_id for area in areas})
    return FundMap(picture, LegendView(title, ramp, tuple(rows), "", "", "", square), pins)


def _area(line: AreaLine, asked: bool, words: Words) -> MapArea:
    score = line.score
    known = not math.isnan(score.risk + score.thin_prevention)
    pair = pair_class(score.risk, score.thin_prevention) if known else None
    gap = "" if known else score.gap or "not_recorded"
    return MapArea(line.region.region_id, line.region.name[words.lang], pair, gap, known and not asked, _hover(line, words))


def _risk_area(line: AreaLine, asked: bool, words: Words) -> MapArea:
    risk, name = line.score.risk, line.region.name[words.lang]
    known = not math.isnan(risk)
    index = class_of(risk, SCORE_CUTS) if known else None
    return MapArea(line.region.region_id, name, index, "" if known else "insufficient", known and not asked, _hover(line, words))


def map_picture(world: World, level: str, ramp: str, areas: tuple[MapArea, ...], title: str, summary: str) -> MapView:
    """Return a map of areas in the app's own frame."""
    return MapView(
        level=level,
        land_url=world.shapes.urls["neighbours"],
        land_ids=world.shapes.ids["neighbours"],
        geometry_url=world.shapes.urls[level],
        qark_url=world.shapes.urls["qark"],
        qark_ids=world.shapes.ids["qark"],
        bounds=world.shapes.bounds,
        ramp=ramp,
        areas=areas,
        unsettled=(),
        selected="",
        selected_url=world.shapes.urls[level],
        title=title,
        subtitle="",
        summary=summary,
    )
