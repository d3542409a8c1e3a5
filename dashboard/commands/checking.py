"""`parandalim check` and `parandalim indicators`."""

from __future__ import annotations

import json
import math

import typer

from dashboard.commands.output import Format, FormatOption, RootOption, open_dataset, print_rows

app = typer.Typer()


@app.command()
def check(form: FormatOption = Format.table, root: RootOption = None) -> None:
    """Check all data files, those in force of the workspace too; every problem at once, exit code 1 if there is one."""
    from data.checks import check_data
    from data.dataset import SHIPPED
    from data.workspace import open_workspace

    report = check_data(root) if root else check_data(SHIPPED, open_workspace())
    if form is Format.json:
        print(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
    elif form is Format.csv:
        print_rows([p.as_dict() for p in report.problems], form, ("file", "row", "column", "value", "message", "remedy"))
    else:
        for problem in report.problems:
            print(problem.as_line())
        print_rows([{"what": k, "number": v} for k, v in report.counts.items()], form, ("what", "number"))
        print("all good" if report.ok else f"{len(report.problems)} problem(s)")
    if not report.ok:
        raise SystemExit(1)


@app.command()
def indicators(form: FormatOption = Format.table, lang: str = "en", root: RootOption = None) -> None:
    """List the indicators with what they measure."""
    dataset = open_dataset(root)
    if lang not in ("sq", "en"):
        raise ValueError(f"unknown language {lang!r}: use sq or en")
    counts = {i: sum(1 for v in dataset.values if v.indicator_id == i and not v.gap) for i in dataset.indicators}
    rows = [
        {
            "indicator_id": i.indicator_id, "title": i.title[lang], "pillar": i.pillar, "theme": i.theme,
            "direction": i.direction, "unit": i.unit, "low": i.goalposts.low if i.goalposts else math.nan,
            "high": i.goalposts.high if i.goalposts else math.nan, "levels": "+".join(i.levels),
            "values": counts[i.indicator_id], "source": i.source_ids[0], "reviewed": i.reviewed.isoformat(),
        }
        for i in dataset.indicators.values()
    ]  # fmt: skip
    print_rows(rows, form, tuple(rows[0]))
