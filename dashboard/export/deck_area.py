"""The deck of one area: what is not recorded first, then its place, score and reasons, figures, records, survey, questions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.export.deck_types import (
    BODY,
    ITEM,
    LEAD,
    NOTE,
    BarsPart,
    Column,
    Deck,
    DeckSlide,
    LegendPart,
    Line,
    MapPart,
    TablePart,
    TextPart,
)
from dashboard.export.map_picture import MapPicture, build_picture
from dashboard.export.pptx_parts import word_shares
from dashboard.state import DEFAULT_LAYER, Selection
from dashboard.text import Words, load_words
from dashboard.view_models.area_page import as_published, build_area_view
from dashboard.view_models.area_types import AreaView
from dashboard.view_models.world import World
from models.method import METHOD_VERSION

SHORT_VERSION = 12
QUESTION_ROWS = 12


@dataclass(frozen=True)
class Telling:
    """What every slide of an area needs: the words, all that is said of the area, its maps, and what its feet share."""

    words: Words
    view: AreaView
    country: MapPicture
    inside: MapPicture
    when: str
    boundaries: str
    data: str

    def foot(self, source: str) -> str:
        """Return a slide's line of source, date, boundaries and data version."""
        told = {"date": self.when, "boundaries": self.boundaries, "data": self.data}
        return self.words("deck.foot", source=source.rstrip("."), **told)

    def slide(self, title: str, subtitle: str, columns: tuple[Column, ...], source: str, notes: tuple[str, ...]) -> DeckSlide:
        """Return a slide with the foot and the mark that belong to it."""
        return DeckSlide(title, subtitle, columns, self.foot(source), tuple(filter(None, notes)))


def build_area_deck(world: World, selection: Selection) -> Deck:
    """Build the deck of the selected area, by the published method, as the area's page tells it."""
    selection = replace(as_published(selection), page="", layer=DEFAULT_LAYER, markers=())
    words, region = load_words(selection.lang), world.region(selection.region)
    selection = replace(selection, level=region.level)
    # A file is never asked for again: it waits for the ranges.
    world.studied(region.level, selection.date, wait=None)
    view = build_area_view(world, selection)
    telling = Telling(
        words=words,
        view=view,
        country=build_picture(world, replace(selection, level="qark"), names=True),
        inside=build_picture(world, selection, within=region.qark_id, names=True),
        when=words.date(selection.date),
        boundaries=world.shapes.attribution[words.lang].rstrip("."),
        data=world.dataset.version[:SHORT_VERSION],
    )
    slides = (
        _opening(telling),
        _gaps(telling),
        _place(telling),
        _score(telling),
        _figures(telling),
        _inside(telling),
        _services(telling),
        _projects(telling),
        _survey(telling),
        _questions(telling),
        _sources(telling),
    )
    title = words("deck.opening", title=view.title)
    return Deck(words.lang, title, words("deck.subject"), world.today, slides)


def _opening(t: Telling) -> DeckSlide:
    lines = (*(Line(text, LEAD if n == 0 else BODY) for n, text in enumerate(t.view.headline)), Line(t.view.caution, NOTE))
    columns = (Column(0.68, (TextPart(lines),)), Column(0.32, (MapPart(t.country),)))
    subtitle = " · ".join((t.view.date_said, t.words("deck.data", data=t.data, method=METHOD_VERSION)))
    title = t.words("deck.opening", title=t.view.title)
    slide = t.slide(title, subtitle, columns, t.words("deck.source_score"), (*t.view.headline, t.view.caution))
    return replace(slide, opening=True)


def _gaps(t: Telling) -> DeckSlide:
    words = t.words
    rows = tuple((group.title, group.said, group.who) for group in t.view.gaps)
    heads = (words("deck.gap"), words("deck.gap_said"), words("deck.gap_who"))
    table = TablePart(words("deck.gaps_caption"), heads, rows, (0.24, 0.4, 0.36))
    notes = (f"{group.title}: {'; '.join(line.name for line in group.lines)}." for group in t.view.gaps)
    return t.slide(
        t.view.gaps_said, words("deck.gaps_caption"), (Column(1, (table,)),), words("deck.source_records"), tuple(notes)
    )


