"""The brief: two pages whatever the data hold, all that a meeting needs on them, nothing hidden or harmful in them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

import pytest
from flask import Flask
from pypdf import PdfReader

from dashboard.export import brief_files, pdf
from dashboard.export.brief_files import base_address, brief_name, draw_code, fit, register_brief, write_brief
from dashboard.export.brief_page import draw_brief
from dashboard.text import load_words
from dashboard.view_models.area_page import build_area_view
from dashboard.view_models.brief import build_brief
from dashboard.view_models.brief_cuts import ROOMS, clip, in_sentence, shorten
from dashboard.view_models.world import World
from models.suppress_dataset import protect_dataset

NASTY = "<script>alert(1)</script> & \"co\" =cmd|' /C calc'!A0"
SITE = "https://parandalim.example"
TODAY = date(2026, 11, 22)
# The fullest and the emptiest qark, one more, and a municipality of today, when hardly anything is recorded.
EXTREMES = (("AL022", "sq", None), ("AL014", "en", None), ("AL013", "sq", None), ("AL314", "sq", TODAY))
HIDDEN = 7.0
FLOOD = 120


@dataclass(frozen=True)
class Brief:
    """A brief as it is read back."""

    body: bytes

    @property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.body))

    @property
    def text(self) -> str:
        """All words, with line breaks as spaces."""
        return " ".join(" ".join(page.extract_text() for page in self.reader.pages).split())


@pytest.fixture(scope="module")
def briefs(drawn, choose):
    @lru_cache
    def make(region: str, lang: str, on: date | None) -> Brief:
        changes = {"region": region, "lang": lang} | ({"date": on} if on else {})
        return Brief(write_brief(drawn, choose(drawn, **changes), SITE))

    return make


@pytest.fixture(scope="module")
def kukes(briefs) -> Brief:
    return briefs("AL013", "sq", None)


@pytest.fixture(scope="module")
def wild(drawn, choose) -> Brief:
    """Kukës with a flood of long and harmful names, and with small counts as an import might bring them."""
    data = drawn.dataset
    inside = {region.region_id for region in drawn.municipalities_of("AL013")}
    service = next(s for s in data.services.values() if s.region_id in inside)
    project = next(p for p in data.projects.values() if p.reached_kind == "persons")
    estimate = next(c for c in data.communities if c.estimate_id == "RE32")
    long = f"{NASTY} " + "emër shumë i gjatë " * 30
    places = (replace(project.places[0], region_id="AL013"),)
    changed = replace(
        data,
        services={
            **data.services,
            **{
                f"W{k}": replace(service, service_id=f"W{k}", name={"sq": f"{NASTY} {k} {long}", "en": long})
                for k in range(FLOOD)
            },
        },
        projects={
            **data.projects,
            **{
                f"W{k}": replace(
                    project,
                    project_id=f"W{k}",
                    name={"sq": f"{k} {long}", "en": long},
                    organisation=long,
                    places=places,
                    start=date(2006, 1, 1),
                    end=date(2007, 1, 1),
                    reached_n=HIDDEN,
                )
                for k in range(FLOOD)
            },
        },
        communities=(
            *data.communities,
            replace(estimate, estimate_id="X1", group="roma", region_id="AL013", value=HIDDEN, period="2031", gap=""),
            replace(estimate, estimate_id="X2", group="egyptian", region_id="AL013", value=7777.0, period="2031", gap=""),
        ),
    )
    world = World(protect_dataset(changed), drawn.shapes, TODAY)
    # How sure the scores are is not what is asked here: it is taken from the shipped world.
    world.background = drawn.background
    return Brief(write_brief(world, choose(drawn, region="AL013"), SITE))


@pytest.fixture
def one_form(monkeypatch) -> None:
    """Lay out once, with short lists."""
    monkeypatch.setattr(brief_files, "ROOMS", (ROOMS[-2],))


@pytest.mark.parametrize(("region", "lang", "on"), EXTREMES)
def test_two_pages_of_a4_and_a_small_file(briefs, region, lang, on) -> None:
    made = briefs(region, lang, on)
    assert len(made.reader.pages) == 2
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in made.reader.pages} == {(595, 842)}
    assert len(made.body) < 200_000


@pytest.mark.parametrize(("region", "lang", "on"), EXTREMES)
def test_each_page_is_well_filled(briefs, region, lang, on) -> None:
    """Two pages are no feat if they are cut short: the last words stand in the lower third."""
    for page in briefs(region, lang, on).reader.pages:
        heights: list[float] = []
        foot = 60.0
        page.extract_text(
            visitor_text=lambda text, cm, tm, *_, found=heights: found.append(_height(cm, tm)) if text.strip() else None
        )
        assert min(height for height in heights if height > foot) < 842 / 3


def _height(cm: list[float], tm: list[float]) -> float:
    return float(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])


def test_the_file_is_tagged_named_and_in_its_language_with_its_own_letters(kukes: Brief) -> None:
    root = kukes.reader.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("sq", True)
    assert "Kukës" in kukes.reader.metadata.title
    fonts = {font.get_object()["/BaseFont"] for page in kukes.reader.pages for font in page["/Resources"]["/Font"].values()}
    assert {name.split("+")[1] for name in fonts} == {"Parandalim-Sans", "Parandalim-Sans-Bold"}


def test_every_picture_says_what_it_shows(kukes: Brief) -> None:
    def figures(node) -> list:
        node = node.get_object()
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        inside = [
            found
            for kid in (kids if isinstance(kids, list) else [kids])
            if isinstance(kid, dict) or hasattr(kid, "idnum")
            for found in figures(kid)
        ]
        return ([node] if node.get("/S") == "/Figure" else []) + inside

    found = figures(kukes.reader.trailer["/Root"]["/StructTreeRoot"])
    assert len(found) >= 10
    assert all(str(node.get("/Alt", "")).strip() for node in found)


@pytest.mark.parametrize("lang", ["sq", "en"])
def test_all_that_a_meeting_needs_stands_on_it(briefs, drawn, choose, lang) -> None:
    region = "AL013" if lang == "sq" else "AL014"
    text, words = briefs(region, lang, None).text, load_words(lang)
    area = build_area_view(drawn, choose(drawn, region=region, lang=lang))
    assert area.title in text
    assert all(" ".join(said.split()) in text for said in (*area.headline, area.caution, area.timeline.said, *area.survey.said))
    for head in (
        "standing",
        "why",
        "gaps",
        "questions",
        "services",
        "projects",
        "communities",
        "survey_title",
        "mechanisms",
        "sources",
    ):
        assert words(f"brief.{head}") in text
    assert all(group.title in text for group in area.gaps)
    assert area.questions[0] in text
    assert drawn.dataset.version in text
    assert all(bar.name in text for bar in area.panel.pillars)
    assert "1 / 2" in text
    assert "2 / 2" in text


def test_the_code_and_the_printed_link_reopen_this_very_view(kukes: Brief, drawn, choose, monkeypatch) -> None:
    area = build_area_view(drawn, choose(drawn, region="AL013"))
    address = f"{SITE}/{area.query}"
    links = [a.get_object()["/A"]["/URI"] for page in kukes.reader.pages for a in page.get("/Annots", [])]
    assert set(links) == {address}
    assert address in kukes.text.replace(" ", "")
    import segno

    asked, make = [], segno.make
    monkeypatch.setattr(segno, "make", lambda text, **how: asked.append(text) or make(text, **how))
    draw_code(address, "x")
    assert asked == [address]


def test_the_same_data_give_the_same_bytes(drawn, choose, one_form) -> None:
    first, second = (write_brief(drawn, choose(drawn, region="AL013"), SITE) for _ in range(2))
    assert first == second


def test_shortened_lists_say_how_many_are_left_out(briefs, drawn, choose) -> None:
    text = briefs("AL022", "sq", None).text
    area = build_area_view(drawn, choose(drawn, region="AL022"))
    shown = [line for line in area.timeline.at_work if clip(line.name, 40).rstrip("…") in text]
    left = len(area.timeline.at_work) - len(shown)
    assert left > 0
    assert load_words("sq").count("brief.more", left) in text


def test_small_counts_are_nowhere_in_it(wild: Brief) -> None:
    """The Egyptian estimate shows that such a line would be seen; the small Roma one is not there."""
    words = load_words("sq")
    assert f"{words('community.egyptian')}: 7 777 (" in wild.text.replace("\u2009", " ")
    assert words("brief.community.none", group=words("community.roma")) in wild.text
    assert not re.search(r"(?<![\d,.–-])7 persona", wild.text)


def test_a_flood_of_records_leaves_two_pages(wild: Brief) -> None:
    assert len(wild.reader.pages) == 2


def test_a_name_cannot_harm(wild: Brief) -> None:
    assert "<script>alert(1)</script>" in wild.text
    names = {str(key) for page in wild.reader.pages for key in page} | {str(key) for key in wild.reader.trailer["/Root"]}
    assert not names & {"/AA", "/OpenAction", "/AcroForm"}
    assert set(wild.reader.trailer["/Root"]["/Names"]) == {"/Dests"}
    assert b"/JavaScript" not in wild.body


def test_example_data_are_marked_on_both_pages(drawn_example, drawn, choose, one_form) -> None:
    drawn_example.background = drawn.background
    made = Brief(write_brief(drawn_example, choose(drawn_example, region="AL013"), SITE))
    mark = build_area_view(drawn_example, choose(drawn_example, region="AL013")).watermark
    assert mark
    assert all(mark in page.extract_text() for page in made.reader.pages)
    assert "EXAMPLE" in brief_name(choose(drawn_example, region="AL013"), example=True)


def test_what_is_left_out_of_markup_is_escaped(drawn, choose) -> None:
    area = build_area_view(drawn, choose(drawn, region="AL013"))
    bad = replace(area, title=NASTY, headline=(NASTY,), questions=(NASTY,), caution=NASTY, versions=(NASTY,), gaps_said=NASTY)
    view = build_brief(drawn, choose(drawn, region="AL013"), bad, ROOMS[0], ROOMS[0])
    html = draw_brief(view, "", "", f"{SITE}/?{NASTY}", local=True)
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") >= 6


def test_the_roomiest_form_that_holds_is_taken() -> None:
    class Sheet:
        def __init__(self, first: int, second: int) -> None:
            self.counts = (1 if first >= 4 else 2, 1 if second >= 9 else 2)
            self.pages = sum(self.counts)

        def page_of(self, name: str) -> int:
            return self.counts[0] + 1

    tried = []

    def draw(first, second):
        tried.append((ROOMS.index(first), ROOMS.index(second)))
        return Sheet(*tried[-1])

    assert fit(draw, "x").pages == 2
    assert tried[-1] == (4, 9) or (4, 9) in tried
    assert len(tried) <= 5


def test_what_fits_in_no_form_is_an_error_and_never_a_third_page() -> None:
    class Sheet:
        pages = 3

        def page_of(self, name: str) -> int:
            return 2

    with pytest.raises(ValueError, match="fills 3 pages"):
        fit(lambda first, second: Sheet(), "AL013")


def test_each_form_of_the_lists_is_no_longer_than_the_one_before() -> None:
    fields = list(ROOMS[0].__dataclass_fields__)
    for more, less in pairwise(ROOMS):
        assert all(getattr(more, field) >= getattr(less, field) for field in fields)


def test_lists_and_texts_are_cut_by_stated_rules() -> None:
    words = load_words("en")
    assert shorten([1, 2, 3], 2, words).items == (1, 2, 3)
    assert shorten([1, 2, 3, 4], 2, words).items == (1, 2)
    assert "2" in shorten([1, 2, 3, 4], 2, words).more
    assert shorten([], 2, words).more == ""
    assert clip("një dy tre", 20) == "një dy tre"
    assert clip("një dy tre katër", 11) == "një dy…"
    assert len(clip("x" * 50, 10)) == 10
    assert (in_sentence("NGO help"), in_sentence("Day centre")) == ("NGO help", "day centre")


def test_the_address_of_the_site_is_what_was_said_then_the_setting_then_the_usual() -> None:
    setting = {"PARANDALIM_BASE_URL": "https://a.example/"}
    assert base_address("https://b.example/x/", setting) == "https://b.example/x"
    assert base_address("", setting, "http://c.example") == "https://a.example"
    assert base_address("", {}, "http://c.example/") == "http://c.example"
    assert base_address("", {}) == "http://127.0.0.1:8050"
    for wrong in ("example.org", "javascript:alert(1)", "https://", "https://a.example/?x=1"):
        with pytest.raises(ValueError, match="is no address of a site"):
            base_address(wrong, {})


@pytest.fixture
def client(drawn, monkeypatch):
    monkeypatch.delenv("PARANDALIM_BASE_URL", raising=False)
    server = Flask("test")
    register_brief(server, drawn)
    return server.test_client()


def test_a_visitor_downloads_the_brief_of_the_view(client, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(brief_files, "write_brief", lambda world, selection, base: asked.append((selection, base)) or b"%PDF")
    answer = client.get("/download/brief.pdf?region=AL013&lang=en&date=2021-06-30")
    assert (answer.status_code, answer.content_type, answer.data) == (200, "application/pdf", b"%PDF")
    assert 'filename="parandalim-brief-AL013-2021-06-30-en.pdf"' in answer.headers["Content-Disposition"]
    assert asked[0][1] == "http://localhost"
    client.get("/download/brief.pdf?region=AL013&lang=en&date=2021-06-30")
    assert len(asked) == 1
    monkeypatch.setenv("PARANDALIM_BASE_URL", SITE)
    client.get("/download/brief.pdf?region=AL013&lang=en&date=2021-06-30")
    assert asked[1][1] == SITE


def test_without_an_area_there_is_no_brief(client) -> None:
    assert client.get("/download/brief.pdf").status_code == 404
    assert client.get("/download/brief.pdf?region=XX").status_code == 404


def test_without_the_system_libraries_the_visitor_reads_why(client, monkeypatch) -> None:
    def missing() -> None:
        raise OSError("no such library")

    monkeypatch.setattr(pdf, "_imported", missing)
    answer = client.get("/download/brief.pdf?region=AL013&lang=sq")
    assert answer.status_code == 503
    assert load_words("sq")("pdf.unavailable.title") in answer.get_data(as_text=True)
