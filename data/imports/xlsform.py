"""XLSForms: the questionnaire behind a KoboToolbox or ODK export, which explains its columns and codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from data.imports.raw_table import RawTable
from data.imports.workbook import Sheet, read_sheets
from data.problems import Reporter

IDENTIFYING_TYPES = {
    "geopoint", "geotrace", "geoshape", "start-geopoint", "phonenumber", "deviceid", "subscriberid", "simserial", "username",
    "email", "image", "audio", "video", "file", "barcode", "audit", "background-audio",
}  # fmt: skip


@dataclass(frozen=True)
class FormQuestion:
    """One question of a form; ``path`` holds its groups, ``options`` names a list of choices, "" for none."""

    name: str
    path: str
    kind: str
    options: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """A form: its questions, and the labels of its choices by list, name and language."""

    questions: tuple[FormQuestion, ...]
    choices: Mapping[str, Mapping[str, Mapping[str, str]]]

    @cached_property
    def _by_any_name(self) -> Mapping[str, FormQuestion]:
        found: dict[str, FormQuestion] = {}
        for question in self.questions:
            for name in (question.path, question.path.replace("/", "."), *self._loose_names(question)):
                found.setdefault(name, question)
        return found

    @cached_property
    def _loose_counts(self) -> Counter[str]:
        return Counter(name for q in self.questions for name in {q.name, *q.labels.values()})

    def _loose_names(self, question: FormQuestion) -> list[str]:
        names = (question.name, *question.labels.values())
        return [name for name in names if name and self._loose_counts[name] == 1]

    def own_name(self, question: FormQuestion) -> str:
        """Return the short name of a question, or its path where the form has that name twice."""
        return question.name if self._loose_counts[question.name] == 1 else question.path

    def find(self, column: str) -> tuple[FormQuestion, str] | None:
        """Return the question of a column and the choice it stands for ("" = the answer itself); None if the form has neither.

        Exports write ``group/question``, ``group.question``, ``question`` or its label, and for each choice of a
        select_multiple a column of its own, divided by ``/`` or ``.``.
        """
        if column in self._by_any_name:
            return self._by_any_name[column], ""
        for place in [i for i, letter in enumerate(column) if letter in "/."][::-1]:
            question = self._by_any_name.get(column[:place])
            if question is not None and question.kind == "select_multiple":
                choice = self.choice_name(question, column[place + 1 :])
                if choice:
                    return question, choice
        return None

    def choice_name(self, question: FormQuestion, text: str) -> str:
        """Return the name of a choice by its name or any label, "" where there is none."""
        options = self.choices.get(question.options, {})
        if text in options:
            return text
        return next((name for name, labels in options.items() if text in labels.values()), "")

    def canonical(self, column: str) -> str:
        """Return how a codebook calls a column: ``question``, ``question/choice``, or the column itself."""
        found = self.find(column)
        if found is None:
            return column
        question, choice = found
        return self.own_name(question) + (f"/{choice}" if choice else "")


def read_xlsform(path: Path, report: Reporter) -> Form | None:
    """Read the sheets ``survey`` and ``choices`` of an XLSForm; None after reporting why it is none."""
    sheets = read_sheets(path, report, ("survey", "choices"))
    if sheets is None:
        return None
    survey = _records(sheets.get("survey"))
    if not survey or not {"type", "name"} <= survey[0].keys():
        remedy = "give the form the export was made with: its sheet 'survey' has the columns type, name and label"
        report.add("this is no XLSForm", remedy, column="(sheet survey)", value=", ".join(sheets))
        return None
    return Form(tuple(_questions(survey)), _choices(_records(sheets.get("choices"))))


def _records(sheet: Sheet | None) -> list[dict[str, str]]:
    if sheet is None or not sheet.rows:
        return []
    header = [cell.text for cell in sheet.rows[0][1]]
    return [{n: c.text for n, c in zip(header, cells, strict=False) if n} for _, cells in sheet.rows[1:]]


def _questions(survey: list[dict[str, str]]) -> list[FormQuestion]:
    groups: list[str] = []
    found = []
    for line in survey:
        words = line.get("type", "").replace("begin ", "begin_").replace("end ", "end_").split()
        if not words:
            continue
        kind, name = words[0], line.get("name", "")
        if kind in ("begin_group", "begin_repeat"):
            groups.append(name)
        elif kind in ("end_group", "end_repeat"):
            groups = groups[:-1]
        elif name:
            options = words[1] if kind.startswith("select") and len(words) > 1 else ""
            found.append(FormQuestion(name, "/".join([*groups, name]), kind, options, _labels(line)))
    return found


def _labels(line: Mapping[str, str]) -> dict[str, str]:
    return {key.partition("::")[2] or "label": text for key, text in line.items() if key.split("::")[0] == "label" and text}


def _choices(lines: list[dict[str, str]]) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for line in lines:
        options = line.get("list_name") or line.get("list name") or ""
        if options and line.get("name"):
            found.setdefault(options, {})[line["name"]] = _labels(line)
    return found


def apply_form(table: RawTable, form: Form, report: Reporter) -> RawTable | None:
    """Return the table with the codebook's column names, and with the names of choices where labels were exported."""
    columns: dict[str, list[str]] = {}
    for column, cells in table.columns.items():
        name, found = form.canonical(column), form.find(column)
        if name in columns:
            remedy = "keep one of them: rename or remove the other"
            report.add("two columns of the export belong to one question of the form", remedy, row=1, column=column, value=name)
        columns[name] = _as_names(cells, form, *found) if found else list(cells)
    if report.problems:
        return None
    header = tuple(form.canonical(column) for column in table.header)
    kinds = {form.canonical(column): found[0].kind for column in table.header if (found := form.find(column))}
    samples = {form.canonical(column): cells for column, cells in table.samples.items()}
    _join_choices(columns, form)
    labels = {form.own_name(q): next(iter(q.labels.values()), "") for q in form.questions}
    values = {form.own_name(q): _first_labels(form.choices[q.options]) for q in form.questions if q.options in form.choices}
    return replace(table, columns=columns, header=header, samples=samples, labels=labels, value_labels=values, form_types=kinds)


def _first_labels(options: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {name: next(iter(labels.values()), name) for name, labels in options.items()}


def _as_names(cells: object, form: Form, question: FormQuestion, choice: str) -> list[str]:
    texts = list(cells)  # type: ignore[call-overload]
    if choice or not question.options:
        return [{"true": "1", "false": "0"}.get(text.lower(), text) for text in texts] if choice else texts
    known = {text: form.choice_name(question, text) or text for text in set(texts) if text}
    return [known.get(text, "") for text in texts]


def _join_choices(columns: dict[str, list[str]], form: Form) -> None:
    """Make the answer of a select_multiple from its columns of choices, where the export has only those or wrote labels."""
    for question in form.questions:
        name = form.own_name(question)
        parts = {c.rpartition("/")[2]: cells for c, cells in columns.items() if c.startswith(name + "/")}
        if question.kind != "select_multiple" or not parts:
            continue
        options = form.choices.get(question.options, {})
        if name in columns and all(code in options for cell in columns[name] for code in cell.split()):
            continue
        count = len(next(iter(parts.values())))
        columns[name] = [" ".join(code for code, cells in parts.items() if cells[i] == "1") for i in range(count)]
