"""SPSS files (.sav, .zsav): values as codes, labels kept, declared missing values empty."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from data.imports.raw_table import Keep, RawTable, build_table
from data.problems import Reporter


def read_sav_table(path: Path, report: Reporter, keep: Keep) -> RawTable | None:
    """Read an SPSS file.

    Parameters
    ----------
    path : Path
        The file.
    report : Reporter
        Takes every problem; rows are the case numbers of the data view.
    keep : callable
        Says of a variable's name whether its values are wanted.

    Returns
    -------
    RawTable or None
        Values as codes (``1``, not ``1.0``); values that the file declares missing are empty cells. ``labels`` are the
        variables' labels, ``value_labels`` those of their codes.
    """
    import pyreadstat

    try:
        data, meta = pyreadstat.read_sav(str(path), output_format="dict", user_missing=False)
    except Exception as error:  # the library raises its own and plain errors for damage
        remedy = "copy it again in full, or open it in SPSS or PSPP and save it anew"
        report.add(
            "the SPSS file is damaged or cut short", remedy, column="(whole file)", value=str(error)[:80] or type(error).__name__
        )
        return None
    header = list(meta.column_names)
    count = len(next(iter(data.values()))) if data else 0
    if meta.number_rows not in (None, -1) and meta.number_rows != count:
        remedy = "copy it again in full, or open it in SPSS or PSPP and save it anew"
        report.add(
            "the SPSS file is cut short", remedy, row=count, column="(whole file)", value=f"{count} of {meta.number_rows} cases"
        )
        return None
    _report_dates({name: data[name] for name in header if keep(name)}, report)
    columns = [[_text(value) for value in data[name]] for name in header]
    lines = list(enumerate(zip(*columns, strict=True), start=1))
    labels = {name: label for name, label in meta.column_names_to_labels.items() if label}
    values = {name: {_text(code): label for code, label in found.items()} for name, found in meta.variable_value_labels.items()}
    return build_table(report, header, lines, keep, labels=labels, value_labels=values)


def _report_dates(kept: dict[str, Any], report: Reporter) -> None:
    for name, values in kept.items():
        for row, value in enumerate(values, start=1):
            if isinstance(value, date | datetime | time):
                remedy = "name another variable in the codebook, or make a numeric one of it in SPSS"
                report.add("the variable holds dates", remedy, row=row, column=name, value=value)


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
    return str(value).strip()
