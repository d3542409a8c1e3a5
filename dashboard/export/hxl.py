"""The HXL tag of every column of the CSV files (hxlstandard.org, 1.1), for those who join humanitarian data by tags."""

from __future__ import annotations

from collections.abc import Sequence

# The administrative level that an area column speaks of: Albania's qark is level 1, its municipality level 2.
ADMIN = {"qark": "#adm1", "municipality": "#adm2"}
AREA = {"region_id": "+code+lau", "name": "+name"}
TAGS = {
    "qark_id": "#adm1+code+nuts",
    "as_of": "#date+reference",
    "method": "#meta+method",
    "priority": "#severity+priority+num",
    "class": "#severity+priority+class",
    "rank": "#severity+priority+rank+num",
    "rank_p05": "#severity+priority+rank+p05+num",
    "rank_p50": "#severity+priority+rank+p50+num",
    "rank_p95": "#severity+priority+rank+p95+num",
    "class_settled": "#severity+priority+settled",
    "vulnerability": "#severity+vulnerability+num",
    "vulnerability_state": "#meta+vulnerability+state",
    "thin_prevention": "#severity+thin_prevention+num",
    "reliability": "#meta+reliability",
    "gap": "#meta+gap",
    "variants_kept": "#meta+variants+kept+num",
    "variants_total": "#meta+variants+total+num",
    "played_method": "#meta+method+played",
    "played_priority": "#severity+priority+played+num",
    "played_class": "#severity+priority+played+class",
    "played_rank": "#severity+priority+played+rank+num",
    "indicator_id": "#indicator+code",
    "pillar": "#indicator+pillar",
    "theme": "#indicator+theme",
    "direction": "#indicator+direction",
    "value": "#indicator+value+num",
    "unit": "#indicator+unit",
    "period": "#date+period",
    "state": "#meta+state",
    "lower": "#indicator+value+lower+num",
    "upper": "#indicator+value+upper+num",
    "normalised": "#indicator+value+normalised+num",
    "out_of_period": "#meta+out_of_period",
    "stale": "#meta+stale",
    "assumed": "#meta+assumed",
    "note": "#description+note",
    "source_id": "#meta+source+code",
    "source": "#meta+source+name",
    "goalpost_low": "#indicator+goalpost+low+num",
    "goalpost_high": "#indicator+goalpost+high+num",
    "levels": "#meta+levels",
    "sources": "#meta+source+codes",
    "reviewed": "#date+reviewed",
    "pcode": "#adm+code+pcode",
    "layer": "#indicator+layer",
    "title": "#indicator+name",
    "text": "#indicator+value+text",
    "gap_reason": "#description+gap",
    "interval": "#indicator+value+interval",
    "marks": "#description+marks",
    "example": "#meta+example",
}
# The survey's files: a row speaks of one area or of several together, so their codes are a list.
SURVEY = {
    "example": "#meta+example",
    "wave": "#meta+survey+wave",
    "question_id": "#indicator+code",
    "wording": "#indicator+name",
    "answer_counted": "#indicator+definition",
    "question": "#indicator+name",
    "answer": "#indicator+definition",
    "sample": "#meta+sample",
    "group_id": "#group+code",
    "group": "#group+name",
    "region_ids": "#geo+code+list",
    "area": "#geo+name+list",
    "percent": "#indicator+value+pct",
    "lower": "#indicator+value+lower+pct",
    "upper": "#indicator+value+upper+pct",
    "n": "#respondents+num",
    "n_eff": "#respondents+effective+num",
    "df": "#meta+df+num",
    "deff": "#meta+deff+num",
    "compared_with": "#meta+survey+wave+compared",
    "design": "#meta+change+design",
    "change": "#indicator+change+pct",
    "change_lower": "#indicator+change+lower+pct",
    "change_upper": "#indicator+change+upper+pct",
    "p_adjusted": "#indicator+change+pvalue+num",
    "detectable": "#indicator+change+detectable+pct",
    "locator": "#meta+source+locator",
}
TEXTS = {
    "title": "#indicator+name",
    "unit": "#indicator+unit",
    "goalposts_reason": "#description+goalposts",
    "meaning": "#description+meaning",
    "caveat": "#description+caveat",
}


def hxl_row(heads: Sequence[str], level: str, survey: bool = False) -> list[object]:
    """Return the tags of a file's columns in order; KeyError for a column that nobody has tagged."""
    return [SURVEY[head] if survey and head in SURVEY else _tag(head, level) for head in heads]


def _tag(head: str, level: str) -> str:
    if head in AREA:
        return ADMIN[level] + AREA[head]
    text, _, lang = head.rpartition("_")
    return f"{TEXTS[text]}+i_{lang}" if lang in ("sq", "en") and text in TEXTS else TAGS[head]
