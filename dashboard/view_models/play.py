"""Playing with the method: other weights and means, what they would change, and whether others would agree."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.state import MOST_WEIGHT, PILLAR_MEANS, PRIORITY_MEANS, USUAL_WEIGHT, Selection
from dashboard.text import Words, load_words
from dashboard.view_models.addresses import download_address
from dashboard.view_models.cuts import shown_score
from dashboard.view_models.sureness import per_hundred
from dashboard.view_models.world import PLAYED_PILLARS, World
from models.agreement import agreement_with
from models.risk_index import CLASSES
from models.score_types import AreaScore

TOP = 5


@dataclass(frozen=True)
class WeightControl:
    """One indicator's weight: as set (0 to ``most``), and the share of its pillar that it comes to."""

    indicator_id: str
    name: str
    weight: int
    usual: int
    most: int
    share: str
    changed: bool


@dataclass(frozen=True)
class WeightGroup:
    """The weights of one pillar."""

    title: str
    controls: tuple[WeightControl, ...]


@dataclass(frozen=True)
class MeanChoice:
    """One way to take figures together: the address field that chooses it and whether it is in force."""

    field: str
    value: str
    text: str
    current: bool


@dataclass(frozen=True)
class PlayRow:
    """One area under the changed method, beside the published figures."""

    region_id: str
    name: str
    rank: str
    rank_moved: str
    score: str
    published: str
    class_name: str
    class_index: int
    class_moved: str


@dataclass(frozen=True)
class BasisNote:
    """What risk rests on, why the other basis cannot be chosen for this ranking, and the link to where it can be seen."""

    title: str
    current: str
    other: str
    reason: str
    link: str = ""


@dataclass(frozen=True)
class PlayView:
    """The whole of it; ``banner`` is empty where the method in force is the published one."""

    banner: str
    groups: tuple[WeightGroup, ...]
    means: tuple[tuple[str, tuple[MeanChoice, ...]], ...]
    rows: tuple[PlayRow, ...]
    none: str
    summary: str
    agreement: str
    pending: bool
    download: str
    address: str
    basis: BasisNote


@dataclass(frozen=True)
class Agreed:
    """The short answer (empty where there is none) and what it rests on; ``pending`` while that is being reckoned."""

    answer: str
    said: str
    pending: bool


def build_play(world: World, selection: Selection) -> PlayView:
    """Build the controls and the result of one selection."""
    words = load_words(selection.lang)
    profiles = world.profiles(selection.level, selection.date)
    rule = world.under(selection).rule(selection.level, selection.date) or profiles.equal_rule()
    played = world.under(selection).scores(selection.level, selection.date).rows
    pairs = [(p, row) for p, row in zip(played, profiles.table.rows, strict=True) if p.class_id]
    pairs.sort(key=lambda pair: _order(pair[0]))
    shares = {
        i.indicator_id: float(share)
        for pillar in PLAYED_PILLARS
        for i, share in zip([i for i in profiles.indicators if i.pillar == pillar], rule.weights(pillar), strict=True)
    }
    agreed = build_agreement(world, selection, words)
    return PlayView(
        banner=words("play.banner") if selection.played else "",
        groups=tuple(_group(world, selection, pillar, shares, words) for pillar in PLAYED_PILLARS),
        means=(
            (words("play.mean"), _means("mean", PILLAR_MEANS, selection.mean, words)),
            (words("play.blend"), _means("blend", PRIORITY_MEANS, selection.blend, words)),
        ),
        rows=tuple(_row(world, p, row, words) for p, row in pairs),
        none="" if pairs else words(f"play.none.{selection.level}", date=words.date(selection.date)),
        summary=_summary(selection, pairs, words) if pairs else "",
        agreement=" ".join(filter(None, (agreed.answer, agreed.said))),
        pending=agreed.pending,
        download=words("download.played"),
        address=download_address("scores", selection),
        basis=_basis(world, words),
    )


def _basis(world: World, words: Words) -> BasisNote:
    """Say on which basis risk stands, and why there is no other as long as no survey is loaded."""
    loaded = bool(world.dataset.survey.estimates)
    return BasisNote(
        title=words("basis.title"),
        current=words("basis.structural"),
        other=words("basis.survey"),
        reason=words(("basis.example" if world.dataset.survey.example else "basis.loaded") if loaded else "basis.none"),
        link=words("basis.link") if loaded else "",
    )


def _group(world: World, selection: Selection, pillar: str, shares: dict[str, float], words: Words) -> WeightGroup:
    chosen = dict(selection.weights)
    controls = tuple(
        WeightControl(
            name,
            world.dataset.indicators[name].short[words.lang],
            chosen.get(name, USUAL_WEIGHT),
            USUAL_WEIGHT,
            MOST_WEIGHT,
            words("unit.percent_value", value=words.number(shares[name] * 100, 1)),
            name in chosen,
        )
        for name in shares
        if world.dataset.indicators[name].pillar == pillar
    )
    return WeightGroup(words(f"layer.{pillar}.short"), controls)


def _means(field: str, values: tuple[str, ...], current: str, words: Words) -> tuple[MeanChoice, ...]:
    return tuple(
        MeanChoice(field, "" if k == 0 else value, words(f"mean.{value}"), value == current) for k, value in enumerate(values)
    )


def _order(row: AreaScore) -> tuple[float, str]:
    """Highest priority first; what is equal but for rounding by id."""
    return -round(row.priority, 9), row.region_id


def _row(world: World, played: AreaScore, row: AreaScore, words: Words) -> PlayRow:
    moved = (row.rank - played.rank) if row.rank is not None and played.rank is not None else 0
    class_moved = words("play.class_was", name=words(f"class.{row.class_id}")) if played.class_id != row.class_id else ""
    return PlayRow(
        region_id=row.region_id,
        name=world.region(row.region_id).name[words.lang],
        rank=str(played.rank) if played.rank is not None else "–",
        rank_moved=words.count("play.up" if moved > 0 else "play.down", abs(moved)) if moved else "",
        score=words.number(shown_score(played.priority)),
        published=words.number(shown_score(row.priority)),
        class_name=words(f"class.{played.class_id}"),
        class_index=CLASSES.index(played.class_id),
        class_moved=class_moved,
    )


def _summary(selection: Selection, pairs: list[tuple[AreaScore, AreaScore]], words: Words) -> str:
    if not selection.played:
        return words("play.published")
    ranks = sum(p.rank != row.rank for p, row in pairs)
    classes = sum(p.class_id != row.class_id for p, row in pairs)
    return f"{words.count('play.ranks', ranks)} {words.count('play.classes', classes)}"


def build_agreement(world: World, selection: Selection, words: Words) -> Agreed:
    """Answer whether another reasonable person would get the same first five."""
    played = world.under(selection).scores(selection.level, selection.date).rows
    ranked = sorted((row for row in played if row.rank is not None), key=_order)
    unranked = Agreed("", words("play.nothing_ranked") if any(row.class_id for row in played) else "", False)
    if len(ranked) <= TOP:
        return unranked
    studied = world.studied(selection.level, selection.date)
    if studied is None:
        return Agreed("", "", True)
    first = [row.region_id for row in ranked[:TOP]]
    found = agreement_with(studied, first)
    if found is None or math.isnan(found.kept):
        return unranked
    said = words(
        "play.agreement",
        names=words.listed([world.region(region_id).name[words.lang] for region_id in first]),
        n=per_hundred(found.same_set, words),
        kept=words.number(found.kept, 1),
        top=TOP,
        draws=words.number(studied.table.draws),
    )
    return Agreed(words("play.yes" if found.same_set >= 0.5 else "play.no"), said, False)
