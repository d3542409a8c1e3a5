"""The files to fill in that `parandalim template` writes, one function per kind."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

# Kind -> the file's usual name, and the function (module:name) that writes it to a path; imported when it is asked for.
TEMPLATES: dict[str, tuple[str, str]] = {
    "survey-table": ("survey-table.xlsx", "data.imports.survey_table_template:write_survey_table"),
    "services": ("services.xlsx", "data.imports.record_template:write_services"),
    "projects": ("projects.xlsx", "data.imports.record_template:write_projects"),
    "communities": ("communities.xlsx", "data.imports.record_template:write_communities"),
    "indicators": ("indicators.xlsx", "data.imports.record_template:write_indicators"),
    "travel-times": ("travel-times.xlsx", "data.imports.record_template:write_travel_times"),
    "source": ("source.toml", "data.imports.record_template:write_source"),
}


def write_template(kind: str, out: Path | None = None) -> Path:
    """Write the file to fill in of a kind.

    Parameters
    ----------
    kind : str
        A key of ``TEMPLATES``.
    out : Path, optional
        Where to; by default its usual name in the current folder. A file that is there is never overwritten.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    ValueError
        For an unknown kind (the message lists those there are), or if the file is there.
    """
    if kind not in TEMPLATES:
        known = ", ".join(sorted(TEMPLATES)) or "none so far"
        raise ValueError(f"there is no template {kind!r}; templates: {known}")
    name, function = TEMPLATES[kind]
    path = out or Path(name)
    if path.exists():
        raise ValueError(f"{path} is there already: give another name with --out, or move it away")
    _load(function)(path)
    return path


def _load(function: str) -> Callable[[Path], object]:
    module, name = function.split(":")
    writer: Callable[[Path], object] = getattr(import_module(module), name)
    return writer
