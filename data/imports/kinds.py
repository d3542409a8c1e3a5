"""The kinds of imported dataset: which tables each has, and how its versions join the shipped data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.survey_types import NO_SURVEY, KapChange, SurveyData
from data.types import Dataset
from data.workspace_types import Version, WorkspaceError

if TYPE_CHECKING:
    import pyarrow as pa

Tables = Mapping[str, "pa.Table"]
Imports = Sequence[tuple[Version, Tables]]
Merge = Callable[[Dataset, Imports], Dataset]


@dataclass(frozen=True)
class Kind:
    """One kind of dataset.

    ``tables`` are those that ``merge`` is given: aggregates, which no purge erases. Any other table of a version is taken
    for answers of single persons. ``merge`` gets all versions in force of the kind, ordered by name. Kinds of a higher
    ``turn`` are merged later: they speak of what the others bring.
    """

    tables: tuple[str, ...]
    merge: Merge
    turn: int = 0


def merge_survey(dataset: Dataset, imports: Imports) -> Dataset:
    """Put the estimates of all imported waves together; where two word a question differently, the later name wins."""
    from data.survey_tables import from_tables

    parts = [from_tables(tables) for _, tables in imports]
    survey = SurveyData(
        questions={key: question for part in parts for key, question in part.questions.items()},
        groups={key: group for part in parts for key, group in part.groups.items()},
        estimates=tuple(estimate for part in parts for estimate in part.estimates),
        changes=tuple(
            change for (version, _), part in zip(imports, parts, strict=True) for change in _valid_changes(version, part, imports)
        ),
        designs=tuple(design for part in parts for design in part.designs),
        example=any(version.example for version, _ in imports),
    )
    return replace(dataset, survey=survey if parts else NO_SURVEY)


def _valid_changes(version: Version, part: SurveyData, imports: Imports) -> list[KapChange]:
    """Return the changes whose other wave is in force in the very version that they were reckoned with."""
    if "compared" not in version.facts:
        return list(part.changes)
    in_force = {(other.name, other.number) for other, _ in imports}
    wave, compared = version.facts["wave"], version.facts["compared"]
    valid = {other for other, (name, number) in compared.items() if (name, number) in in_force}
    return [c for c in part.changes if (c.wave_from if c.wave_to == wave else c.wave_to) in valid]


def merge_corrections(dataset: Dataset, imports: Imports) -> Dataset:
    """Put the facts that a steward accepted into the records and the sources."""
    from data.imports.correction_facts import join_facts

    return join_facts(dataset, [row for _, tables in imports for row in tables["facts"].to_pylist()])


SURVEY_TABLES = ("estimates", "questions", "groups", "changes", "designs")
KINDS: dict[str, Kind] = {
    "survey": Kind(SURVEY_TABLES, merge_survey),
    "corrections": Kind(("facts",), merge_corrections, turn=9),
}


def kind_of(name: str) -> Kind:
    """Return a kind.

    Raises
    ------
    WorkspaceError
        If there is none of this name; the message lists those there are.
    """
    if name not in KINDS:
        raise WorkspaceError(f"there is no kind of dataset {name!r}: the kinds are {', '.join(sorted(KINDS))}")
    return KINDS[name]


def aggregate_tables(name: str) -> frozenset[str]:
    """Return the tables of a kind that hold no answers of single persons."""
    return frozenset(kind_of(name).tables)


def without_hidden_examples(versions: Sequence[Version]) -> list[Version]:
    """Return the versions that count: made-up ones only where their kind has no real one in force."""
    real = {version.kind for version in versions if not version.example}
    return [version for version in versions if not (version.example and version.kind in real)]
