"""Checks a proposal against the data: every field that cannot be taken is named at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from data.corrections_texts import clean_text, text_fault
from data.corrections_types import THEMES, CorrectionRefused, Refusal
from data.types import Dataset, Place

FIRST_DAY = date(1991, 1, 1)
MOST_NAME, MOST_EVIDENCE, MOST_LABEL, MOST_REASON = 120, 280, 60, 280
SHELTER = "shelter"


def check_content(kind: str, fields: Mapping[str, Any], dataset: Dataset, today: date) -> dict[str, Any]:
    """Return what a proposal says, cleaned.

    Parameters
    ----------
    kind : str
        One of :data:`data.corrections_types.KINDS`.
    fields : Mapping
        As it came in: texts by field, a list of texts for ``themes``.
    dataset : Dataset
        What the proposal speaks of.
    today : date
        The last day that anything can have been seen on.

    Raises
    ------
    CorrectionRefused
        With every field that is missing, unknown, not understood, or holds a contact or a long number.
    """
    if kind not in FORMS:
        raise CorrectionRefused((Refusal("kind", "unknown_kind"),))
    form = _Form(fields, dataset, today)
    content = FORMS[kind](form)
    if not fields.keys() <= content.keys():
        form.refuse("fields", "unknown_field")
    if form.refusals:
        raise CorrectionRefused(tuple(form.refusals))
    return {name: value for name, value in content.items() if value}


def check_label(text: str, field: str, most: int) -> str:
    """Return a steward's label or reason, cleaned.

    Raises
    ------
    CorrectionRefused
        If it is empty, too long, or holds a contact.
    """
    plain = clean_text(text)
    fault = text_fault(plain, most) if plain else "missing"
    if fault:
        raise CorrectionRefused((Refusal(field, fault),))
    return plain


def places_of(dataset: Dataset, record_id: str) -> tuple[Place, ...]:
    """Return where a record of any kind stands; a service at its one place."""
    service = dataset.services.get(record_id)
    if service is not None:
        region = dataset.regions.get(service.region_id)
        return (Place(service.region_id, "", region.level if region else "not_named", "stated"),)
    record = dataset.projects.get(record_id) or dataset.mechanisms.get(record_id)
    return record.places if record else ()


def is_shelter(dataset: Dataset, category: str) -> bool:
    """Say whether a category is one that is never placed more precisely than its qark."""
    found = dataset.service_categories.get(category)
    return found is not None and found.counts_as == SHELTER


class _Form:
    """What came in, and what is wrong with it."""

    def __init__(self, fields: Mapping[str, Any], dataset: Dataset, today: date) -> None:
        self.fields, self.dataset, self.today = fields, dataset, today
        self.refusals: list[Refusal] = []

    def refuse(self, field: str, code: str) -> str:
        self.refusals.append(Refusal(field, code))
        return ""

    def text(self, field: str, most: int, needed: bool = True) -> str:
        value = self.fields.get(field, "")
        if not isinstance(value, str) or len(value) > 4 * most:
            return self.refuse(field, "too_long")
        plain = clean_text(value)
        if not plain:
            return self.refuse(field, "missing") if needed else ""
        fault = text_fault(plain, most)
        return self.refuse(field, fault) if fault else plain

    def day(self, field: str, needed: bool = True) -> str:
        text = self.text(field, 10, needed)
        if not text:
            return ""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return self.refuse(field, "no_day")
        if day > self.today or day < FIRST_DAY:
            return self.refuse(field, "future" if day > self.today else "too_old")
        return day.isoformat()

    def record(self) -> str:
        asked = self.text("record", 60)
        name = self.dataset.merged.get(asked, asked)
        known = (self.dataset.services, self.dataset.projects, self.dataset.mechanisms)
        if asked and not any(name in records for records in known):
            return self.refuse("record", "no_record")
        return name

    def place(self, field: str = "region") -> str:
        name = self.text(field, 10)
        region = self.dataset.regions.get(name)
        return self.refuse(field, "no_place") if name and (region is None or region.level == "country") else name


def _still_open(form: _Form) -> dict[str, Any]:
    return {"record": form.record(), "seen": form.day("seen")}


def _closed(form: _Form) -> dict[str, Any]:
    return {"record": form.record(), "since": form.day("since")}


def _wrong_place(form: _Form) -> dict[str, Any]:
    record, region = form.record(), form.place()
    instead = form.text("instead_of", 10, needed=False)
    standing = [place.region_id for place in places_of(form.dataset, record)]
    if record and region:
        service = form.dataset.services.get(record)
        if service and is_shelter(form.dataset, service.category) and form.dataset.regions[region].level != "qark":
            form.refuse("region", SHELTER)
        if region in standing:
            form.refuse("region", "same_place")
        if len(standing) > 1 and instead not in standing:
            form.refuse("instead_of", "several_places")
    return {"record": record, "region": region, "instead_of": instead if len(standing) > 1 else ""}


def _missing_service(form: _Form) -> dict[str, Any]:
    category, region = form.text("category", 60), form.place()
    if category and category not in form.dataset.service_categories:
        category = form.refuse("category", "no_category")
    if category and region and is_shelter(form.dataset, category) and form.dataset.regions[region].level != "qark":
        form.refuse("region", SHELTER)
    content = {
        "name": form.text("name", MOST_NAME), "category": category, "region": region, "since": form.day("since", needed=False),
        "seen": form.day("seen"), "evidence": form.text("evidence", MOST_EVIDENCE),
    }  # fmt: skip
    if content["since"] and content["seen"] and content["since"] > content["seen"]:
        form.refuse("since", "order")
    return content


def _complete_list(form: _Form) -> dict[str, Any]:
    region, themes = form.place(), form.fields.get("themes", ())
    if region and form.dataset.regions[region].level != "qark":
        form.refuse("region", "no_qark")
    if not isinstance(themes, list | tuple) or not themes or not all(theme in THEMES for theme in themes):
        form.refuse("themes", "no_theme")
        themes = ()
    as_of, since = form.day("as_of"), form.day("since", needed=False)
    if since and as_of and since > as_of:
        form.refuse("since", "order")
    return {"region": region, "themes": [theme for theme in THEMES if theme in themes], "as_of": as_of, "since": since}


FORMS: dict[str, Callable[[_Form], dict[str, Any]]] = {
    "still_open": _still_open,
    "closed": _closed,
    "wrong_place": _wrong_place,
    "missing_service": _missing_service,
    "complete_list": _complete_list,
}
