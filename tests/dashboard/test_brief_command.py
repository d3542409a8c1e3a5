from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.export import brief_files

ROOT = Path(__file__).parents[2]
SITE = "https://parandalim.example"


@pytest.fixture
def written(monkeypatch):
    """What the command asks to be written; the writing itself has its own tests."""
    asked = []
    monkeypatch.delenv("PARANDALIM_BASE_URL", raising=False)
    monkeypatch.setattr(brief_files, "write_brief", lambda world, selection, base: asked.append((selection, base)) or b"%PDF")
    return asked


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as done:
        main(["brief", *arguments])
    return int(done.value.code or 0)


def test_one_area_is_one_file(tmp_path, written, capsys) -> None:
    file = tmp_path / "kukes.pdf"
    assert run("AL013", "--lang", "en", "--out", str(file), "--base-url", SITE, "--as-of", "2021-06-30") == 0
    (selection, base) = written[0]
    assert (selection.region, selection.lang, selection.date.isoformat(), base) == ("AL013", "en", "2021-06-30", SITE)
    assert file.read_bytes() == b"%PDF"
    said = capsys.readouterr()
    assert said.out.strip() == str(file)
    assert "QR" not in said.err


def test_all_qarks_are_a_folder_of_twelve(tmp_path, written, capsys) -> None:
    assert run("--all", "--out", str(tmp_path / "new" / "briefs")) == 0
    assert len(list((tmp_path / "new" / "briefs").glob("parandalim-brief-AL0*-sq.pdf"))) == 12
    assert len(capsys.readouterr().out.splitlines()) == 12


def test_that_the_code_opens_on_this_machine_only_is_said(tmp_path, written, capsys) -> None:
    assert run("AL013", "--out", str(tmp_path / "x.pdf")) == 0
    assert "opens on this computer only" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["XX"], "'XX' is no qark or municipality"),
        ([], "say which area"),
        (["AL013", "--all"], "say which area"),
        (["AL013", "--lang", "fr"], "'fr' is no language"),
        (["AL013", "--as-of", "July"], "is not a day"),
        (["AL013", "--as-of", "1990-01-01"], "lies outside"),
        (["AL013", "--base-url", "example.org"], "is no address of a site"),
    ],
)
def test_what_cannot_be_is_one_clear_line(tmp_path, written, capsys, arguments, said) -> None:
    assert run(*arguments, "--out", str(tmp_path / "x.pdf")) == 1
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err
    assert not written


def test_without_the_system_libraries_the_command_says_so_and_ends_with_1(tmp_path) -> None:
    code = (
        "import cffi; cffi.FFI.dlopen = lambda *a, **k: (_ for _ in ()).throw(OSError('not found'))\n"
        f"from dashboard.cli import main; main(['brief', 'AL013', '--out', {str(tmp_path / 'x.pdf')!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "libpango-1.0-0" in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "x.pdf").exists()
