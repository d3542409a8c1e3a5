"""An activity of an IATI file as a row of projects.csv and of project_places.csv, and what a steward should know of it."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.imports.iati_places import FoundPlace
from data.imports.iati_types import Activity, Location, Narratives, Remark

COUNTRY = "AL"


@dataclass(frozen=True)
class Reading:
    """How a file is read: its source's id, and what a steward says of all its activities.

    ``keep_elsewhere``: activities for other countries become projects with a place abroad; else they are listed as dropped.
    """

    source_id: str
    types: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    tier: str = "public"
    keep_elsewhere: bool = True


def project_id_of(identifier: str) -> str:
    """Return a project id for an identifier: letters, digits and hyphens, and a hash so that no two can meet.

    >>> project_id_of("XM-DAC-41122/AL.1")
    'iati-XM-DAC-41122-AL-1-fbb6de'
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "-", identifier).strip("-")
    return f"iati-{plain}-{hashlib.sha256(identifier.encode()).hexdigest()[:6]}"


def place_row(project_id: str, found: FoundPlace, said: str) -> Mapping[str, str]:
    """Return a row of project_places.csv."""
    columns = ("project_id", "region_id", "named_sq", "place_level", "basis")
    return dict(zip(columns, (project_id, found.region_id, said, found.place_level, found.basis), strict=True))


def said_of(location: Location) -> str:
    """Return what the file calls a location, Albanian first."""
    return in_language(location.name, "sq") or ", ".join(code for _, code in location.codes)


def in_language(texts: Narratives, lang: str) -> str:
    """Return a text in a language, else in the other of ours, else in any."""
    return next((texts[key] for key in (lang, "en", "sq", "") if key in texts), next(iter(texts.values()), ""))


def project_row(activity: Activity, project_id: str, reading: Reading) -> Mapping[str, str]:
    """Return a row of projects.csv; an amount only where all budgets (else commitments) are in one currency."""
    start, planned_start = _first(activity, "actual_start", "planned_start")
    end, planned_end = _first(activity, "actual_end", "planned_end")
    amount, currency, of_what = one_amount(activity)
    notes = [f"IATI {activity.identifier}"]
    notes += ["planned start"] if planned_start else []
    notes += ["planned end"] if planned_end else []
    notes += [f"amount: sum of {of_what}"] if of_what else []
    notes += [f"{share:g} % of it for Albania" for share in _albanian_share(activity)]
    title, text = activity.title, activity.description or activity.title
    return {
        "project_id": project_id,
        "name_sq": in_language(title, "sq"),
        "name_en": in_language(title, "en"),
        "summary_sq": in_language(text, "sq"),
        "summary_en": in_language(text, "en"),
        "organisation": _organisations(activity, "implementing") or in_language(activity.reporting, "sq"),
        "partners": _organisations(activity, "extending", "accountable"),
        "donor": _organisations(activity, "funding"),
        "programme": "other",
        "phase": "",
        "types": ";".join(reading.types),
        "audiences": ";".join(reading.audiences),
        "start": start,
        "end": end,
        "window": "stated" if start or end else "undated",
        "status": status_of(activity),
        "reached_n": "",
        "reached_kind": "",
        "reached_scope": "",
        "amount": amount,
        "currency": currency,
        "citations": f"{reading.source_id}#{activity.identifier.replace(';', ',')}",
        "tier": reading.tier,
        "note": "; ".join(notes) + ".",
    }


def _first(activity: Activity, actual: str, planned: str) -> tuple[str, bool]:
    """Return the actual day, else the planned one, and whether it is only planned."""
    day = activity.dates.get(actual) or activity.dates.get(planned)
    return (day.isoformat() if day else ""), bool(day) and actual not in activity.dates


def _albanian_share(activity: Activity) -> list[float]:
    """Return the percentage for Albania where it is stated and not all."""
    return [share for kind, code, share in activity.recipients if (kind, code) == ("country", COUNTRY) and share < 100]


def _organisations(activity: Activity, *roles: str) -> str:
    """Return the names of the organisations of some roles, each once; the reference where there is no name."""
    named = (in_language(o.name, "sq") or o.ref for o in activity.organisations if o.role in roles)
    return ", ".join(dict.fromkeys(name for name in named if name))


def status_of(activity: Activity) -> str:
    """Return the project status: cancelled before it began = not activated; suspended or not said = unknown."""
    if activity.status in ("implementation", "finalisation", "closed"):
        return "active"
    if activity.status == "pipeline":
        return "planned"
    return "not_activated" if activity.status == "cancelled" and "actual_start" not in activity.dates else "unknown"


def one_amount(activity: Activity) -> tuple[str, str, str]:
    """Return amount, currency and what was added up: budgets (revised before original), else commitments; empty where mixed."""
    budgets = [m for m in activity.money if m.kind == "budget"]
    revised = {(m.start, m.end) for m in budgets if m.code == "2"}
    chosen = [m for m in budgets if m.code == "2" or (m.start, m.end) not in revised]
    what = "budgets"
    if not chosen:
        chosen, what = [m for m in activity.money if m.kind == "transaction" and m.code == "2"], "commitments"
    currencies = {m.currency for m in chosen}
    if len(currencies) != 1:
        return "", "", ""
    return f"{math.fsum(m.value for m in chosen):.2f}".removesuffix(".00"), currencies.pop(), what


def remarks_on(activity: Activity) -> Iterator[Remark]:
    """Yield what a steward should know of an activity."""

    def remark(code: str, about: str = "") -> Remark:
        return Remark(activity.identifier, activity.line, code, about)

    missing = [lang for lang in ("sq", "en") if lang not in activity.title]
    if missing:
        yield remark("title_in_other_language", ", ".join(missing))
    if not activity.dates:
        yield remark("no_date")
    currencies = sorted({m.currency for m in activity.money})
    if len(currencies) > 1:
        yield remark("several_currencies", ", ".join(currencies))
    if not activity.status:
        yield remark("no_status")
    yield from (remark("sum_without_value_date", str(m.line)) for m in activity.money if m.value_date is None)
