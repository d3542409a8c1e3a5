"""Imports from beginning to end: keep the upload, read, check, estimate, publish; or refuse it with every problem."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.import_compare import ANSWERS, KIND, OneWave, compare_waves
from dashboard.import_words import in_words
from data.dataset import load_dataset
from data.imports.codebook import Codebook, codebook_text, load_codebook
from data.imports.codebook_types import codebook_groups, codebook_questions
from data.imports.identifiers import by_reason
from data.imports.read_survey import check_survey_file, read_survey_file
from data.imports.read_survey_table import read_survey_table
from data.imports.survey_answers import answers_to_table
from data.imports.survey_table_template import table_words
from data.imports.validate_survey import Validated, validate_survey
from data.problems import DataError, Problem, Reporter
from data.survey_sums import SurveyError
from data.survey_tables import to_tables
from data.survey_types import SurveyData
from data.types import Dataset, frozen_map
from data.workspace import Version, Workspace
from models.kap_counts import hide_small_counts
from models.kap_estimates import KapWave, wave_designs, wave_estimates
from models.kap_municipal import municipal_estimates
from models.kap_published import published_survey

EXAMPLE_PREFIX = "example-"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class ImportRequest:
    """What is to be imported, by whom; ``example`` marks the synthetic survey."""

    path: Path
    wave: str
    who: str
    codebook: Path | None = None
    xlsform: Path | None = None
    form: str = ""
    example: bool = False

    @property
    def dataset_name(self) -> str:
        """Return what the dataset is called in the workspace."""
        return f"{EXAMPLE_PREFIX if self.example else ''}survey-wave-{self.wave}"


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    version: Version
    survey: SurveyData
    respondents: int
    identifiers: Mapping[str, list[str]]
    left_out: tuple[str, ...]
    warnings: tuple[Problem, ...]
    withdrawn: tuple[str, ...]


def silent(step: str, done: int, total: int) -> None:
    """Say nothing of the progress."""


def import_survey(
    request: ImportRequest,
    environ: Mapping[str, str] = os.environ,
    progress: Progress = silent,
    dataset: Dataset | None = None,
) -> Imported:
    """Import answers with their codebook; DataError with every problem, and then nothing is published and the upload is kept."""
    return _import(request, environ, progress, dataset or load_dataset(), _estimate_answers)


def import_survey_table(
    request: ImportRequest,
    environ: Mapping[str, str] = os.environ,
    progress: Progress = silent,
    dataset: Dataset | None = None,
) -> Imported:
    """Import a workbook of published percentages; DataError with every problem, as :func:`import_survey`."""
    return _import(request, environ, progress, dataset or load_dataset(), _take_published)


@dataclass(frozen=True)
class _Work:
    """What a way of importing makes of a file: the survey, its answers' table where there are any, and what to tell."""

    survey: SurveyData
    validated: Validated | None
    facts: Mapping[str, object]
    same_psus: bool = False


def _import(
    request: ImportRequest,
    environ: Mapping[str, str],
    progress: Progress,
    dataset: Dataset,
    work: Callable[[ImportRequest, Dataset, Progress], _Work],
) -> Imported:
    _check_request(request)
    workspace = Workspace.create(environ)
    progress("keep the file", 0, 1)
    staged = workspace.stage(request.path, KIND, request.dataset_name, request.who)
    try:
        done = work(request, dataset, progress)
    except SurveyError as error:
        problems = [
            Problem(request.path.name, 0, "(design)", "", text, "correct the file or the codebook") for text in error.problems
        ]
        workspace.reject(staged, problems)
        raise DataError(problems) from None
    except DataError as error:
        workspace.reject(staged, error.problems)
        raise
    people = done.validated.answers if done.validated else None
    survey, compared = compare_waves(
        workspace, OneWave(request.dataset_name, request.wave, done.survey, people, done.same_psus, request.example)
    )
    tables = dict(to_tables(survey))
    if people is not None:
        tables[ANSWERS] = answers_to_table(people)
    facts = {**done.facts, "wave": request.wave, "compared": compared}
    warnings = done.validated.warnings if done.validated else ()
    progress("publish", 0, 1)
    version = workspace.publish(staged, tables, facts, warnings, request.example)
    withdrawn = () if request.example else withdraw_examples(workspace, request.who)
    count = len(people) if people is not None else 0
    found = by_reason(done.validated.identifiers) if done.validated else {}
    return Imported(version, survey, count, found, done.validated.left_out if done.validated else (), warnings, withdrawn)


