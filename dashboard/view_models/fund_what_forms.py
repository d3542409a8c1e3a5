"""The forms of the what-if: what can be added, ended, extended or closed, with days that make sense."""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.state import Selection
from dashboard.text import Words
from dashboard.view_models.area_list import fold
from dashboard.view_models.fund_types import Field
from dashboard.view_models.world import World
from models.fund_scenario import KINDS, places_for
from models.presence import add_months, project_standing, service_standing

FORM_MONTHS = 12
GOING = {
    "ep": ("active", "assumed", "unknown"),
    "xp": ("active", "assumed", "unknown", ""),
    "cs": ("confirmed", "assumed"),
    "xs": ("confirmed", "assumed", "stale", "unknown", "closed"),
}
Form = tuple[str, str, tuple[Field, ...], str]


def build_forms(world: World, selection: Selection, words: Words) -> tuple[Form, ...]:
    """Return one form per kind of change that there is something for."""
    made = ((kind, _targets(world, selection, kind, words)) for kind in KINDS)
    return tuple(
        (kind, words(f"fund.what.form.{kind}"), _fields(kind, targets, selection.date, words), words(f"fund.what.button.{kind}"))
        for kind, targets in made
        if targets
    )


def _fields(kind: str, targets: tuple[tuple[str, str], ...], on: date, words: Words) -> tuple[Field, ...]:
    label = "place" if kind in ("ap", "as") else "project" if kind in ("ep", "xp") else "service"
    fields = [Field(f"{kind}-target", words(f"fund.what.field.{label}"), targets[0][0], targets)]
    fields.append(Field(f"{kind}-day", words(f"fund.what.field.day_{kind}"), _usual_day(kind, on).isoformat()))
    if kind == "ap":
        fields.append(Field("ap-until", words("fund.what.field.until"), add_months(on, FORM_MONTHS).isoformat()))
    return tuple(fields)


def _usual_day(kind: str, on: date) -> date:
    """Return a day that changes something on the day shown."""
    if kind == "ep":
        return on - timedelta(days=1)
    return add_months(on, FORM_MONTHS) if kind == "xp" else on


def _targets(world: World, selection: Selection, kind: str, words: Words) -> tuple[tuple[str, str], ...]:
    dataset, on, lang = world.dataset, selection.date, words.lang
    if kind in ("ap", "as"):
        return tuple((r.region_id, words(f"place.{r.level}", name=r.name[lang])) for r in places_for(dataset, kind))
    found: list[tuple[str, str]] = []
    if kind in ("ep", "xp"):
        for project in dataset.projects.values():
            begun = project.start is None or project.start <= on
            if begun and project.status != "planned" and project_standing(dataset, project, on) in GOING[kind]:
                found.append((project.project_id, project.name[lang]))
    else:
        for service in dataset.services.values():
            prevents = dataset.service_categories[service.category].counts_as == "prevention"
            if prevents and service_standing(dataset, service, on) in GOING[kind]:
                found.append((service.service_id, service.name[lang]))
    return tuple(sorted(found, key=lambda pair: fold(pair[1])))
