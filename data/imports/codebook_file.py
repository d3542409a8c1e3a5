"""Writes the draft of a codebook for a file."""

from __future__ import annotations

from pathlib import Path

from data.geo.regions import load_regions
from data.imports.codebook import FILL_IN
from data.imports.codebook_draft import draft_codebook
from data.imports.read_survey import read_survey_file


def write_draft(path: Path, out: Path, xlsform: Path | None = None, form: str = "") -> int:
    """Write the draft and return how many places are left to fill in.

    Raises
    ------
    DataError
        If the file cannot be read.
    ValueError
        If there is a file at ``out`` already.
    """
    if out.exists():
        raise ValueError(f"{out} is there already: give another name with --out, or move it away")
    text = draft_codebook(read_survey_file(path, xlsform=xlsform, form=form), load_regions())
    out.write_text(text, encoding="utf-8")
    return text.count(f'"{FILL_IN}')