def _check_request(request: ImportRequest) -> None:
    """Raise before anything is kept where there is nothing to keep: no file, one too large, or a wave without a number."""
    report = Reporter(request.path)
    if not re.fullmatch(r"[1-9]\d?", request.wave):
        report.add("this is no number of a wave", "write --wave 1 or --wave 2", column="--wave", value=request.wave)
    check_survey_file(request.path, report, request.form)
    if report.problems:
        raise DataError(report.problems)


def _estimate_answers(request: ImportRequest, dataset: Dataset, progress: Progress) -> _Work:
    if request.codebook is None:
        raise ValueError("answers need a codebook: parandalim survey draft-codebook drafts one")
    codebook = load_codebook(request.codebook)
    _check_source(request.codebook, codebook, dataset)
    progress("read", 0, 1)
    table = read_survey_file(request.path, codebook, request.xlsform, request.form)
    progress("check", 0, 1)
    validated = validate_survey(table, codebook, dataset.regions)
    wave = _wave(request, codebook, validated)
    estimates = wave_estimates(wave, lambda done, total: progress("estimate", done, total))
    estimates += municipal_estimates(wave)
    survey = SurveyData(
        questions=frozen_map(codebook_questions(codebook)),
        groups=frozen_map(codebook_groups(codebook)),
        estimates=hide_small_counts(estimates),
        designs=wave_designs(wave),
        example=request.example,
    )
    dropped = {reason: list(columns) for reason, columns in by_reason(validated.identifiers).items()}
    facts = {
        "respondents": len(validated.answers),
        "identifiers_dropped": dropped,
        "columns_left_out": len(validated.left_out),
        "codebook": codebook_text(request.codebook),
        "same_psus": codebook.survey.same_psus,
    }
    return _Work(survey, validated, facts, codebook.survey.same_psus)


def _check_source(path: Path, codebook: Codebook, dataset: Dataset) -> None:
    source = codebook.survey.source
    if source and source not in dataset.sources:
        report = Reporter(path)
        remedy = "name a file of data/sources without its ending, or leave it empty"
        report.add("unknown source", remedy, column="survey.source", value=source)
        raise DataError(report.problems)


def _wave(request: ImportRequest, codebook: Codebook, validated: Validated) -> KapWave:
    survey = codebook.survey
    note = survey.note.as_text() if survey.note else {"sq": "", "en": ""}
    state = "example" if request.example else "observed"
    answers, groups = validated.answers, codebook_groups(codebook)
    return KapWave(
        request.wave, answers, groups, survey.lonely_psu, state, survey.source, request.dataset_name, survey.fieldwork, note
    )


def _take_published(request: ImportRequest, dataset: Dataset, progress: Progress) -> _Work:
    progress("read", 0, 1)
    table = read_survey_table(request.path, dataset.regions)
    known = next((wave for wave in dataset.kap_waves if wave.wave == request.wave), None)
    surveyed, source = (known.region_ids, known.source_id) if known else ((), "")
    survey = published_survey(table, request.wave, surveyed, str(table_words()["together"]), source)
    return _Work(survey, None, {"percentages": len(table.results)})


def withdraw_examples(workspace: Workspace, who: str) -> tuple[str, ...]:
    """Take the example survey out of force; return which of its waves were in it."""
    names = tuple(version.name for version in workspace.current().values() if version.kind == KIND and version.example)
    for name in names:
        workspace.withdraw(name, who)
    return names


def summary(done: Imported) -> list[str]:
    """Return what an import did, in lines for people."""
    return in_words(done.version, done.survey, done.respondents, done.identifiers, done.left_out, done.warnings, done.withdrawn)
