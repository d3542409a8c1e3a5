"""One activity of an IATI file, element by element; every fault is reported with its line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date

from data.imports.iati_types import (
    DATE_TYPES,
    ROLES,
    STATUSES,
    Activity,
    Document,
    Location,
    Money,
    Narratives,
    Organisation,
)  # fmt: skip
from data.imports.xml_stream import Node
from data.problems import Reporter

LANG = "xml:lang"
SUMS = {"budget": "budget", "planned-disbursement": "planned_disbursement", "transaction": "transaction"}
CURRENCY = re.compile(r"[A-Z]{3}")


def read_activity(node: Node, report: Reporter) -> Activity:
    """Return an activity; what is wrong with it is added to the report (row = line of the file)."""
    lang = node.attributes.get(LANG, "")
    identifier = " ".join(_text(node.first("iati-identifier")).split())
    if not identifier:
        report.add("the activity has no iati-identifier", "ask the publisher for it", row=node.line)
    title = _narratives(node.first("title"), lang)
    if not title:
        report.add("the activity has no title", "add a title with a narrative", row=node.line, value=identifier)
    return Activity(
        identifier=identifier,
        line=node.line,
        hierarchy=node.attributes.get("hierarchy", "1"),
        title=title,
        description=_description(node, lang),
        reporting=_narratives(node.first("reporting-org"), lang),
        organisations=tuple(_organisations(node, lang)),
        dates=dict(_dates(node, report)),
        status=STATUSES.get(_code(node.first("activity-status")), ""),
        scope=_code(node.first("activity-scope")),
        recipients=tuple(_recipients(node, report)),
        locations=tuple(_locations(node, lang, report)),
        sectors=tuple(_shares(node, "sector", "vocabulary", report)),
        money=tuple(_money(node, report)),
        documents=tuple(_documents(node, lang)),
        related=tuple((n.attributes.get("type", ""), n.attributes.get("ref", "")) for n in node.all("related-activity")),
        contacts=len(node.all("contact-info")),
    )


def _text(node: Node | None) -> str:
    return node.text.strip() if node else ""


def _code(node: Node | None, name: str = "code") -> str:
    return node.attributes.get(name, "").strip() if node else ""


def _narratives(node: Node | None, lang: str) -> Narratives:
    """Return the texts of an element by language, the first of each; those without a language have the activity's."""
    found: dict[str, str] = {}
    if node is None:
        return found
    inner = node.attributes.get(LANG, lang)
    for narrative in node.all("narrative"):
        text = " ".join(narrative.text.split())
        if text:
            found.setdefault(narrative.attributes.get(LANG, inner).split("-")[0].lower(), text)
    return found


def _description(node: Node, lang: str) -> Narratives:
    """Return the general description, the first of any type where there is none."""
    described = node.all("description")
    general = [d for d in described if d.attributes.get("type", "1") == "1"]
    return _narratives(next(iter(general or described), None), lang)


def _organisations(node: Node, lang: str) -> Iterator[Organisation]:
    for found in node.all("participating-org"):
        ref = found.attributes.get("ref", "").strip()
        yield Organisation(_narratives(found, lang), ref, ROLES.get(found.attributes.get("role", ""), ""))


def _day(node: Node | None, report: Reporter, what: str, attribute: str = "iso-date") -> date | None:
    """Return the day of an element; an empty one is none, a wrong one is reported. A zone or a time after it is left off."""
    text = node.attributes.get(attribute, "").strip() if node else ""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        report.add("this is not a day", "write it as YYYY-MM-DD", row=node.line if node else 0, column=what, value=text)
        return None


def _dates(node: Node, report: Reporter) -> Iterator[tuple[str, date]]:
    for found in node.all("activity-date"):
        kind = DATE_TYPES.get(found.attributes.get("type", ""))
        if kind is None:
            remedy = "use 1 (planned start), 2 (actual start), 3 (planned end) or 4 (actual end)"
            report.add(
                "unknown type of date", remedy, row=found.line, column="activity-date", value=found.attributes.get("type", "")
            )
            continue
        day = _day(found, report, "activity-date")
        if day is not None:
            yield kind, day