def _place(t: Telling) -> DeckSlide:
    picture, panel = t.country, t.view.panel
    lines = (*(Line(text) for text in t.view.headline[1:]), Line(panel.reliability, NOTE))
    columns = (Column(0.36, (MapPart(picture),)), Column(0.64, (TextPart(lines), LegendPart(picture))))
    title = t.words("present.area_title", name=t.view.title, lead=panel.lead)
    notes = (picture.title, picture.legend.meaning, picture.legend.caveat, *panel.silence)
    return t.slide(title, picture.subtitle, columns, picture.source, notes)


def _score(t: Telling) -> DeckSlide:
    words, panel, reasons = t.words, t.view.panel, t.view.panel.reasons
    sure = panel.sureness.lines if panel.sureness else ()
    said = tuple(Line(text, BODY) for text in sure)
    if reasons is None:
        lines = (Line(panel.lead, LEAD), *said, *(Line(text, ITEM) for text in panel.silence))
        return t.slide(
            words("deck.no_reasons"),
            t.view.date_said,
            (Column(1, (TextPart(lines),)),),
            words("deck.source_score"),
            panel.silence,
        )
    bars = BarsPart(
        series=words("deck.reasons_series"),
        names=tuple(f"{bar.name} ({bar.value})" for bar in reasons.bars),
        amounts=tuple(bar.amount for bar in reasons.bars),
        labels=tuple(bar.points for bar in reasons.bars),
        summary=f"{reasons.lead} {reasons.sentence}",
    )
    right = TextPart(
        (Line(reasons.sentence), *said, *(Line(text) for text in reasons.moves), Line(words("deck.reasons_read"), NOTE))
    )
    notes = (reasons.lead, reasons.sentence, *reasons.moves, *sure, panel.variants, panel.reliability)
    title = words("deck.reasons", score=panel.score) if panel.score else reasons.lead
    columns = (Column(0.58, (bars,)), Column(0.42, (right,)))
    return t.slide(title, f"{reasons.lead} {t.view.date_said}.", columns, words("deck.source_score"), notes)


def _figures(t: Telling) -> DeckSlide:
    words, panel = t.words, t.view.panel
    pillars = " · ".join(f"{bar.name}: {bar.text}{f' ({bar.note})' if bar.note else ''}" for bar in panel.pillars)
    rows = tuple((i.pillar, i.title, f"{i.value} {i.unit}".strip(), i.period, i.marks, i.source) for i in panel.indicators)
    heads = tuple(words(f"deck.{name}") for name in ("pillar", "indicator", "value", "period", "marks", "source"))
    table = TablePart(words("deck.parts"), heads, rows, (0.13, 0.18, 0.21, 0.1, 0.16, 0.22))
    return t.slide(
        words("deck.parts"), pillars, (Column(1, (table,)),), words("deck.source_score"), (panel.reliability, t.view.method_said)
    )


def _inside(t: Telling) -> DeckSlide:
    places, grid = t.view.places, t.view.places.table
    rows = tuple(tuple(cell.text for cell in row) for row in grid.rows)
    table = TablePart(grid.caption, grid.heads, rows, word_shares(grid.heads, rows))
    hints = tuple(f"{row[0].text}: {cell.hint}" for row in grid.rows for cell in row if cell.hint)
    columns = (Column(0.3, (MapPart(t.inside),)), Column(0.7, (table,)))
    return t.slide(places.title, places.said, columns, t.inside.source, (places.said, *dict.fromkeys(hints)))


