"""The tables of the fund page's files: exactly what is shown, as plain values; an empty cell where there is nothing."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.export.scenario_tables import scenarios_table
from dashboard.export.tables import Rows, number
from dashboard.state import FUND_FIELDS, Selection
from dashboard.text import Words, load_words
from dashboard.view_models.fund_lines import AreaLine, first_k, kept, list_lines
from dashboard.view_models.fund_link import link_mark
from dashboard.view_models.fund_said import grant_reason
from dashboard.view_models.fund_scores import edits_of, scenario_of, scores_of
from dashboard.view_models.fund_short import reason_of, studied_now
from dashboard.view_models.fund_sites import find_sites
from dashboard.view_models.fund_split import compare_split, refused_said, wish_of
from dashboard.view_models.fund_what import coverage_said, edit_said, has_moved
from dashboard.view_models.world import World
from models.allocation import CENTS
from models.fund_compare import Comparison, RuleOutcome
from models.fund_wishes import ImpossibleWish
from models.method import METHOD_VERSION

SHORT_HEADS = (
    "region_id", "name", "qark_id", "as_of", "priority", "class", "rank", "rank_p05", "rank_p95", "first_k", "chance_first_k",
    "risk", "risk_class", "thin_prevention", "active_projects", "ending_in_6_months", "presence_complete", "people",
    "people_basis", "reliability", "gap", "pinned", "reason",
)  # fmt: skip
SPLIT_HEADS = ("rule", "with_presence", "kind", "region_id", "name", "amount", "currency", "share", "under_all", "reason")
SITE_HEADS = ("way", "order", "region_id", "name", "gained", "covered", "share", "cost")
WHAT_HEADS = (
    "region_id", "name", "priority_before", "priority_after", "rank_before", "rank_after", "thin_before", "thin_after",
)  # fmt: skip
NOTE_HEADS = ("name", "value")
SOURCE_HEADS = ("source_id", "title", "producer", "citation", "url", "published", "accessed", "licence")
GAP_HEADS = ("region_id", "name", "indicator_id", "indicator", "gap")
YES = "yes"


def shown_lines(world: World, selection: Selection) -> list[AreaLine]:
    """Return the areas that the filters leave, with their rank ranges waited for."""
    return [line for line in list_lines(world, selection, studied_now(world, selection)) if kept(line, selection)]


def short_table(world: World, selection: Selection) -> Rows:
    """Return the shortlist, and after it the areas to find out about first."""
    words, pins = load_words(selection.lang), selection.fund.parts("pins")
    rows: Rows = [list(SHORT_HEADS)]
    for line in shown_lines(world, selection):
        score, region = line.score, line.region
        known = line.complete or line.active
        rows.append(
            [
                region.region_id, region.name[words.lang], region.qark_id, selection.date.isoformat(), number(score.priority),
                score.class_id, score.rank or "", number(line.rank_low), number(line.rank_high), first_k(selection),
                number(line.chance), number(score.risk), score.risk_class, number(score.thin_prevention),
                len(line.active) if known else "", len(line.ending) if known else "", YES if line.complete else "",
                number(line.people.count, 0), line.people.basis, score.reliability, score.gap,
                YES if region.region_id in pins else "", reason_of(world, line, selection, words),
            ]
        )  # fmt: skip
    return rows


def split_table(world: World, selection: Selection) -> Rows:
    """Return every rule's amounts, with presence and without; a rule that cannot be says why."""
    words = load_words(selection.lang)
    rows: Rows = [list(SPLIT_HEADS)]
    try:
        compared = compare_split(world, selection, wish_of(selection))
    except ImpossibleWish as refused:
        return [*rows, ["", "", "refused", "", "", "", selection.fund.currency, "", "", refused_said(refused, words)]]
    for outcome in compared.outcomes:
        rows += _outcome(world, selection, compared, outcome, words)
    return rows


def _outcome(world: World, selection: Selection, compared: Comparison, outcome: RuleOutcome, words: Words) -> Rows:
    start: list[object] = [outcome.rule, YES if outcome.with_presence else "no"]
    currency = selection.fund.currency
    done = outcome.allocation
    if done is None:
        said = refused_said(outcome.refused, words) if outcome.refused else ""
        return [[*start, "refused", "", "", "", currency, "", "", said]]
    rows: Rows = [
        [
            *start, "grant", g.region_id, world.region(g.region_id).name[words.lang], g.cents / CENTS, currency,
            number(g.share, 6), YES if g.region_id in compared.always else "", grant_reason(done, g, words),
        ]
        for g in done.grants
    ]  # fmt: skip
    if done.find_out:
        rows.append(
            [*start, "find_out", "", "", done.find_out / CENTS, currency, number(done.find_out / done.wish.budget, 6), "", ""]
        )
    return rows + [
        [*start, "unspent", "", "", u.cents / CENTS, currency, number(u.cents / done.wish.budget, 6), "", u.code]
        for u in done.unspent
    ]


