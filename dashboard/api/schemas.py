"""The form of every answer (JSON Schema 2020-12): every member is always there, null where there is nothing."""

from __future__ import annotations

from typing import Any

from data.types import DIRECTIONS, GAPS, PILLARS, STATES
from models.method import CLASSES

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
WHOLE: Schema = {"type": "integer"}
YES_NO: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
# What a score may lack, beside the five reasons that a figure may have.
SCORE_GAPS = (*GAPS, "insufficient")


def maybe(schema: Schema) -> Schema:
    """Return the schema of a thing that may be missing."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(names: tuple[str, ...]) -> Schema:
    """Return the schema of a closed list."""
    return {"type": "string", "enum": list(names)}


def many(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def whole(meaning: str, /, **members: Schema) -> Schema:
    """Return the schema of an object with exactly these members."""
    return {
        "type": "object",
        "description": meaning,
        "properties": members,
        "required": list(members),
        "additionalProperties": False,
    }


def ref(name: str) -> Schema:
    """Return a reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


SCORE_POINTS = {**NUMBER, "minimum": 0, "maximum": 100}
SCHEMAS: dict[str, Schema] = {
    "Text": whole("A text in both languages.", sq=TEXT, en=TEXT),
    "Region": whole(
        "A country, qark or municipality. LAU and NUTS 3 codes are the only join keys.",
        region_id=TEXT, level=one_of(("country", "qark", "municipality")), parent_id=maybe(TEXT), qark_id=maybe(TEXT),
        name=ref("Text"), full_name=ref("Text"), lau=maybe(TEXT), nuts=maybe(TEXT), iso_3166_2=maybe(TEXT), pcode=maybe(TEXT),
        seat=whole("The seat, in degrees (EPSG:4326).", name=maybe(TEXT), lat=maybe(NUMBER), lon=maybe(NUMBER)),
        area_km2=maybe(NUMBER),
    ),
    "Indicator": whole(
        "What an indicator means, how it is scored, and where it comes from.",
        indicator_id=TEXT, pillar=one_of(PILLARS), theme=TEXT, direction=one_of(DIRECTIONS), unit=TEXT, unit_text=ref("Text"),
        decimals=WHOLE, valid_min=maybe(NUMBER), valid_max=maybe(NUMBER),
        goalposts=maybe(whole("The fixed ends of its scale.", low=NUMBER, high=NUMBER, reason=ref("Text"))),
        levels=many(TEXT), computed=YES_NO, title=ref("Text"), short=ref("Text"), meaning=ref("Text"), caveat=ref("Text"),
        source_ids=many(TEXT), stale_after_years=WHOLE, reviewed=DAY,
    ),
    "Value": whole(
        "One figure with its state, or (value null) the reason that there is none. A gap is never 0.",
        as_of=DAY, region_id=TEXT, indicator_id=TEXT, period=maybe(TEXT), state=maybe(one_of(STATES)), gap=maybe(one_of(GAPS)),
        note=maybe(TEXT), source_id=maybe(TEXT), value=maybe(NUMBER), lower=maybe(NUMBER), upper=maybe(NUMBER),
        normalised=maybe(SCORE_POINTS), out_of_period=YES_NO, stale=YES_NO, assumed=YES_NO,
    ),
    "Score": whole(
        "One area's score, 0 to 100, higher is worse. rank_range_state is pending while the range is being reckoned.",
        level=TEXT, as_of=DAY, basis=TEXT, example=YES_NO, region_id=TEXT, qark_id=TEXT, priority=maybe(SCORE_POINTS),
        **{"class": maybe(one_of(CLASSES))}, rank=maybe(WHOLE), risk=maybe(SCORE_POINTS), risk_class=maybe(one_of(CLASSES)),
        pillars=whole(
            "The parts.",
            vulnerability=maybe(SCORE_POINTS), vulnerability_state=maybe(TEXT), knowledge_gap=maybe(SCORE_POINTS),
            thin_prevention=maybe(SCORE_POINTS), thin_prevention_class=maybe(one_of(CLASSES)),
        ),
        reliability=maybe(TEXT), share_available=maybe(NUMBER), share_inherited=maybe(NUMBER), variants_kept=WHOLE,
        variants_total=WHOLE, gap=maybe(one_of(SCORE_GAPS)),
        rank_range=maybe(whole("Percentiles of the rank over the plausible versions.", p05=WHOLE, p50=WHOLE, p95=WHOLE)),
        rank_range_state=one_of(("ready", "pending", "none")), class_settled=maybe(YES_NO),
    ),
    "Record": whole(
        "A service, project or mechanism. A shelter is never placed finer than its qark.",
        record_id=TEXT, kind=one_of(("service", "project", "mechanism")), name=ref("Text"), summary=ref("Text"), types=many(TEXT),
        audiences=many(TEXT), organisations=many(TEXT), donors=many(TEXT),
        places=many(whole("An area of the record.", region_id=TEXT, level=TEXT, qark_id=maybe(TEXT))),
        start=maybe(DAY), end=maybe(DAY), dates_known=maybe(TEXT), as_of=DAY, standing=TEXT, status_recorded=maybe(TEXT),
        last_confirmed=maybe(DAY),
        reached=maybe(whole("People reached, at the scope stated.", number=NUMBER, kind=maybe(TEXT), scope=maybe(TEXT))),
        money=maybe(whole("The sum stated.", amount=NUMBER, currency=maybe(TEXT))),
        sources=many(whole("Where it stands.", source_id=TEXT, locator=maybe(TEXT))), merged_ids=many(TEXT),
    ),
    "Community": whole(
        "One source's estimate of a community's size in one place. Estimates compete; they are never added or averaged.",
        region_id=maybe(TEXT), place_named=maybe(TEXT), group=TEXT, period=TEXT, low=maybe(NUMBER), high=maybe(NUMBER),
        more_than_low=YES_NO, gap=maybe(one_of(GAPS)), source_id=TEXT, notes=many(TEXT),
    ),
    "Source": whole(
        "One publisher's product, and what its silence speaks for.",
        source_id=TEXT, title=ref("Text"), producer=maybe(TEXT), citation=maybe(TEXT), url=maybe(TEXT), published=maybe(TEXT),
        accessed=maybe(TEXT), licence=maybe(TEXT),
        coverage=many(
            whole(
                "What it covers.", region_ids=many(TEXT), start=DAY, end=DAY, themes=many(TEXT), complete=YES_NO,
                reason=maybe(TEXT),
            )
        ),
    ),
    "Versions": whole(
        "What the answers rest on.",
        api_version=TEXT, data_version=TEXT, method_version=TEXT,
        method_history=many(whole("A change of the method.", version=TEXT, day=DAY, scores_moved=YES_NO)),
        boundaries=whole("The boundaries in use.", kind=TEXT, licence=maybe(TEXT), marks={"type": "object"}),
        imported=many(
            whole("Own data in force.", name=TEXT, kind=TEXT, version=WHOLE, since=TEXT, rows=WHOLE, example=YES_NO)
        ),
        default_as_of=DAY, today=DAY,
    ),
    "Meta": whole("What the answer rests on.", api_version=TEXT, data_version=TEXT, method_version=TEXT),
    "ListMeta": whole(
        "What the answer rests on, and which part of the list it is.",
        api_version=TEXT, data_version=TEXT, method_version=TEXT, total=WHOLE, count=WHOLE, limit=WHOLE, offset=WHOLE,
    ),
    "Links": whole("Addresses of this part of the list, and of those beside it.", self=TEXT, next=maybe(TEXT), prev=maybe(TEXT)),
    "Problem": whole(
        "What went wrong (RFC 9457).",
        type=TEXT, title=TEXT, status=WHOLE, detail=TEXT,
        errors=many(whole("One thing asked that cannot be.", parameter=TEXT, given=TEXT, allowed=many(TEXT))),
        data_version=TEXT, method_version=TEXT,
    ),
}  # fmt: skip


def answer_schema(item: str, single: bool) -> Schema:
    """Return the schema of a whole answer."""
    if single:
        return whole("The answer.", data=ref(item), meta=ref("Meta"))
    return whole("A part of the list.", data=many(ref(item)), meta=ref("ListMeta"), links=ref("Links"))