def _services(t: Telling) -> DeckSlide:
    words, services = t.words, t.view.services
    there = [kind for kind in services.types if kind.lines]
    named = tuple((kind.name, kind.said, "; ".join(f"{line.name} ({line.place})" for line in kind.lines)) for kind in there)
    # Types of which the same is said stand in one row.
    silent = dict.fromkeys(kind.said for kind in services.types if not kind.lines)
    rest = tuple((", ".join(k.name for k in services.types if not k.lines and k.said == said), said, "–") for said in silent)
    rows = (*named, *rest)
    heads = tuple(words(f"area.services.{name}") for name in ("type", "state", "names"))
    above = tuple(Line(text) for text in (services.nearest, services.shelter) if text)
    parts = (*((TextPart(above),) if above else ()), TablePart(words("deck.services"), heads, rows, (0.34, 0.28, 0.38)))
    notes = tuple(f"{line.name}: {line.said} {line.source}" for kind in services.types for line in kind.lines)
    return t.slide(services.said, words("deck.services"), (Column(1, parts),), words("deck.source_records"), notes)


def _projects(t: Telling) -> DeckSlide:
    words, timeline = t.words, t.view.timeline
    rows = tuple((line.name, line.kind, line.place, line.said) for line in timeline.at_work)
    heads = tuple(words(f"deck.{name}") for name in ("project", "who", "where", "standing"))
    rest = words("deck.others", n=words.number(len(timeline.others))) if timeline.others else ""
    table = TablePart(words("deck.projects"), heads, rows, (0.36, 0.24, 0.14, 0.26))
    parts = (table,) if rows else (TextPart((Line(words("deck.projects_none"), LEAD), Line(rest))),)
    notes = (rest, *(f"{line.name}: {line.said} {line.source}" for line in (*timeline.at_work, *timeline.others)))
    return t.slide(timeline.said, rest or words("deck.projects"), (Column(1, parts),), words("deck.source_records"), notes)


def _survey(t: Telling) -> DeckSlide:
    words, survey = t.words, t.view.survey
    if survey.lines:
        heads = tuple(words(f"area.survey.{name}") for name in ("wave", "question", "here", "together"))
        rows = tuple((line.wave, f"{line.wording} ({line.counts})", line.own.line, line.together.line) for line in survey.lines)
        table = TablePart(heads[1], heads, rows, (0.12, 0.44, 0.22, 0.22))
        slide = t.slide(survey.said[0], " ".join(survey.said[1:]), (Column(1, (table,)),), survey.source, survey.said)
        return replace(slide, watermark=survey.watermark)
    grid = survey.waves
    cells = tuple(tuple(cell.text for cell in row) for row in grid.rows)
    waves = TablePart(grid.caption, grid.heads, cells, (0.2, *((0.8 / (len(grid.heads) - 1),) * (len(grid.heads) - 1))))
    pooled = tuple(Line(f"{line.percent} {line.answer}", ITEM) for line in survey.pooled)
    asked = tuple(Line(f"{question}:") for question in dict.fromkeys(line.question for line in survey.pooled))
    left = TextPart((*(Line(text, BODY) for text in survey.said[1:]), *asked, *pooled))
    columns = (Column(0.4, (left,)), Column(0.6, (waves,)))
    return t.slide(survey.said[0], "", columns, survey.source, (*survey.said, survey.pooled_title))


def _questions(t: Telling) -> DeckSlide:
    words = t.words
    lines = tuple(Line(f"{number}. {text}") for number, text in enumerate(t.view.questions, start=1))
    notes = (t.view.caution, *t.view.corrections.kinds, t.view.corrections.said, t.view.corrections.how)
    columns = (Column(1, (TextPart(lines),)),)
    return t.slide(words("deck.questions"), words("area.questions_lead"), columns, words("deck.source_records"), notes)


def _sources(t: Telling) -> DeckSlide:
    words = t.words
    rows = tuple((source.name, source.citation, source.url) for source in t.view.sources)
    table = TablePart(words("deck.sources"), (words("deck.source"), words("deck.citation"), "URL"), rows, (0.3, 0.45, 0.25))
    return t.slide(
        words("deck.sources"), " ".join(t.view.versions), (Column(1, (table,)),), words("deck.source_score"), t.view.versions
    )
