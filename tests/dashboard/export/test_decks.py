"""Decks: native and editable, honest first, with words for every picture; nothing hidden, harmful or beyond the edge."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from copy import copy
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from typer.testing import CliRunner

from dashboard.cli import app as command
from dashboard.export.deck_area import build_area_deck
from dashboard.export.deck_drawing import draw_deck, paginate
from dashboard.export.deck_sequence import build_sequence_deck
from dashboard.export.deck_types import Column, DeckSlide, TablePart
from dashboard.export.pptx_parts import table_height
from dashboard.sequence import SequenceItem
from dashboard.text import load_words
from dashboard.view_models.area_page import build_area_view
from dashboard.view_models.world import World
from models.suppress_dataset import protect_dataset

NASTY = "<script>alert(1)</script> =cmd|' /C calc'!A0"
PARTS = re.compile(r"ppt/(slides|notesSlides|charts)/[^/]+\.xml$")


def hurried(world: World) -> World:
    """The same world before its ranges are reckoned: what decks say of them is the panel's, which has tests of its own."""
    world = copy(world)
    world.studied = lambda *args, **how: None
    return world


@pytest.fixture(scope="module")
def quick(drawn) -> World:
    return hurried(drawn)


@pytest.fixture(scope="module", params=["sq", "en"])
def kukes(request, quick):
    """The area's deck in one language: its content, and the file read again."""
    from dashboard.state import default_selection
    from dashboard.view_models.world import build_choices

    selection = replace(default_selection(build_choices(quick)), region="AL013", lang=request.param)
    deck = build_area_deck(quick, selection)
    body = draw_deck(deck)
    return deck, Presentation(io.BytesIO(body)), body, selection


