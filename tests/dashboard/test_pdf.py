from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from dashboard.export import pdf
from dashboard.export.pdf import PdfUnavailable, escape, lay_out, write_pdf
from dashboard.export.pdf_answers import send_pdf
from dashboard.text import load_words

ROOT = Path(__file__).parents[2]
BODY = "<h1>Kukës ç</h1><p>Një <b>paragraf</b>.</p><p style='break-before: page'>Fund</p>"
# What a machine without the libraries answers when they are asked for.
NO_LIBRARY = "import cffi; cffi.FFI.dlopen = lambda *a, **k: (_ for _ in ()).throw(OSError('not found'))\n"


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_pdf(BODY, title="Përmbledhje e Kukësit", lang="sq", foot="Fundi çdo faqe", watermark="SHEMBULL")


@pytest.fixture(scope="module")
def read(written: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(written))


def fonts_of(reader: PdfReader) -> dict[str, bool]:
    """Each font of each page, and whether its letters come along."""
    found = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            found[str(below["/BaseFont"])] = any(key.startswith("/FontFile") for key in below["/FontDescriptor"].get_object())
    return found


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)


def test_title_and_language_stand_in_the_file(read: PdfReader) -> None:
    assert read.metadata is not None
    assert read.metadata.title == "Përmbledhje e Kukësit"
    assert read.trailer["/Root"]["/Lang"] == "sq"
    assert read.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_file_is_tagged(read: PdfReader) -> None:
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]


def test_letters_come_along_and_are_those_of_the_bundled_font(read: PdfReader) -> None:
    fonts = fonts_of(read)
    assert all(fonts.values())
    assert {name.split("+")[1] for name in fonts} == {"Parandalim-Sans", "Parandalim-Sans-Bold"}


def test_text_with_its_diacritics_foot_mark_and_page_number_can_be_taken_out(read: PdfReader) -> None:
    first, second = (page.extract_text() for page in read.pages)
    assert "Kukës ç" in first
    assert "Fund" in second
    for number, text in enumerate((first, second), start=1):
        assert "Fundi çdo faqe" in text
        assert f"{number} / 2" in text
        assert "SHEMBULL" in text.replace("\n", "")


def test_the_same_content_gives_the_same_bytes_in_another_process_too(written: bytes) -> None:
    code = (
        "import hashlib; from dashboard.export.pdf import write_pdf\n"
        f"made = write_pdf({BODY!r}, title='Përmbledhje e Kukësit', lang='sq', foot='Fundi çdo faqe', watermark='SHEMBULL')\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    assert run(code).stdout.strip() == hashlib.sha256(written).hexdigest()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "https://example.org/x.png"])
def test_nothing_is_loaded_from_anywhere(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import urllib.request

    asked: list[str] = []
    monkeypatch.setattr(urllib.request.OpenerDirector, "open", lambda self, request, *a, **k: asked.append(request.full_url))
    with pytest.raises(ValueError, match="loads nothing"):
        pdf._fetcher().fetch(address)
    assert asked == []


def test_a_picture_in_the_document_itself_is_drawn() -> None:
    dot = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    made = PdfReader(io.BytesIO(write_pdf(f'<img alt="pikë" src="{dot}">', title="x", lang="sq")))
    assert len(made.pages[0].images) == 1
    elsewhere = PdfReader(io.BytesIO(write_pdf('<img alt="" src="file:///etc/hostname">', title="x", lang="sq")))
    assert len(elsewhere.pages[0].images) == 0


def test_texts_cannot_become_markup() -> None:
    said = "<script>alert(1)</script> \"x\" & 'y'"
    text = PdfReader(io.BytesIO(write_pdf(f"<p>{escape(said)}</p>", title="x", lang="en"))).pages[0].extract_text()
    assert said in text


def test_pages_can_be_counted_before_anything_is_written() -> None:
    assert lay_out(BODY, title="x", lang="sq").pages == 2
    assert lay_out("<p>a</p>", title="x", lang="sq").pages == 1


def test_without_the_system_libraries_there_is_one_clear_sentence_and_no_traceback() -> None:
    code = (
        NO_LIBRARY
        + "from dashboard.export.pdf import load_engine, PdfUnavailable\ntry: load_engine()\nexcept PdfUnavailable as e: print(e)"
    )
    done = run(code)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    assert "apt-get install libpango-1.0-0" in done.stdout


def test_a_visitor_of_a_server_without_them_reads_why_in_their_language(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "_imported", missing)
    for lang, said in (("sq", "mungon një bibliotekë"), ("en", "is missing on this server")):
        answer = send_pdf(lambda: write_pdf("x", title="x", lang="sq"), "x.pdf", load_words(lang))
        assert answer.status_code == 503
        assert said in answer.get_data(as_text=True)
        assert f'lang="{lang}"' in answer.get_data(as_text=True)
    with pytest.raises(PdfUnavailable):
        lay_out("x", title="x", lang="sq")


def test_starting_the_app_does_not_import_what_makes_pdfs() -> None:
    done = run(
        "import sys; from dashboard.app import create_app; create_app(); print({'weasyprint', 'segno'} & set(sys.modules))"
    )
    assert done.stdout.strip() == "set()"
