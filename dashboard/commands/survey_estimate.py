"""`parandalim survey estimate`: figures of a survey with what its design leaves open, from micro-data in a file or an engine."""

from __future__ import annotations

import math
import sys
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer

from dashboard.commands.output import Format, FormatOption, print_rows

app = typer.Typer(no_args_is_help=True, help="Figures of a survey from its micro-data.")
COLUMNS = ("group", "n", "n_eff", "df", "estimate", "se", "deff", "lower", "upper", "state")
EVERYONE = "all"


class KindChoice(StrEnum):
    """What is estimated."""

    mean = "mean"
    proportion = "proportion"
    total = "total"


class IntervalChoice(StrEnum):
    """Which interval."""

    logit = "logit"
    wald = "wald"
    wilson = "wilson"
    korn_graubard = "korn-graubard"


class LonelyChoice(StrEnum):
    """What a stratum with a single PSU adds to the variance."""

    fail = "fail"
    adjust = "adjust"
    average = "average"
    certainty = "certainty"
    remove = "remove"


class DeffChoice(StrEnum):
    """What the design effect compares with."""

    without = "without"
    with_replacement = "replace"


@app.callback()
def _group() -> None:
    """Keep `estimate` a command of its own, also while it is the only one."""


@app.command()
def estimate(
    file: Annotated[str, typer.Argument(help="CSV or Parquet file; with --engine also a table of that engine.")],
    measure: Annotated[str, typer.Option(help="Column to estimate from; empty cells and NA are no answer.")],
    kind: Annotated[KindChoice, typer.Option(help="What to estimate.")] = KindChoice.mean,
    equals: Annotated[
        str | None, typer.Option(help="The answer that counts, for a proportion of a column that is not 0 and 1.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Column of groups; each is a domain of the whole design.")] = None,
    weight: Annotated[str | None, typer.Option(help="Column of design weights; without it all count alike.")] = None,
    stratum: Annotated[str | None, typer.Option(help="Column of strata.")] = None,
    psu: Annotated[
        str | None, typer.Option(help="Column of sampling units, or two, PSU,SSU; without it respondents are the units.")
    ] = None,
    fpc: Annotated[str | None, typer.Option(help="Population sizes or sampling fractions, one column per stage.")] = None,
    nest: Annotated[bool, typer.Option("--nest", help="PSU numbers start anew in every stratum.")] = False,
    ci: Annotated[IntervalChoice | None, typer.Option(help="Interval; logit for a proportion, wald for the rest.")] = None,
    level: Annotated[float, typer.Option(help="Confidence, between 0 and 1.")] = 0.95,
    lonely: Annotated[
        LonelyChoice, typer.Option(help="What a stratum with a single PSU adds, as in R survey.")
    ] = LonelyChoice.fail,
    deff: Annotated[
        DeffChoice, typer.Option(help="Design effect against a sample without or with replacement.")
    ] = DeffChoice.without,
    engine: Annotated[
        str | None, typer.Option(help="duckdb, postgresql://..., spark://... or local[2]; PARANDALIM_ENGINE if not given.")
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """Estimate a mean, proportion or total: everyone ("all") first, then each group.

    The state too_few says not to publish a figure (n or n_eff below 30, or a proportion's interval 0.30 wide or more); the
    numbers are printed all the same, since whoever runs this holds the micro-data. The table rounds; csv and json keep every
    digit.
    """
    from data.survey_columns import SurveyColumns
    from data.survey_sums import SurveyError

    columns = SurveyColumns(measure, kind.value, equals, by, weight, stratum, _names(psu), _names(fpc), nest)
    options = {"ci": ci.value if ci else None, "level": level, "lonely": lonely.value, "deff": deff.value}
    try:
        rows = _rows(file, columns, options, engine)
    except SurveyError as error:
        for problem in error.problems:
            print(f"parandalim: {problem}", file=sys.stderr)
        raise typer.Exit(1) from None
    if form is Format.json:
        rows = [{name: _finite(value) for name, value in row.items()} for row in rows]
    print_rows(rows, form, COLUMNS, exact=True)


def _names(given: str | None) -> tuple[str, ...]:
    """Return the column names of a comma-separated option."""
    return tuple(name.strip() for name in given.split(",") if name.strip()) if given else ()


def _rows(file: str, columns: Any, options: dict[str, Any], engine: str | None) -> list[dict[str, Any]]:
    """Return the rows to print; notes go to standard error."""
    from dashboard.commands.waiting import Waiting
    from data.survey_engine import reduce_survey
    from models.survey import EstimateOptions, estimate_cells

    chosen = EstimateOptions(**options)
    chosen.check(columns.kind)
    with Waiting() as waiting:
        reduced = reduce_survey(file, columns, engine, waiting.say)
        found = estimate_cells(reduced.frame, reduced.cells, columns.kind, chosen)
    left_out = reduced.facts.rows - found[0].n
    if left_out:
        print(f"note: {left_out} of {reduced.facts.rows} rows have no answer or no weight and are left out", file=sys.stderr)
    if columns.by and (unplaced := found[0].n - sum(row.n for row in found[1:])):
        print(f"note: {unplaced} of {found[0].n} answers have an empty {columns.by} and count in all only", file=sys.stderr)
    if math.isnan(found[0].deff) and found[0].n > 1 and options["deff"] == "without":
        print("note: the weights do not add up to a population, so there is no deff; --deff replace gives one", file=sys.stderr)
    return [{**asdict(row), "group": row.group or EVERYONE} for row in found]


def _finite(value: Any) -> Any:
    """Return None for the endless effective sample size of a figure without variance, which JSON cannot write."""
    return None if isinstance(value, float) and math.isinf(value) else value
