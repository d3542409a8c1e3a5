"""The same survey read from every format says the same; what tells who a person is never gets in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from survey_files import HEADER, as_csv, good_rows, write_codebook, write_csv, write_sav, write_xlsx

from data.imports.codebook import Codebook, load_codebook
from data.imports.identifiers import reason_by_content, reason_by_name
from data.imports.read_survey import read_survey_file
from data.imports.survey_answers import SurveyAnswers, answers_from_frame, answers_to_frame
from data.imports.validate_survey import Validated, validate_survey
from data.problems import DataError


@pytest.fixture
def codebook(tmp_path: Path) -> Codebook:
    return load_codebook(write_codebook(tmp_path / "codebook.toml"))


def validated(path: Path, codebook: Codebook, shipped, **options) -> Validated:
    return validate_survey(read_survey_file(path, codebook, **options), codebook, shipped.regions)


def assert_same(one: SurveyAnswers, other: SurveyAnswers) -> None:
    left, right = answers_to_frame(one), answers_to_frame(other)
    assert list(left) == list(right)
    for name in left:
        a, b = left[name].to_numpy(), right[name].to_numpy()
        same = np.array_equal(a, b, equal_nan=True) if a.dtype == float else np.array_equal(a, b)
        assert same, name


@pytest.fixture
def plain(tmp_path: Path, codebook: Codebook, shipped) -> SurveyAnswers:
    return validated(write_csv(tmp_path / "plain.csv"), codebook, shipped).answers


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_make_no_difference(encoding, delimiter, tmp_path, codebook, plain, shipped) -> None:
    rows = good_rows()
    for row in rows[:80]:
        row[1] = "Tiranë"
    path = tmp_path / "answers.csv"
    path.write_bytes(as_csv(HEADER, rows, delimiter).encode(encoding))
    assert_same(validated(path, codebook, shipped).answers, plain)


def test_a_decimal_comma_throughout_is_as_good_as_a_point(tmp_path, codebook, plain, shipped) -> None:
    rows = good_rows()
    for row in rows:
        row[2] = row[2].replace(".", ",")
    path = tmp_path / "answers.csv"
    path.write_text(as_csv(HEADER, rows, ";"), encoding="utf-8")
    assert_same(validated(path, codebook, shipped).answers, plain)


def test_excel_and_spss_say_the_same_as_csv(tmp_path, codebook, plain, shipped) -> None:
    assert_same(validated(write_xlsx(tmp_path / "answers.xlsx"), codebook, shipped).answers, plain)
    assert_same(validated(write_sav(tmp_path / "answers.sav"), codebook, shipped).answers, plain)


def test_spss_keeps_its_labels_and_declared_missing_values_are_empty(tmp_path) -> None:
    import pandas as pd
    import pyreadstat

    path = tmp_path / "answers.sav"
    frame = pd.DataFrame({"q1": [1.0, 2.0, 9.0], "sex": [1.0, 2.0, 1.0]})
    labels = {"q1": {1: "Po", 2: "Jo"}}
    pyreadstat.write_sav(
        frame, str(path), column_labels={"q1": "A e dini?"}, variable_value_labels=labels, missing_ranges={"q1": [9]}
    )
    table = read_survey_file(path)
    assert list(table.columns["q1"]) == ["1", "2", ""]
    assert table.labels["q1"] == "A e dini?"
    assert table.value_labels["q1"] == {"1": "Po", "2": "Jo"}


def test_areas_are_known_by_code_name_in_either_language_and_by_the_codebooks_own_table(tmp_path, codebook, shipped) -> None:
    names = ["AL022", "Tiranë", "TIRANE", "Tirana", "Qarku i Tiranës", "Tirana qark", "Qarku i Tiranes", "tiranë"]

    def rename(rows: list[list[str]]) -> None:
        for number, row in enumerate(rows[:80]):
            row[1] = names[number % len(names)]

    answers = validated(write_csv(tmp_path / "answers.csv", rename), codebook, shipped).answers
    assert set(answers.area[:80]) == {"AL022"}


def test_only_columns_that_the_codebook_names_enter_and_identifiers_are_listed(tmp_path, codebook, shipped) -> None:
    extra = ["Emri dhe mbiemri", "telefoni", "komente", "kontakti", "_uuid", "koha"]
    cells = ["Arta Hoxha", "069 123 4567", "mirë", "arta@example.org", "uuid:0f8fad5b-d9cb-469f-a165-70867728950e", "12"]
    path = tmp_path / "answers.csv"
    path.write_text(as_csv([*HEADER, *extra], [[*row, *cells] for row in good_rows()]), encoding="utf-8")
    found = validated(path, codebook, shipped)
    assert {(i.column, i.reason) for i in found.identifiers} == {
        ("interview", "tells interviews apart, not stored"),
        ("Emri dhe mbiemri", "name of a person"),
        ("telefoni", "telephone number"),
        ("kontakti", "e-mail addresses"),
        ("_uuid", "number of the respondent or the interview"),
    }
    assert found.left_out == ("komente", "koha")
    stored = answers_to_frame(found.answers)
    assert set(stored) == {
        "weight", "stratum", "psu_1", "fpc_1", "area", "qark", "sample", "group_sex", "answer_k1", "answer_a1",
    }  # fmt: skip
    assert not any("Hoxha" in str(cell) or "R00" in str(cell) for name in stored for cell in stored[name])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Emri", "name of a person"), ("respondent_name", "name of a person"), ("MBIEMRI", "name of a person"),
        ("Nr. Tel", "telephone number"), ("phoneNumber", "telephone number"), ("e-mail", "e-mail address"),
        ("hh/gps_latitude", "exact place"), ("adresa e banesës", "address"), ("deviceid", "device or interviewer"),
        ("datëlindja", "birth date"), ("numri_id", "number of the respondent or the interview"),
        ("emri_bashkisë", ""), ("municipality name", ""), ("weight", ""), ("k1_knows_hotline", ""), ("mosha", ""),
        ("stratum", ""), ("identiteti", ""), ("relationship", ""),
    ],
)  # fmt: skip
def test_names_of_columns_tell_identifiers_in_both_languages(name: str, reason: str) -> None:
    assert reason_by_name(name) == reason


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["+355 69 123 4567", "+355691234568"], "telephone numbers"), (["0691234567"], "telephone numbers"),
        (["41.32744", "41.5012"], "exact places (coordinates)"), (["41.3275 19.8187 0 0"], "exact places (coordinates)"),
        (["J12345678A"], "personal numbers"), (["12", "15", "29"], ""), (["1.234", "0.876"], ""), (["Tiranë"], ""),
    ],
)  # fmt: skip
def test_what_stands_in_cells_tells_identifiers(cells: list[str], reason: str) -> None:
    assert reason_by_content(cells) == reason


def test_validated_answers_come_back_from_storage_as_they_were(plain) -> None:
    assert_same(answers_from_frame(answers_to_frame(plain)), plain)


def test_an_unknown_ending_and_a_missing_file_are_told(tmp_path, codebook) -> None:
    (tmp_path / "answers.doc").write_text("x")
    for name, words in (("answers.doc", "no known format"), ("none.csv", "file is missing")):
        with pytest.raises(DataError, match=words):
            read_survey_file(tmp_path / name, codebook)


def test_a_single_psu_is_a_warning_with_the_rule_that_is_used(tmp_path, codebook, shipped) -> None:
    def one(rows: list[list[str]]) -> None:
        for row in rows[:40]:
            row[4] = "P0"

    (warning,) = validated(write_csv(tmp_path / "answers.csv", one), codebook, shipped).warnings
    assert (warning.row, warning.column, warning.value) == (2, "stratum", "S0")
    assert "'adjust'" in warning.remedy


def test_answers_count_by_the_codebook(tmp_path, shipped) -> None:
    codebook = load_codebook(
        write_codebook(tmp_path / "c.toml", ("yes = [4, 5]\nno = [1, 2, 3]", "yes = [4]\nno = [1, 2, 3, 5]\nmultiple = true"))
    )

    def several(rows: list[list[str]]) -> None:
        rows[0][9], rows[1][9] = "9", ""
        rows[0][10], rows[1][10], rows[2][10] = "1 4", "1;2", ""

    answers = validated(write_csv(tmp_path / "answers.csv", several), codebook, shipped).answers.answers
    assert np.isnan(answers["k1"][:2]).all()
    assert answers["a1"][:2].tolist() == [1.0, 0.0]
    assert np.isnan(answers["a1"][2])


def test_the_label_of_a_code_may_name_the_area(tmp_path, codebook, shipped) -> None:
    import pandas as pd
    import pyreadstat

    path = tmp_path / "answers.sav"
    frame = pd.DataFrame([[float(c) if c.replace(".", "").isdigit() else c for c in row] for row in good_rows()], columns=HEADER)
    frame["qarku"] = frame["qarku"].map({"AL022": 1.0, "AL015": 2.0, "AL011": 3.0, "AL013": 4.0})
    labels = {"qarku": {1: "Tiranë", 2: "Shkodra", 3: "Dibër", 4: "Kukës"}}
    pyreadstat.write_sav(frame, str(path), variable_value_labels=labels)
    with pytest.raises(DataError, match=r"unknown qark \(found '2'\)"):
        validated(path, codebook, shipped)
    labels["qarku"][2] = "Shkodër"
    pyreadstat.write_sav(frame, str(path), variable_value_labels=labels)
    assert validated(path, codebook, shipped).answers.area[::80].tolist() == ["AL022", "AL015", "AL011", "AL013"]


def test_the_codebook_of_the_guide_is_a_good_one(tmp_path) -> None:
    guide = (Path(__file__).parents[3] / "docs" / "import-survey.md").read_text(encoding="utf-8")
    path = tmp_path / "codebook.toml"
    path.write_text(guide.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    assert load_codebook(path).questions[0].no == ("2", "8")


def test_a_formula_with_its_saved_result_counts_and_hidden_sheets_do_not(tmp_path, codebook, plain, shipped) -> None:
    import xlsxwriter

    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, notes = book.add_worksheet("data"), book.add_worksheet("notes")
        notes.write(0, 0, "private")
        notes.hide()
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(good_rows(), start=1):
            sheet.write_row(number, 0, row)
            sheet.write_formula(number, 2, f"={row[2]}*1", value=float(row[2]))
    assert_same(validated(path, codebook, shipped).answers, plain)
