"""Problems found in data files: collected, then reported all at once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one place, with what to do about it.

    ``row`` counts lines of the file from 1 (the header of a CSV is row 1); 0 means the whole file.
    """

    file: str
    row: int
    column: str
    value: str
    message: str
    remedy: str

    def as_line(self) -> str:
        """Return the problem as one line that a person can act on."""
        place = self.file
        if self.row:
            place += f", row {self.row}"
        if self.column:
            place += f", {self.column}"
        shown = f" (found {self.value!r})" if self.value else ""
        return f"{place}: {self.message}{shown}. {self.remedy}"

    def as_dict(self) -> dict[str, str | int]:
        """Return the problem as plain values for JSON."""
        return asdict(self)


class DataError(ValueError):
    """Raised with every problem found; ``problems`` keeps them in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(problem.as_line() for problem in self.problems))


class Reporter:
    """Collects the problems of one file, so that a reader never stops at the first."""

    def __init__(self, path: Path | str) -> None:
        self.file = Path(path).name
        self.problems: list[Problem] = []

    def add(self, message: str, remedy: str, *, row: int = 0, column: str = "", value: object = "") -> None:
        """Record one problem of this file."""
        self.problems.append(Problem(self.file, row, column, str(value), message, remedy))
