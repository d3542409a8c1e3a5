"""The steward's queue by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from workspace_examples import workspace_environ

from dashboard.cli import main
from data.workspace import open_workspace


@pytest.fixture
def run(tmp_path: Path, monkeypatch, capsys):
    """Run a command in a workspace of its own; return what it prints and how it ended."""
    for name, value in workspace_environ(tmp_path).items():
        monkeypatch.setenv(name, value)

    def go(*arguments: str) -> tuple[str, int]:
        with pytest.raises(SystemExit) as ended:
            main(["corrections", *arguments])
        told = capsys.readouterr()
        return told.out + told.err, int(ended.value.code or 0)

    return go


def listed(run, *more: str) -> list[tuple[str, str, bool]]:
    rows = json.loads(run("list", "--format", "json", *more)[0])
    return [(row["proposal"], row["state"], row["in_force"]) for row in rows]


def test_a_paper_list_goes_in_is_decided_and_taken_back(run) -> None:
    assert listed(run) == []
    seen = ("still_open", "--field", "record=S031", "--field", "seen=2022-11-12", "--by", "committee")
    assert run("add", *seen) == ("c1: still_open waits; parandalim corrections accept c1 puts it in force\n", 0)
    whole = ("complete_list", "--field", "region=AL015", "--field", "themes=services,projects", "--field", "as_of=2022-11-12")
    assert run("add", *whole)[1] == 0
    assert listed(run, "--state", "accepted") == []
    assert run("accept", "c1") == ("c1: accepted and in force\n", 0)
    assert run("reject", "c2", "--reason", "Not signed by the chair")[1] == 0
    assert listed(run) == [("c2", "rejected", False), ("c1", "accepted", True)]
    steps = json.loads(run("show", "c2", "--format", "json")[0])
    assert [(step["state"], step["who"], step["reason"]) for step in steps] == [
        ("proposed", "steward", ""),
        ("rejected", "steward", "Not signed by the chair"),
    ]
    assert "record=S031; seen=2022-11-12" in run("show", "c1")[0]
    assert run("rollback", "1") == ("c1: withdrawn, not in force\n", 0)
    assert listed(run) == [("c2", "rejected", False), ("c1", "withdrawn", False)]
    assert [(line.name, line.action) for line in open_workspace().history()] == [("corrections", "publish")] * 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("accept", "c1"), "there is no workspace yet"),
        (("list", "--state", "lost"), "'lost' is no state"),
        (("add", "still_open", "--field", "record"), "write NAME=TEXT"),
        (
            ("add", "still_open", "--field", "record=S999", "--field", "seen=soon"),
            "record: there is no such record; seen: this is not a day",
        ),
        (
            ("add", "still_open", "--field", "record=S031", "--field", "seen=2022-11-12", "--by", "ana@shembull.al"),
            "leave out every contact",
        ),
        (("show", "twelve"), "they are called c1, c2 and so on"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(run, arguments: tuple[str, ...], told: str) -> None:
    printed, code = run(*arguments)
    assert code == 1
    assert told in printed
    assert "Traceback" not in printed