def texts_of(shapes) -> list[str]:
    found = []
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            found += texts_of(shape.shapes)
        elif shape.has_text_frame:
            found.append(shape.text_frame.text)
        elif getattr(shape, "has_table", False):
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def everything(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        return "\n".join(file.read(name).decode() for name in sorted(file.namelist()) if PARTS.match(name))


def test_what_is_not_recorded_comes_first_after_the_title(quick, kukes) -> None:
    _, file, _, selection = kukes
    view = build_area_view(quick, replace(selection, level="qark"))
    second = texts_of(file.slides[1].shapes)
    assert second[0] == view.gaps_said
    assert all(group.who in second for group in view.gaps)


def test_every_slide_says_source_date_boundaries_and_data(quick, kukes) -> None:
    deck, file, _, selection = kukes
    when = load_words(deck.lang).date(selection.date)
    for slide in file.slides:
        told = " ".join(texts_of(slide.shapes))
        assert when in told
        assert quick.dataset.version[:12] in told
        assert quick.shapes.attribution[deck.lang].rstrip(".") in told
        assert slide.shapes.title.text_frame.text


def test_the_map_is_one_shape_per_area_with_words_for_each(quick, kukes) -> None:
    _, file, _, _ = kukes
    groups = [s for s in file.slides[2].shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP and s.name == "map"]
    areas = {s.name: s for s in groups[0].shapes if s.name.startswith("AL")}
    assert {name.split()[0] for name in areas} == {region.region_id for region in quick.areas("qark")}
    assert all(s.shape_type == MSO_SHAPE_TYPE.FREEFORM for s in areas.values())
    assert all(s._element.nvSpPr.cNvPr.get("descr") for s in areas.values())


def test_groups_tables_and_charts_are_described(kukes) -> None:
    _, file, _, _ = kukes
    found = [
        shape
        for slide in file.slides
        for shape in slide.shapes
        if shape.shape_type in (MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.TABLE, MSO_SHAPE_TYPE.CHART)
    ]
    assert len(found) > 8
    for shape in found:
        assert next(e for e in shape._element.iter() if e.tag.endswith("}cNvPr")).get("descr"), shape.name


def test_the_reasons_are_a_chart_with_its_numbers(quick, kukes) -> None:
    _, file, _, selection = kukes
    reasons = build_area_view(quick, replace(selection, level="qark")).panel.reasons
    charts = [shape.chart for slide in file.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 1
    assert list(charts[0].plots[0].series[0].values) == [bar.amount for bar in reasons.bars]
    assert list(charts[0].plots[0].categories) == [f"{bar.name} ({bar.value})" for bar in reasons.bars]
    assert reasons.sentence in file.slides[3].notes_slide.notes_text_frame.text


def test_all_that_is_recorded_at_work_is_in_the_tables(quick, kukes) -> None:
    _, file, _, selection = kukes
    view = build_area_view(quick, replace(selection, level="qark"))
    told = {text for slide in file.slides for text in texts_of(slide.shapes)}
    assert {line.name for line in view.timeline.at_work} <= told
    assert {row.title for row in view.panel.indicators} <= told
    assert {f"{number}. {text}" for number, text in enumerate(view.questions, 1)} <= set("\n".join(told).split("\n"))


def test_nothing_lies_outside_a_slide_and_no_letters_are_small(kukes) -> None:
    _, file, body, _ = kukes
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= file.slide_width
            assert shape.top + shape.height <= file.slide_height
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        slides = "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("ppt/slides/slide"))
    assert min(int(size) for size in re.findall(r'sz="(\d+)"', slides)) >= 900


def test_every_run_says_its_language(kukes) -> None:
    deck, _, body, _ = kukes
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        slides = "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("ppt/slides/slide"))
    runs = re.findall(r"<a:r><a:rPr([^>]*)>", slides)
    language = {"sq": "sq-AL", "en": "en-GB"}[deck.lang]
    assert len(runs) == slides.count("<a:r>") > 100
    assert all(f'lang="{language}"' in run for run in runs)


def test_a_deck_of_a_municipality_says_why_there_is_no_rank(quick, choose) -> None:
    deck = build_area_deck(quick, choose(quick, region="AL131", level="municipality", lang="en"))
    assert draw_deck(deck).startswith(b"PK")
    assert any("municipality" in slide.title for slide in deck.slides)


def test_harmful_names_are_mere_words(quick, choose) -> None:
    deck = build_area_deck(quick, choose(quick, region="AL013", lang="en"))
    table = TablePart(NASTY, (NASTY, "b"), ((NASTY, NASTY),), (1, 1))
    body = draw_deck(replace(deck, slides=(DeckSlide(NASTY, NASTY, (Column(1, (table,)),), NASTY, (NASTY,)),)))
    assert "<script" not in everything(body)
    assert Presentation(io.BytesIO(body)).slides[0].shapes.title.text_frame.text == NASTY


@pytest.mark.parametrize(("values", "same"), [((4, 7), True), ((700, 30000), False)])
def test_no_deck_depends_on_a_hidden_number(shipped, drawn_shapes, drawn, values, same) -> None:
    like = next(v for v in shipped.values if v.indicator_id == "roma_census" and v.region_id == "AL032")
    others = tuple(v for v in shipped.values if v is not like)
    item = SequenceItem("?level=qark&layer=roma_census&view=map")
    told = []
    for number in values:
        world = World(
            protect_dataset(replace(shipped, values=(*others, replace(like, value=float(number))))), drawn_shapes, drawn.today
        )
        told.append(everything(draw_deck(build_sequence_deck(hurried(world), (item,), "en"))))
    assert (told[0] == told[1]) is same


def test_a_view_of_a_sequence_brings_its_title_and_notes(quick) -> None:
    items = (
        SequenceItem("?level=qark&layer=hdi&view=map", "Our own title", "First.\nSecond."),
        SequenceItem("?page=method"),
        SequenceItem("?level=qark&layer=bivariate&date=2006-07-31"),
    )
    file = Presentation(io.BytesIO(draw_deck(build_sequence_deck(quick, items, "sq"))))
    assert len(file.slides) == 3
    assert file.slides[0].shapes.title.text_frame.text == "Our own title"
    assert file.slides[0].notes_slide.notes_text_frame.text == "First.\nSecond."
    assert {shape.name for shape in file.slides[0].shapes} >= {"map", "legend"}


def test_example_data_are_marked_on_their_slide(drawn_example) -> None:
    file = Presentation(io.BytesIO(draw_deck(build_sequence_deck(hurried(drawn_example), (SequenceItem("?page=survey"),), "en"))))
    assert "EXAMPLE" in texts_of(file.slides[0].shapes)


def test_a_long_table_goes_on_with_no_row_lost() -> None:
    rows = tuple((f"row {n}", "some words that fill the line " * 3) for n in range(70))
    table = TablePart("caption", ("a", "b"), rows, (1, 2))
    pages = list(paginate(DeckSlide("Title", "", (Column(1, (table,)),), "foot", ())))
    assert len(pages) > 2
    assert pages[0].title == f"Title (1/{len(pages)})"
    split = [part for page in pages for column in page.columns for part in column.parts]
    assert tuple(row for part in split for row in part.rows) == rows
    assert all(table_height(part, 1176) <= 500 for part in split)


def test_a_short_table_is_set_larger() -> None:
    table = TablePart("caption", ("a", "b"), (("one", "two"),), (1, 1))
    (page,) = paginate(DeckSlide("Title", "", (Column(1, (table,)),), "foot", ()))
    assert page.columns[0].parts[0].points == 16


def test_the_command_tells_what_is_missing(tmp_path) -> None:
    done = CliRunner().invoke(command, ["deck", "--lang", "en", "--out", str(tmp_path / "a.pptx")])
    assert isinstance(done.exception, ValueError)
    assert "--region" in str(done.exception)


def test_the_command_writes_a_sequence(tmp_path, monkeypatch, quick) -> None:
    monkeypatch.setattr("dashboard.commands.deck.open_world", lambda root: quick)
    views, out = tmp_path / "views.txt", tmp_path / "views.pptx"
    views.write_text("?level=qark&layer=hdi\tTitulli ynë\n?page=method\n", encoding="utf-8")
    done = CliRunner().invoke(command, ["deck", "--sequence", str(views), "--lang", "sq", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert len(Presentation(out).slides) == 2


@pytest.mark.skipif(
    not shutil.which("soffice") or not list(__import__("pathlib").Path("/usr/lib/libreoffice/program").glob("libsdlo.so")),
    reason="LibreOffice Impress is not on this machine",
)
def test_libreoffice_opens_it_with_as_many_pages(tmp_path, kukes) -> None:
    deck, file, body, _ = kukes
    if deck.lang == "en":
        pytest.skip("one language is enough for a slow check")
    path = tmp_path / "deck.pptx"
    path.write_bytes(body)
    wish = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    subprocess.run([*wish, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=150)
    pages = re.findall(rb"/Type\s*/Page[^s]", (tmp_path / "deck.pdf").read_bytes())
    assert len(pages) == len(file.slides)
