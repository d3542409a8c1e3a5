"""`parandalim score`, `explain` and `hindcast`."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer

from dashboard.commands.output import Format, FormatOption, LevelChoice, RootOption, open_dataset, parse_day, print_rows

app = typer.Typer()


SCORE_COLUMNS = (
    *("region_id", "name_sq", "name_en", "qark_id", "vulnerability", "knowledge_gap", "thin_prevention", "risk"),
    *("priority", "class", "rank", "reliability", "share_available", "share_inherited", "gap", "risk_class"),
    *("thin_class", "variants_kept", "thin_kept", "variants_total", "method_version", "data_version"),
)

# Only where the score rests on a survey: without one, what is printed stays as it was.
SURVEY_COLUMNS = ("basis", "wave", "knowledge_state", "example")


@app.command()
def score(
    as_of: Annotated[
        str, typer.Option("--as-of", help="Day, YYYY-MM-DD; by default the last one fully described, with a survey today.")
    ] = "",
    level: LevelChoice = LevelChoice.qark,
    basis: Annotated[
        str, typer.Option(help="structural: risk is vulnerability alone; with-survey: surveyed areas only, among themselves.")
    ] = "structural",
    with_example: Annotated[bool, typer.Option("--with-example", help="Let the synthetic example stand for a survey.")] = False,
    draws: Annotated[int | None, typer.Option(help="Add rank ranges over this many plausible versions, such as 10000.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the draws: the same one gives the same bytes.")] = 1,
    form: FormatOption = Format.table,
    root: RootOption = None,
) -> None:
    """Print the score of every area on a day."""
    from models.presence import last_complete_date
    from models.risk_index import score_areas

    dataset = open_dataset(root)
    if with_example and dataset.survey.example and basis == "with-survey":
        basis = "with-example"
    usual = last_complete_date(dataset) if basis == "structural" else date.today()
    table = score_areas(dataset, level.value, parse_day(as_of) if as_of else usual, basis)
    columns = SCORE_COLUMNS if basis == "structural" else (*SCORE_COLUMNS, *SURVEY_COLUMNS)
    rows = [
        {
            **{name: getattr(area, name) for name in SCORE_COLUMNS if hasattr(area, name)},
            "class": area.class_id,
            "name_sq": dataset.regions[area.region_id].name["sq"],
            "name_en": dataset.regions[area.region_id].name["en"],
            "method_version": table.method_version,
            "data_version": dataset.version,
            "basis": basis,
            "wave": area.knowledge.wave if area.knowledge else "",
            "knowledge_state": area.knowledge.state if area.knowledge else "",
            "example": "EXAMPLE" if basis == "with-example" else "",
        }
        for area in table.rows
    ]
    if draws is None:
        print_rows(rows, form, columns)
        return
    from dashboard.score_commands import DRAWN_COLUMNS, uncertainty_columns

    added = uncertainty_columns(dataset, table, draws, seed)
    both = [{**row, **more} for row, more in zip(rows, added, strict=True)]
    print_rows(both, form, (*columns, *DRAWN_COLUMNS))


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
    dataset = open_dataset(root)
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
    found = compute_hindcast(open_dataset(root))
    if form is Format.json:
        print(json.dumps(hindcast_object(found, lang), ensure_ascii=False, indent=1))
        return
    print_rows(hindcast_rows(found, lang), form, HINDCAST_COLUMNS)
    if form is Format.table:
        print("\n".join(cautions))
