"""Imports from beginning to end, in a workspace of their own."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from survey_files import HEADER, good_rows, write_codebook, write_csv

from dashboard.cli import main
from dashboard.example_survey import load_example, remove_example
from dashboard.importing import ImportRequest, import_survey, summary
from data.dataset import with_workspace
from data.imports.survey_answers import answers_from_frame
from data.problems import DataError
from data.workspace import Workspace, open_workspace

FOUR = ("AL011", "AL013", "AL015", "AL022")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"PARANDALIM_WORKSPACE": str(tmp_path / "workspace")}


def request(tmp_path: Path, wave: str, change=None) -> ImportRequest:
    path = write_csv(tmp_path / f"answers-{wave}.csv", change)
    return ImportRequest(path, wave, "tester", write_codebook(tmp_path / "codebook.toml"))


def opened(environ: dict[str, str]) -> Workspace:
    workspace = open_workspace(environ)
    assert workspace is not None
    return workspace


def more_yes(rows: list[list[str]]) -> None:
    for number, row in enumerate(rows):
        row[HEADER.index("q1")] = "1" if number % 5 else "2"


def test_a_good_survey_is_estimated_published_and_joined_to_the_dataset(tmp_path, environ, shipped) -> None:
    done = import_survey(request(tmp_path, "2"), environ, dataset=shipped)
    workspace = opened(environ)
    version = workspace.current()["survey-wave-2"]
    assert (version.number, version.example, version.facts["respondents"]) == (1, False, 320)
    assert "[[questions]]" in version.facts["codebook"]
    answers = answers_from_frame(workspace.read_table(version, "answers").to_pandas())
    assert len(answers) == 320
    assert version.tables["answers"].micro
    survey = with_workspace(shipped, workspace).survey
    assert survey.estimates == done.survey.estimates or len(survey.estimates) == len(done.survey.estimates)
    assert {e.state for e in survey.estimates if not e.gap} == {"observed"}
    assert not survey.example
    weights, yes = answers.weight, answers.answers["k1"]
    whole = next(e for e in survey.estimates if (e.question_id, e.region_ids, e.group) == ("k1", FOUR, "all"))
    assert whole.percent == pytest.approx(100 * np.average(yes, weights=weights))
    assert whole.n == 320
    assert summary(done)[-1] == "published: survey-wave-2, version 1"


def test_every_question_area_group_has_a_figure_or_a_reason(tmp_path, environ, shipped) -> None:
    survey = import_survey(request(tmp_path, "2"), environ, dataset=shipped).survey
    assert len(survey.estimates) == 2 * 5 * 3
    for e in survey.estimates:
        assert bool(e.gap) != bool(e.state)
        assert math.isnan(e.percent) == bool(e.gap)
        assert e.gap or (0 <= e.lower <= e.percent <= e.upper <= 100 and e.upper - e.lower < 30)
        assert e.gap or e.n >= 30


def test_the_booster_is_never_merged_with_the_general_sample(tmp_path, environ, shipped) -> None:
    def booster(rows: list[list[str]]) -> None:
        for row in good_rows()[:80]:
            row[0], row[3], row[4], row[6], row[9] = f"B{row[0]}", f"B{row[3]}", f"B{row[4]}", "2", "1"
            rows.append(row)

    alone = import_survey(request(tmp_path, "1"), environ, dataset=shipped).survey
    both = import_survey(request(tmp_path, "1", booster), environ, dataset=shipped).survey
    general = [replace(e, locator="") for e in both.estimates if e.sample == "general"]
    assert repr(general) == repr([replace(e, locator="") for e in alone.estimates])
    roma = next(
        e for e in both.estimates if (e.sample, e.question_id, e.region_ids, e.group) == ("roma_booster", "k1", ("AL022",), "all")
    )
    assert (roma.percent, roma.n) == (100, 80)
    assert {d.sample: d.n for d in both.designs} == {"general": 320, "roma_booster": 80}


def test_waves_are_compared_with_the_version_in_force_and_forget_it_when_that_changes(tmp_path, environ, shipped) -> None:
    import_survey(request(tmp_path, "1"), environ, dataset=shipped)
    second = import_survey(request(tmp_path, "2", more_yes), environ, dataset=shipped)
    workspace = opened(environ)
    (change,) = [c for c in second.survey.changes if (c.question_id, c.region_ids, c.group) == ("k1", FOUR, "all")]
    assert change.difference > 20
    assert change.p_adjusted < 0.01
    before = len(with_workspace(shipped, workspace).survey.changes)
    assert before == len(second.survey.changes) > 0
    again = import_survey(request(tmp_path, "1", more_yes), environ, dataset=shipped)
    found = with_workspace(shipped, workspace).survey.changes
    assert len(found) == len(again.survey.changes)
    assert {(c.wave_from, c.wave_to) for c in found} == {("1", "2")}
    assert all(abs(c.difference) < 1e-9 for c in found if not c.gap)
    workspace.rollback("survey-wave-1", 1, "tester")
    assert len(with_workspace(shipped, workspace).survey.changes) == before


def test_a_refused_import_leaves_the_version_before_in_force(tmp_path, environ, shipped) -> None:
    import_survey(request(tmp_path, "2"), environ, dataset=shipped)

    def broken(rows: list[list[str]]) -> None:
        rows[0][2] = "-1"

    with pytest.raises(DataError):
        import_survey(request(tmp_path, "2", broken), environ, dataset=shipped)
    workspace = opened(environ)
    assert workspace.current()["survey-wave-2"].number == 1
    assert [line.action for line in workspace.history()] == ["reject", "publish"]


def test_the_example_makes_way_for_a_real_survey_and_is_not_loaded_beside_one(tmp_path, environ, shipped) -> None:
    first = ImportRequest(write_csv(tmp_path / "a.csv"), "1", "t", write_codebook(tmp_path / "c.toml"), example=True)
    import_survey(first, environ, dataset=shipped)
    workspace = opened(environ)
    assert with_workspace(shipped, workspace).survey.example
    done = import_survey(request(tmp_path, "2"), environ, dataset=shipped)
    assert done.withdrawn == ("example-survey-wave-1",)
    assert set(workspace.current()) == {"survey-wave-2"}
    assert not with_workspace(shipped, workspace).survey.example
    with pytest.raises(ValueError, match="a real survey is in force"):
        load_example("t", environ)
    assert remove_example("t", environ) == ()


def test_the_command_imports_and_refuses_with_exit_code_1(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("PARANDALIM_WORKSPACE", str(tmp_path / "workspace"))
    path, codebook = write_csv(tmp_path / "answers.csv"), write_codebook(tmp_path / "codebook.toml")
    with pytest.raises(SystemExit) as ended:
        main(["import", "survey", str(path), "--codebook", str(codebook), "--wave", "2", "--by", "me"])
    assert not ended.value.code
    told = capsys.readouterr().out
    assert "read: 320 interviews, 2 questions" in told
    assert "published: survey-wave-2, version 1" in told
    write_csv(path, lambda rows: rows[3].__setitem__(2, "-1"))
    with pytest.raises(SystemExit) as ended:
        main(["import", "survey", str(path), "--codebook", str(codebook), "--wave", "2"])
    assert ended.value.code == 1
    assert "answers.csv, row 5, weight: the weight is negative (found '-1')" in capsys.readouterr().err


def test_a_draft_is_refused_until_finished_and_finds_the_design(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("PARANDALIM_WORKSPACE", str(tmp_path / "workspace"))
    path, out = write_csv(tmp_path / "answers.csv"), tmp_path / "draft.toml"
    with pytest.raises(SystemExit) as ended:
        main(["survey", "draft-codebook", str(path), "--out", str(out)])
    assert not ended.value.code
    text = out.read_text(encoding="utf-8")
    for line in (
        'area = "qarku"',
        'weight = "weight"',
        'psu = ["psu"]',
        'fpc = ["fpc"]',
        'level = "qark"',
        "# answers: 1, 2, 3, 4, 5",
    ):
        assert line in text
    with pytest.raises(SystemExit) as ended:
        main(["import", "survey", str(path), "--codebook", str(out), "--wave", "2"])
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert "questions.q1.theme: the draft is not finished here" in told
    assert "write reviewed = true" in told
    with pytest.raises(SystemExit) as ended:
        main(["survey", "draft-codebook", str(path), "--out", str(out)])
    assert ended.value.code == 1
    assert "is there already" in capsys.readouterr().err


def test_the_example_goes_through_the_importer_and_one_command_takes_it_out(environ, shipped) -> None:
    first, second = load_example("t", environ)
    assert (first.respondents, second.respondents) == (1537, 1537)
    workspace = opened(environ)
    survey = with_workspace(shipped, workspace).survey
    assert survey.example
    assert {e.state for e in survey.estimates} == {"example", "modelled", ""}
    assert {c.state for c in survey.changes if not c.gap} == {"example"}
    assert remove_example("t", environ) == ("example-survey-wave-1", "example-survey-wave-2")
    assert not with_workspace(shipped, workspace).survey.estimates


def test_a_filled_workbook_is_published_beside_the_other_wave(tmp_path, environ, shipped) -> None:
    import openpyxl

    from dashboard.importing import import_survey_table
    from data.imports.survey_table_template import write_survey_table

    path = tmp_path / "table.xlsx"
    write_survey_table(path)
    book = openpyxl.load_workbook(path)
    book["questions"].append(["k1", "knowledge", "Pyetja një", "Question one", "Po", "Yes", "higher_is_better", "no"])
    for values in (
        ("ALL", "general", "all", "k1", 47, 1500, 3, "Report"),
        ("AL013", "general", "all", "k1", 52, 300, 4, "Report"),
    ):
        book["results"].append(values)
    book.save(path)
    import_survey(request(tmp_path, "2"), environ, dataset=shipped)
    done = import_survey_table(ImportRequest(path, "1", "tester"), environ, dataset=shipped)
    survey = with_workspace(shipped, opened(environ)).survey
    assert {e.wave for e in survey.estimates} == {"1", "2"}
    whole = next(e for e in survey.estimates if e.wave == "1" and len(e.region_ids) == 4)
    assert (whole.region_ids, whole.percent, whole.n, whole.source_id) == (FOUR, 47, 1500, "kap-wave-1")
    assert {(c.gap, c.question_id) for c in done.survey.changes} == {("not_published", "k1")}
    assert "estimated: 2 percentages (2 observed)" in summary(done)
    book["results"]["E2"] = 147
    book.save(path)
    with pytest.raises(DataError, match=r"results!E2 \(percent\): the percentage is outside 0-100 \(found '147'\)"):
        import_survey_table(ImportRequest(path, "1", "tester"), environ, dataset=shipped)
    assert opened(environ).current()["survey-wave-1"].number == 1


def test_waves_at_the_same_places_are_compared_as_such_only_where_the_codebook_says_so(tmp_path, environ, shipped) -> None:
    import_survey(request(tmp_path, "1"), environ, dataset=shipped)
    apart = import_survey(request(tmp_path, "2", more_yes), environ, dataset=shipped)
    assert not any(change.common_psus for change in apart.survey.changes)
    assert any(line.startswith("taken as: drawn independently") for line in summary(apart))
    said = write_codebook(tmp_path / "codebook.toml", ("age_from = 15", "age_from = 15\nsame_psus = true"))
    second = ImportRequest(tmp_path / "answers-2.csv", "2", "tester", said)
    together = import_survey(second, environ, dataset=shipped)
    told = [change for change in together.survey.changes if not change.gap]
    assert any(change.common_psus for change in told)
    assert any("drawn at the same PSUs in" in line for line in summary(together))
    kept = with_workspace(shipped, opened(environ)).survey.changes
    assert [change.common_psus for change in kept] == [change.common_psus for change in together.survey.changes]


def test_the_same_places_without_places_are_a_fault_of_the_codebook(tmp_path, environ, shipped) -> None:
    asked = request(tmp_path, "1")
    write_codebook(asked.codebook, ('psu = ["psu"]\nfpc = ["fpc"]\n', ""), ("age_to = 29", "age_to = 29\nsame_psus = true"))
    with pytest.raises(DataError, match="the same PSUs as in the other waves need PSUs"):
        import_survey(asked, environ, dataset=shipped)
