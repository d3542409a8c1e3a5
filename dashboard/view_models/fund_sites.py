"""Where to put outreach points: the best set in order, the greedy way beside it, and both on the map."""

from __future__ import annotations

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.fund_picture import map_picture
from dashboard.view_models.fund_said import locate_lines
from dashboard.view_models.fund_scores import changed_dataset
from dashboard.view_models.fund_site_costs import build_cost_form, build_costs, money_of, terms_fields, terms_of
from dashboard.view_models.fund_split import edits_note, refused_said
from dashboard.view_models.fund_types import Field, FundMap, SiteMark, SitesView
from dashboard.view_models.legend import LegendRow, LegendView
from dashboard.view_models.map_view import MapArea
from dashboard.view_models.world import World
from models.fund_wishes import ImpossibleWish
from models.locate import Step
from models.locate_services import DEMANDS, LocatedServices, locate_services, reached_ids

RAMP, TIME = "thin", "time"
REACHED, LEFT = 2, 0


def build_sites(world: World, selection: Selection, words: Words) -> SitesView:
    """Build the third part of the page; an impossible wish gets its sentence."""
    fields = (*_fields(world, selection, words), *terms_fields(selection, words))
    costs, form = build_costs(world, selection, words), build_cost_form(world, words)
    try:
        answer = find_sites(world, selection)
    except ImpossibleWish as refused:
        return SitesView(fields, "", refused_said(refused, words), (), (), (), None, (), costs, form)
    found = answer.found
    names = [_name(world, answer, step, words) for step in found.optimum]
    share = words.number(100 * found.covered / found.demand, 1)
    return SitesView(
        fields=fields,
        said=words.count("fund.sites.said", len(names), names=words.listed(names), share=share),
        refused="",
        lines=(*edits_note(selection, words), *locate_lines(world.dataset, answer, words)),
        greedy=_greedy(world, answer, words),
        tables=(_table(world, answer, found.optimum, "best", words), _table(world, answer, found.greedy, "greedy", words)),
        map=_map(world, answer, words),
        marks=_marks(world, answer, words),
        costs=costs,
        cost_form=form,
    )


def find_sites(world: World, selection: Selection) -> LocatedServices:
    """Return the answer to what is asked for."""
    asked = selection.fund
    return locate_services(
        changed_dataset(world, selection),
        int(asked.sites),
        float(asked.radius),
        asked.demand,
        selection.date,
        with_existing=bool(asked.existing),
        terms=terms_of(selection),
        minutes=float(asked.minutes) if asked.reachby == TIME else None,
    )


def _fields(world: World, selection: Selection, words: Words) -> tuple[Field, ...]:
    """Return the fields; by which way reach is told can be chosen only where travel times are imported."""
    asked = selection.fund
    by_time, imported = asked.reachby == TIME, bool(world.dataset.travel_times)
    ways = tuple((value, words(f"fund.reachby.{value or 'km'}")) for value in ("", TIME))
    which = (Field("reachby", words("fund.field.reachby"), asked.reachby, ways),) if imported or by_time else ()
    limit = "minutes" if by_time else "radius"
    demands = tuple((d, words(f"fund.demand.{d}")) for d in DEMANDS)
    existing = tuple((value, words(f"fund.existing.{name}")) for value, name in (("", "no"), ("1", "yes")))
    return (
        Field("sites", words("fund.field.sites"), asked.sites, hint=words("fund.hint.sites")),
        *which,
        Field(limit, words(f"fund.field.{limit}"), getattr(asked, limit), hint=words(f"fund.hint.{limit}")),
        Field("demand", words("fund.field.demand"), asked.demand, demands),
        Field("existing", words("fund.field.existing"), asked.existing, existing),
    )


def _name(world: World, answer: LocatedServices, step: Step, words: Words) -> str:
    return world.region(answer.site_ids[step.site]).name[words.lang]


def _table(world: World, answer: LocatedServices, steps: tuple[Step, ...], kind: str, words: Words) -> Grid:
    total = answer.found.demand
    costed = answer.terms.costed
    names = ("order", "place", *(("cost",) if costed else ()), "gained", "covered", "share")
    heads = tuple(words(f"fund.sites.head.{name}") for name in names)
    rows = tuple(
        (
            Cell(words.number(order)),
            Cell(_name(world, answer, step, words)),
            *((Cell(money_of(answer, step, words), "fund-number"),) if costed else ()),
            Cell(words.number(step.gained), "fund-number"),
            Cell(words.number(step.covered), "fund-number"),
            Cell(words("fund.percent", n=words.number(100 * step.covered / total, 1)), "fund-number"),
        )
        for order, step in enumerate(steps, start=1)
    )
    return Grid(words(f"fund.sites.caption.{kind}", demand=words(f"fund.demand.{answer.demand}")), heads, rows, "fund-steps")


def _greedy(world: World, answer: LocatedServices, words: Words) -> tuple[str, ...]:
    """Tell the greedy way step by step, and whether the best set does better."""
    found = answer.found
    said = [
        words(
            "fund.sites.first" if order == 1 else "fund.sites.then",
            name=_name(world, answer, step, words),
            gained=words.number(step.gained),
            share=words.number(100 * step.covered / found.demand, 1),
        )
        for order, step in enumerate(found.greedy, start=1)
    ]
    more = found.covered - (found.greedy[-1].covered if found.greedy else found.before)
    said.append(words("fund.sites.better", more=words.number(more)) if more >= 1 else words("fund.sites.as_good"))
    return tuple(said)


def _map(world: World, answer: LocatedServices, words: Words) -> FundMap:
    reached = reached_ids(world.dataset, answer)
    by_time = bool(answer.spacing and answer.spacing.mode)
    said = {True: words("fund.sites.reached"), False: words("fund.sites.left")}
    if by_time:
        said = {True: words("fund.sites.reached_time"), False: words("fund.sites.left_time")}
    areas = tuple(
        MapArea(
            r.region_id, r.name[words.lang], REACHED if r.region_id in reached else LEFT, "", False, said[r.region_id in reached]
        )
        for r in world.areas("municipality")
    )
    title = words("fund.sites.map", radius=words.number(answer.radius_km, 0 if answer.radius_km % 1 == 0 else 1))
    if by_time and answer.spacing:
        title = words("fund.sites.map_time", minutes=words.number(answer.spacing.limit))
    summary = words("fund.sites.summary", reached=words.number(len(reached)), total=words.number(len(areas)))
    rows = (LegendRow("class", REACHED, said[True]), LegendRow("class", LEFT, said[False]))
    note = words("fund.sites.marks")
    return FundMap(
        map_picture(world, "municipality", RAMP, areas, title, summary), LegendView(title, RAMP, rows, note, "", ""), ()
    )


def _marks(world: World, answer: LocatedServices, words: Words) -> tuple[SiteMark, ...]:
    marks = []
    for region_id in answer.existing_ids:
        place = world.region(region_id)
        hover = words("fund.sites.exists", name=place.name[words.lang])
        marks.append(SiteMark(round(place.seat_lat, 3), round(place.seat_lon, 3), "", hover, True))
    for order, step in enumerate(answer.found.optimum, start=1):
        place = world.region(answer.site_ids[step.site])
        hover = words(
            "fund.sites.hover", order=words.number(order), name=place.name[words.lang], gained=words.number(step.gained)
        )
        marks.append(SiteMark(round(place.seat_lat, 3), round(place.seat_lon, 3), str(order), hover, False))
    return tuple(marks)
