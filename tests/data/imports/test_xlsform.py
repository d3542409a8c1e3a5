"""KoboToolbox and ODK exports: whatever way the export was made, the form explains it to the same answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from survey_files import as_csv

from data.imports.codebook import Codebook, load_codebook
from data.imports.read_survey import read_survey_file
from data.imports.survey_answers import answers_to_frame
from data.imports.validate_survey import Validated, validate_survey
from data.problems import DataError

SURVEY = [
    ("type", "name", "label::Shqip (sq)", "label::English (en)"),
    ("start", "start", "", ""),
    ("begin_group", "place", "Vendi", "Place"),
    ("select_one qarks", "qark", "Në cilin qark?", "In which qark?"),
    ("geopoint", "where", "Ku jeni?", "Where are you?"),
    ("end group", "", "", ""),
    ("begin group", "kap", "Njohuri", "Knowledge"),
    ("select_one yesno", "heard", "A keni dëgjuar?", "Have you heard?"),
    ("select_multiple helps", "helps", "Kush ndihmon?", "Who helps?"),
    ("text", "who_told", "Kush ju tha?", "Who told you?"),
    ("end_group", "", "", ""),
]
CHOICES = [
    ("list_name", "name", "label::Shqip (sq)", "label::English (en)"),
    ("qarks", "kukes", "Kukës", "Kukës"),
    ("qarks", "diber", "Dibër", "Dibër"),
    ("yesno", "yes", "Po", "Yes"),
    ("yesno", "no", "Jo", "No"),
    ("helps", "line", "Linja 116 111", "Line 116 111"),
    ("helps", "police", "Policia", "The police"),
    ("helps", "nobody", "Askush", "Nobody"),
]
CODEBOOK = """
reviewed = true
[columns]
area = "qark"
[area]
level = "qark"
codes = { kukes = "AL013", diber = "AL011" }
[[questions]]
id = "heard"
theme = "knowledge"
direction = "higher_is_better"
columns = ["heard"]
yes = ["yes"]
no = ["no"]
wording = { sq = "A keni dëgjuar?", en = "Have you heard?" }
counts = { sq = "Po", en = "Yes" }
[[questions]]
id = "line"
theme = "knowledge"
direction = "higher_is_better"
columns = ["helps"]
multiple = true
yes = ["line"]
no = ["police", "nobody"]
wording = { sq = "Kush ndihmon?", en = "Who helps?" }
counts = { sq = "Linja", en = "The line" }
"""
PEOPLE = [("kukes", "yes", "line police"), ("diber", "no", "nobody"), ("kukes", "no", ""), ("diber", "yes", "line")]
LABELS = {"kukes": "Kukës", "diber": "Dibër", "yes": "Po", "no": "Jo"}
HELPS = ("line", "police", "nobody")


def write_form(path: Path, survey: Sequence[Sequence[str]] = SURVEY) -> Path:
    book = Workbook()
    for name, lines in (("survey", survey), ("choices", CHOICES)):
        sheet = book.active if name == "survey" else book.create_sheet()
        sheet.title = name
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_form(tmp_path / "form.xlsx")


@pytest.fixture
def codebook(tmp_path: Path) -> Codebook:
    path = tmp_path / "codebook.toml"
    path.write_text(CODEBOOK, encoding="utf-8")
    return load_codebook(path)


def with_choices(separator: str, question: str, one: str = "1", zero: str = "0"):
    header = ["start", f"place{separator}qark", f"place{separator}where", f"kap{separator}heard", question]
    header += [f"{question}{separator}{choice}" for choice in HELPS]
    rows = [["t", q, "41.1 20.1", h, text, *(one if c in text.split() else zero for c in HELPS)] for q, h, text in PEOPLE]
    rows[2][-3:] = ["", "", ""]
    return header, rows


def labelled(_: str = ""):
    header = ["start", "Në cilin qark?", "Ku jeni?", "A keni dëgjuar?", "Kush ndihmon?"]
    header += ["Kush ndihmon?/Linja 116 111", "Kush ndihmon?/Policia", "Kush ndihmon?/Askush"]
    rows = []
    for qark, heard, text in PEOPLE:
        told = " ".join({"line": "Linja 116 111", "police": "Policia", "nobody": "Askush"}[c] for c in text.split())
        marks = [("1" if c in text.split() else "0") if text else "" for c in HELPS]
        rows.append(["t", LABELS[qark], "41.1 20.1", LABELS[heard], told, *marks])
    return header, rows


def choices_only(_: str = ""):
    header, rows = with_choices("/", "kap/helps", "TRUE", "FALSE")
    return [name for name in header if name != "kap/helps"], [[c for i, c in enumerate(row) if i != 4] for row in rows]


EXPORTS = {
    "kobo_with_groups": lambda: with_choices("/", "kap/helps"),
    "odk_with_points": lambda: with_choices(".", "kap.helps"),
    "labels_in_albanian": labelled,
    "only_columns_of_choices": choices_only,
    "no_groups": lambda: (["qark", "heard", "helps"], [list(person) for person in PEOPLE]),
}


def read(tmp_path: Path, form: Path, codebook: Codebook, shipped, export: str) -> Validated:
    header, rows = EXPORTS[export]()
    path = tmp_path / "export.csv"
    path.write_text(as_csv(header, rows), encoding="utf-8")
    return validate_survey(read_survey_file(path, codebook, form), codebook, shipped.regions)


@pytest.mark.parametrize("export", EXPORTS)
def test_every_way_of_exporting_gives_the_same_answers(export, tmp_path, form, codebook, shipped) -> None:
    answers = read(tmp_path, form, codebook, shipped, export).answers
    assert answers.area.tolist() == ["AL013", "AL011", "AL013", "AL011"]
    assert answers.answers["heard"].tolist() == [1, 0, 0, 1]
    line = answers.answers["line"]
    assert line[[0, 1, 3]].tolist() == [1, 0, 1]
    assert line[2] != line[2]


def test_what_the_form_says_is_an_exact_place_is_dropped_and_listed(tmp_path, form, codebook, shipped) -> None:
    found = read(tmp_path, form, codebook, shipped, "labels_in_albanian")
    assert ("where", "form type geopoint") in {(i.column, i.reason) for i in found.identifiers}
    assert "41.1" not in answers_to_frame(found.answers).to_csv()


def test_a_codebook_that_maps_an_exact_place_of_the_form_is_refused(tmp_path, form, codebook, shipped) -> None:
    codebook = codebook.model_copy(update={"columns": codebook.columns.model_copy(update={"stratum": "where"})})
    with pytest.raises(DataError, match="form type geopoint"):
        read(tmp_path, form, codebook, shipped, "kobo_with_groups")


def test_a_form_without_its_sheets_is_refused(tmp_path, codebook, shipped) -> None:
    bad = write_form(tmp_path / "bad.xlsx", [("a", "b", "c", "d")])
    with pytest.raises(DataError, match=r"bad\.xlsx.*no XLSForm.*survey"):
        read(tmp_path, bad, codebook, shipped, "no_groups")


def test_two_columns_for_one_question_are_refused(tmp_path, form, codebook) -> None:
    path = tmp_path / "export.csv"
    path.write_text(as_csv(["qark", "heard", "kap/heard", "helps"], [["kukes", "yes", "no", "line"]]), encoding="utf-8")
    with pytest.raises(DataError, match="two columns of the export belong to one question"):
        read_survey_file(path, codebook, form)
