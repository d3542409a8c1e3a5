"""The fund page on one sheet of paper, as plain values: the finding, the list, the split, what is not known, the sources."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.state import Selection, to_query
from dashboard.text import Words, load_words
from dashboard.view_models.document import Cell, Grid
from dashboard.view_models.fund_lines import AreaLine, first_k, kept, list_lines
from dashboard.view_models.fund_link import fresh_changes
from dashboard.view_models.fund_page import unrecorded
from dashboard.view_models.fund_picture import build_fund_map, build_scatter
from dashboard.view_models.fund_scores import edits_of
from dashboard.view_models.fund_short import count_said, rank_said, reason_of, score_said
from dashboard.view_models.fund_sites import build_sites
from dashboard.view_models.fund_split import compare_split, edits_note, money_said, refused_said, wish_of
from dashboard.view_models.fund_types import FundMap
from dashboard.view_models.fund_what import coverage_said, edit_said
from dashboard.view_models.linked import lasting
from dashboard.view_models.sureness import per_hundred
from dashboard.view_models.world import World
from models.fund_compare import Comparison, RuleOutcome
from models.fund_scenario import apply_edits
from models.fund_wishes import ImpossibleWish
from models.method import METHOD_VERSION

LIST_HEADS = ("rank", "area", "priority", "chance", "risk", "thin", "active", "people", "reliability", "reason")
EXAMPLE = "example"
NUMBER = "number"


@dataclass(frozen=True)
class FundSheet:
    """One sheet; ``rows`` of the shortlist are all there are, whoever lays it out says how many fit."""

    title: str
    finding: str
    said: tuple[str, ...]
    shortlist: Grid
    apart: str
    split: Grid | None
    split_said: tuple[str, ...]
    more: tuple[str, ...]
    assumptions: tuple[str, ...]
    sources: tuple[str, ...]
    versions: str
    link: str
    map: FundMap
    watermark: str


def build_sheet(world: World, selection: Selection, host: str = "") -> FundSheet:
    """Build the sheet of one view; rank ranges are waited for, since a file is never asked for again."""
    words = load_words(selection.lang)
    studied = world.studied(selection.level, selection.date, wait=None)
    lines = list_lines(world, selection, studied)
    shown = [line for line in lines if kept(line, selection)]
    ready, apart = ([line for line in shown if bool(line.score.class_id) == there] for there in (True, False))
    compared, refused = _compared(world, selection)
    said = _said(world, selection, len(lines), len(ready), words)
    scatter = build_scatter(world, lines, shown, selection, words)
    return FundSheet(
        title=words("fund.title"),
        finding=scatter.title if scatter else said[0],
        said=said if scatter else said[1:],
        shortlist=_list(world, ready or apart, selection, words),
        apart=_apart(ready, apart, words),
        split=_split(world, compared, selection, words) if compared else None,
        split_said=_split_said(world, compared, refused, selection, words),
        more=_more(world, selection, words),
        assumptions=_assumptions(selection, words),
        sources=_sources(world, shown, words),
        versions=words("fund_sheet.versions", data=world.dataset.version, method=METHOD_VERSION, date=words.date(world.today)),
        link=f"{host.rstrip('/')}/{to_query(lasting(_signed(world, selection), world.dataset.version, world.today))}",
        map=build_fund_map(world, lines, shown, selection, words),
        watermark=words("survey.watermark") if _has_example(shown) else "",
    )


def _signed(world: World, selection: Selection) -> Selection:
    """Return the view with what its link remembers of today's figures."""
    asked = replace(selection, page="fund")
    return replace(asked, fund=replace(asked.fund, **fresh_changes(world, asked)))


def _compared(world: World, selection: Selection) -> tuple[Comparison | None, ImpossibleWish | None]:
    try:
        return compare_split(world, selection, wish_of(selection)), None
    except ImpossibleWish as refused:
        return None, refused


def _said(world: World, selection: Selection, total: int, ready: int, words: Words) -> tuple[str, ...]:
    missing = unrecorded(world, selection)
    key = "all" if not missing else "none" if missing == total else "some"
    day = words(f"fund.said.{key}", date=words.date(selection.date), n=words.number(missing), total=words.number(total))
    return (day, words.count("fund.ready", ready, total=words.number(total)))


def _list(world: World, lines: list[AreaLine], selection: Selection, words: Words) -> Grid:
    heads = [words(f"fund.head.{name}", k=first_k(selection)) if name != "people" else "" for name in LIST_HEADS]
    heads[LIST_HEADS.index("people")] = words(f"fund.people.{selection.level}")
    caption = words("fund.list" if any(line.score.class_id for line in lines) else "fund.find_out")
    return Grid(caption, tuple(heads), tuple(_row(world, line, selection, words) for line in lines))


def _row(world: World, line: AreaLine, selection: Selection, words: Words) -> tuple[Cell, ...]:
    score = line.score
    chance = words("fund.of_100", n=per_hundred(line.chance, words)) if line.chance == line.chance else "–"
    thin = score_said(score.thin_prevention, words) if score.thin_prevention == score.thin_prevention else "?"
    return (
        Cell(rank_said(line), NUMBER),
        Cell(line.region.name[words.lang], "pinned" if line.region.region_id in selection.fund.parts("pins") else ""),
        Cell(score_said(score.priority, words) if score.class_id else "?", NUMBER),
        Cell(chance, NUMBER),
        Cell(score_said(score.risk, words), NUMBER),
        Cell(thin, NUMBER),
        Cell(count_said(line, len(line.active), words), NUMBER),
        Cell(words.number(line.people.count), NUMBER),
        Cell(score.reliability or "?", NUMBER),
        Cell(_first_sentence(reason_of(world, line, selection, words))),
    )


