"""Loading and removing the example survey: made-up answers that go through the real importer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from data.imports.example_survey import CODEBOOK, WAVES, example_file_name, write_example_survey
from data.workspace import open_workspace

# The importer brings the survey's models with it, which the app loads only when somebody asks for the example.
if TYPE_CHECKING:
    from dashboard.importing import Imported, Progress


def load_example(who: str, environ: Mapping[str, str] = os.environ, progress: Progress | None = None) -> list[Imported]:
    """Import both waves of the example survey; ValueError where a real survey is in force."""
    from dashboard.importing import KIND, ImportRequest, import_survey, silent

    workspace = open_workspace(environ)
    real = [v.name for v in workspace.current().values() if v.kind == KIND and not v.example] if workspace else []
    if real:
        raise ValueError(f"a real survey is in force ({', '.join(real)}): the example is not loaded beside it")
    with tempfile.TemporaryDirectory() as folder:
        done = []
        for wave in WAVES:
            path = Path(folder) / example_file_name(wave)
            write_example_survey(path, wave)
            done.append(import_survey(ImportRequest(path, wave, who, CODEBOOK, example=True), environ, progress or silent))
    return done


def remove_example(who: str, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Take the example survey out of force; return the waves that were in it."""
    from dashboard.importing import withdraw_examples

    workspace = open_workspace(environ)
    return withdraw_examples(workspace, who) if workspace else ()