def sites_table(world: World, selection: Selection) -> Rows:
    """Return the best set in order, the greedy way, and the places that serve already."""
    words = load_words(selection.lang)
    rows: Rows = [list(SITE_HEADS)]
    try:
        answer = find_sites(world, selection)
    except ImpossibleWish as refused:
        return [*rows, ["refused", "", "", refused_said(refused, words), "", "", "", ""]]
    terms = answer.terms
    for way, steps in (("best", answer.found.optimum), ("greedy", answer.found.greedy)):
        for order, step in enumerate(steps, start=1):
            place = world.region(answer.site_ids[step.site])
            share = number(step.covered / answer.found.demand, 6)
            cost = terms.cost_of(place.region_id) if terms.costed else ""
            rows.append(
                [way, order, place.region_id, place.name[words.lang], round(step.gained), round(step.covered), share, cost]
            )
    return rows + [["existing", "", r, world.region(r).name[words.lang], "", "", "", ""] for r in answer.existing_ids]


def what_table(world: World, selection: Selection) -> Rows:
    """Return the areas that the changes move, before and after."""
    rows: Rows = [list(WHAT_HEADS)]
    if not edits_of(selection):
        return rows
    before = world.published(selection.level, selection.date)
    after = scores_of(world, selection, scenario_of(world, selection).dataset)
    for old, new in zip(before.rows, after.rows, strict=True):
        if has_moved(old, new):
            rows.append(
                [
                    old.region_id, world.region(old.region_id).name[selection.lang], number(old.priority), number(new.priority),
                    old.rank or "", new.rank or "", number(old.thin_prevention), number(new.thin_prevention),
                ]
            )  # fmt: skip
    return rows


def assumptions_table(world: World, selection: Selection) -> Rows:
    """Return all that was chosen and assumed: the address's fields, method and data, and the changes in words."""
    words = load_words(selection.lang)
    chosen = {name: getattr(selection.fund, name) for name in FUND_FIELDS if name not in ("made", "told")}
    rows: Rows = [
        list(NOTE_HEADS),
        ["level", selection.level],
        ["as_of", selection.date.isoformat()],
        ["method", METHOD_VERSION],
        ["data", world.dataset.version],
        ["made", link_mark(world)],
        *[[name, text] for name, text in chosen.items()],
    ]
    notes = ("split.note_risk", "split.note_presence", "equity.unknown", "what.kinds")
    rows += [["note", words(f"fund.{key}")] for key in notes]
    edits = edits_of(selection)
    if edits:
        rows += [["change", edit_said(world, edit, words)] for edit in edits]
        changed = scenario_of(world, selection).dataset
        radius = max(1.0, float(selection.fund.radius))
        rows.append(["change", coverage_said(world.dataset, changed, selection.date, radius, words)])
    return rows


def sources_table(world: World, selection: Selection) -> Rows:
    """Return every source of the figures and of the projects counted."""
    lines = shown_lines(world, selection)
    used = {reading.source_id for line in lines for reading in line.score.readings}
    used |= {cite.source_id for line in lines for one in line.active for cite in one.project.citations}
    rows: Rows = [list(SOURCE_HEADS)]
    for source_id in sorted(used & set(world.dataset.sources)):
        s = world.dataset.sources[source_id]
        rows.append([s.source_id, s.title[selection.lang], s.producer, s.citation, s.url, s.published, s.accessed, s.licence])
    return rows


def gaps_table(world: World, selection: Selection) -> Rows:
    """Return what is not known, and why, of the areas shown."""
    rows: Rows = [list(GAP_HEADS)]
    for line in shown_lines(world, selection):
        for reading in line.score.readings:
            if reading.gap:
                title = world.dataset.indicators[reading.indicator_id].title[selection.lang]
                name = line.region.name[selection.lang]
                rows.append([line.region.region_id, name, reading.indicator_id, title, reading.gap])
    return rows


TABLES: dict[str, Callable[[World, Selection], Rows]] = {
    "shortlist": short_table,
    "split": split_table,
    "sites": sites_table,
    "what_if": what_table,
    "scenarios": scenarios_table,
    "assumptions": assumptions_table,
    "sources": sources_table,
    "gaps": gaps_table,
}
PART_TABLES = {"": "shortlist", "split": "split", "sites": "sites", "what": "what_if", "saved": "scenarios"}