def _first_sentence(reason: str) -> str:
    """Return what raises an area's priority; what lowers it stands on the page and in the workbook."""
    return f"{reason.split('. ')[0].rstrip('.')}."


def _apart(ready: list[AreaLine], apart: list[AreaLine], words: Words) -> str:
    """Say who stands apart, by name where the list above is of the others."""
    if not apart:
        return ""
    said = words.count("fund.apart", len(apart))
    names = words.listed([line.region.name[words.lang] for line in apart])
    return f"{said} {words('fund_sheet.apart', names=names)}" if ready else said


def _split(world: World, compared: Comparison, selection: Selection, words: Words) -> Grid:
    """Return the chosen rule's amounts, with presence and without."""
    pair = tuple(
        o for there in (True, False) for o in compared.outcomes if (o.rule, o.with_presence) == (selection.fund.rule, there)
    )
    cents = [{g.region_id: g.cents for g in o.allocation.grants} if o.allocation else {} for o in pair]
    ids = sorted({r for found in cents for r in found}, key=lambda r: (-cents[0].get(r, 0), -cents[1].get(r, 0), r))

    def money(amount: int | None) -> Cell:
        return Cell(money_said(amount, selection.fund.currency, words) if amount else "–", NUMBER)

    rows = [
        (Cell(world.region(r).name[words.lang], "always" if r in compared.always else ""), *(money(c.get(r)) for c in cents))
        for r in ids
    ]
    rows += [(Cell(words(f"fund.split.row.{name}")), *(money(_rest(o, name)) for o in pair)) for name in ("find_out", "unspent")]
    heads = (words("fund.split.head.area"), words("fund_sheet.with"), words("fund_sheet.without"))
    return Grid(words("fund_sheet.split", rule=words(f"fund.rule.{selection.fund.rule}")), heads, tuple(rows))


def _rest(outcome: RuleOutcome, name: str) -> int:
    done = outcome.allocation
    if done is None:
        return 0
    return done.find_out if name == "find_out" else sum(u.cents for u in done.unspent)


def _split_said(
    world: World, compared: Comparison | None, refused: ImpossibleWish | None, selection: Selection, words: Words
) -> tuple[str, ...]:
    """Say which areas every rule funds, or why there is no split."""
    if compared is None:
        return (refused_said(refused, words),) if refused else ()
    names = words.listed([world.region(r).name[words.lang] for r in compared.always])
    done = sum(o.allocation is not None for o in compared.outcomes)
    said = [
        words.count(
            "fund.split.always", len(compared.always), names=names, outcomes=words.number(done),
            total=words.number(len(compared.outcomes)),
        )
    ] if done else []  # fmt: skip
    why = {refused_said(o.refused, words) for o in compared.outcomes if o.refused and o.rule == selection.fund.rule}
    return (*said, *sorted(why), *edits_note(selection, words))


def _more(world: World, selection: Selection, words: Words) -> tuple[str, ...]:
    """Say what else of the page is asked for: the changes of the what-if, and the outreach points where they are shown."""
    lines: list[str] = []
    edits = edits_of(selection)
    if edits:
        changed = apply_edits(world.dataset, edits, selection.date).dataset
        lines.append(" ".join(edit_said(world, edit, words) for edit in edits))
        lines.append(coverage_said(world.dataset, changed, selection.date, max(1.0, float(selection.fund.radius)), words))
    if selection.fund.fpart == "sites":
        view = build_sites(world, selection, words)
        lines += [view.refused or view.said, *(line for line in view.lines if line not in edits_note(selection, words))][:3]
    return tuple(lines)


def _assumptions(selection: Selection, words: Words) -> tuple[str, ...]:
    asked = selection.fund

    def money(text: str) -> str:
        return words("fund.money", amount=words.number(float(text), 0 if float(text) % 1 == 0 else 2), currency=asked.currency)

    limits = {name: money(getattr(asked, name)) for name in ("budget", "minimum", "floor", "findout")}
    maximum = money(asked.maximum) if float(asked.maximum) else words("fund_saved.no_limit")
    narrowed = [words("fund.narrowed")] if any((asked.fqark, asked.fprogramme, asked.faudience, asked.fonly)) else []
    municipal = [words("fund.note.municipality")] if selection.level == "municipality" else []
    return (
        words("fund_sheet.asked", k=asked.k, maximum=maximum, **limits),
        *narrowed,
        *municipal,
        words("fund.split.note_risk"),
        words("fund.split.note_presence"),
    )


def _sources(world: World, lines: list[AreaLine], words: Words) -> tuple[str, ...]:
    """Return the sources of the figures and the projects of the areas shown, by name."""
    used = {reading.source_id for line in lines for reading in line.score.readings}
    used |= {cite.source_id for line in lines for one in line.active for cite in one.project.citations}
    return tuple(sorted(filter(None, (world.source_name(source, words.lang) for source in used))))


def _has_example(lines: list[AreaLine]) -> bool:
    return any(reading.state == EXAMPLE for line in lines for reading in line.score.readings)
