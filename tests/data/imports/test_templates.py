from __future__ import annotations

from pathlib import Path

import pytest

from data.imports import templates
from data.imports.templates import TEMPLATES, write_template


def write_words(path: Path) -> None:
    path.write_text("fill me in", encoding="utf-8")


@pytest.fixture
def one_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(templates, "import_module", lambda name: {"tests.words": templates_module()}[name])
    monkeypatch.setitem(TEMPLATES, "words", ("words.txt", "tests.words:write_words"))
    monkeypatch.chdir(tmp_path)


def templates_module():
    from types import SimpleNamespace

    return SimpleNamespace(write_words=write_words)


def test_a_template_is_written_under_its_usual_name_or_another(one_more, tmp_path: Path) -> None:
    assert write_template("words") == Path("words.txt")
    assert write_template("words", tmp_path / "other.txt").read_text(encoding="utf-8") == "fill me in"


def test_a_file_that_is_there_is_never_overwritten(one_more, tmp_path: Path) -> None:
    write_template("words")
    with pytest.raises(ValueError, match=r"words\.txt is there already"):
        write_template("words")


def test_an_unknown_kind_is_answered_with_those_there_are(one_more) -> None:
    with pytest.raises(ValueError, match=r"no template 'word'; templates: .*words"):
        write_template("word")