def _number(text: str, line: int, column: str, report: Reporter) -> float:
    """Return a number, NaN after reporting that it is none."""
    try:
        value = float(text.strip())
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        report.add(
            "this is not a number", "write it with a decimal point and no separators", row=line, column=column, value=text.strip()
        )
        return math.nan
    return value


def _share(node: Node, report: Reporter) -> float:
    text = node.attributes.get("percentage", "")
    return _number(text, node.line, f"{node.tag} percentage", report) if text.strip() else math.nan


def _shares(node: Node, tag: str, kind: str, report: Reporter) -> Iterator[tuple[str, str, float]]:
    for found in node.all(tag):
        yield found.attributes.get(kind, "1"), _code(found), _share(found, report)


def _recipients(node: Node, report: Reporter) -> Iterator[tuple[str, str, float]]:
    """Yield recipient countries and regions, those of transactions (without a share) where the activity itself names none."""
    own = [("country", n) for n in node.all("recipient-country")] + [("region", n) for n in node.all("recipient-region")]
    if own:
        yield from ((kind, _code(n).upper(), _share(n, report)) for kind, n in own)
        return
    named = {_code(n).upper() for t in node.all("transaction") for n in t.all("recipient-country")}
    yield from (("country", code, math.nan) for code in sorted(named))


def _locations(node: Node, lang: str, report: Reporter) -> Iterator[Location]:
    for found in node.all("location"):
        coded = [*found.all("location-id"), *found.all("administrative")]
        codes = [(n.attributes.get("vocabulary", ""), _code(n)) for n in coded if _code(n)]
        codes += [("ref", found.attributes["ref"].strip())] if found.attributes.get("ref", "").strip() else []
        yield Location(_narratives(found.first("name"), lang), tuple(codes), _point(found, report), found.line)


def _point(location: Node, report: Reporter) -> tuple[float, float] | None:
    """Return latitude and longitude, in this order as the standard has them."""
    point = location.first("point")
    position = _text(point.first("pos")) if point else ""
    if not position:
        return None
    parts = position.replace(",", " ").split()
    if len(parts) != 2:
        report.add("a point has two numbers", "write latitude and longitude", row=location.line, column="pos", value=position)
        return None
    lat, lon = (_number(part, location.line, "pos", report) for part in parts)
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        report.add("this is no point on earth", "write latitude, then longitude", row=location.line, column="pos", value=position)
        return None
    return lat, lon


def _money(node: Node, report: Reporter) -> Iterator[Money]:
    """Yield every sum with its own currency, or the activity's default."""
    usual = node.attributes.get("default-currency", "").strip().upper()
    for found in node.children:
        value = found.first("value") if found.tag in SUMS else None
        if value is None:
            continue
        currency = value.attributes.get("currency", "").strip().upper() or usual
        if not CURRENCY.fullmatch(currency):
            remedy = "give the value a currency, or the activity a default-currency (three letters)"
            report.add("the sum has no currency", remedy, row=value.line, column=found.tag, value=currency)
        amount = _number(value.text, value.line, found.tag, report)
        is_transaction = found.tag == "transaction"
        code = _code(found.first("transaction-type")) if is_transaction else found.attributes.get("type", "1")
        start = _day(found.first("transaction-date" if is_transaction else "period-start"), report, found.tag)
        end = None if is_transaction else _day(found.first("period-end"), report, found.tag)
        value_date = _day(value, report, found.tag, "value-date")
        yield Money(SUMS[found.tag], code, amount, currency, value_date, start, end, found.line)


def _documents(node: Node, lang: str) -> Iterator[Document]:
    """Yield linked documents; a link that no browser should follow is left out."""
    for found in node.all("document-link"):
        url = found.attributes.get("url", "").strip()
        if url.startswith(("http://", "https://")):
            yield Document(url, _narratives(found.first("title"), lang), tuple(_code(n) for n in found.all("category")))
