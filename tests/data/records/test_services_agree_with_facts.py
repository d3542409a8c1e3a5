"""Services, mechanisms and communities against the tables of facts and the documents beside the project."""

import csv
import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve()
RECORDS = HERE.parents[3] / "data" / "records"
SHARED = next((parent / "shared" for parent in HERE.parents if (parent / "shared" / "facts").is_dir()), None)
RUN = 8

pytestmark = [pytest.mark.shared, pytest.mark.skipif(SHARED is None, reason="the folder of facts is not beside the project")]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts(name: str) -> list[dict[str, str]]:
    assert SHARED is not None
    return rows(SHARED / "facts" / name)


def records(name: str) -> list[dict[str, str]]:
    return rows(RECORDS / name)


def word_runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def merged_ids() -> dict[str, str]:
    found = [row for name in ("merged_services.csv", "merged.csv") if (RECORDS / name).exists() for row in records(name)]
    return {row["merged_id"]: row["kept_id"] for row in found}


@pytest.mark.parametrize(
    ("table", "key", "record", "record_key"),
    [
        ("services.csv", "service_id", "services.csv", "service_id"),
        ("systems.csv", "system_id", "mechanisms.csv", "mechanism_id"),
    ],
)
def test_every_fact_is_a_record_or_merged_into_one(table, key, record, record_key):
    known = {row[key] for row in facts(table)}
    kept = {row[record_key] for row in records(record)}
    merged = {old: new for old, new in merged_ids().items() if old in known}
    assert kept | set(merged) == known
    assert not kept & set(merged)
    assert set(merged.values()) <= kept


def test_a_service_lies_in_the_qark_of_its_fact():
    nuts = {row["qark_name_sq"]: row["nuts3"] for row in facts("qark.csv")}
    qark_of = {row["code_eurostat_lau"]: nuts[row["qark"]] for row in facts("municipality.csv")} | {c: c for c in nuts.values()}
    stated = {row["service_id"]: nuts.get(row["modern_qark"], "") for row in facts("services.csv")}
    placed = [row for row in records("services.csv") if row["region_id"] not in ("", "AL")]
    assert len(placed) > 80
    assert {row["service_id"] for row in placed if qark_of[row["region_id"]] != stated[row["service_id"]]} == set()


def test_a_shelter_names_no_town():
    names = {row["municipality_name_sq"] for row in facts("municipality.csv")}
    towns = {name.removesuffix("ë") for name in names} | {name[:-2] + "r" for name in names if name.endswith("ër")}
    named = re.compile(r"\b(" + "|".join(map(re.escape, towns)) + r")(ë|ës|it|in|a|as|ën|s)?\b")
    fields = ("name_sq", "name_en", "summary_sq", "summary_en", "operator", "note")
    for row in records("services.csv"):
        if row["category"] == "shelter":
            assert not named.search(" ".join(row[field] for field in fields)), row["service_id"]


def test_a_mechanism_cites_the_lines_of_its_fact():
    cited = {row["mechanism_id"]: row["citations"] for row in records("mechanisms.csv")}
    for row in facts("systems.csv"):
        if row["system_id"] in cited:
            first, last = row["seed_lines"].split("-")
            lines = first if first == last else f"{first}-{last}"
            assert f"doc-{row['seed']}#{lines}" in cited[row["system_id"]].split(";")


def test_cited_lines_exist_in_the_documents():
    assert SHARED is not None
    length = {path.name[:3]: len(path.read_text(encoding="utf-8").split("\n")) for path in (SHARED / "documents").glob("0*.txt")}
    for row in records("services.csv") + records("mechanisms.csv"):
        for document, last in re.findall(r"doc-(\d{3})#(?:\d+-)?(\d+)", row["citations"]):
            assert 0 < int(last) <= length[document], row["citations"]


@pytest.mark.parametrize("table", ["services.csv", "mechanisms.csv", "communities.csv", "mechanism_places.csv"])
def test_no_text_is_copied_from_a_document_or_a_quote(table):
    assert SHARED is not None
    copied = set()
    for path in (SHARED / "documents").glob("0*.txt"):
        copied |= word_runs(path.read_text(encoding="utf-8"))
    for name, fields in (("services.csv", ("quote", "note")), ("systems.csv", ("quote_sq", "what_it_is", "dashboard_offer"))):
        for row in facts(name):
            copied = copied.union(*(word_runs(row[field]) for field in fields))
    for row in records(table):
        for field, text in row.items():
            assert not word_runs(text) & copied, (next(iter(row.values())), field, word_runs(text) & copied)


def test_every_estimate_is_kept_apart_or_suppressed():
    estimates = [row for row in records("communities.csv") if row["state"] != "not_published"]
    stated = facts("roma_egyptian.csv")
    shown = sorted((row["period"], row["operator"], row["value"]) for row in estimates if row["value"])
    expected = sorted((r["year"], r["operator"], r["value"]) for r in stated if int(r["value"]) > 10)
    assert len(estimates) == len(stated) == 33
    assert shown == expected
    assert [row["place_named"] for row in estimates if row["state"] == "suppressed"] == ["Librazhd", "Kolonjë"]


def test_each_known_place_without_a_count_comes_from_one_of_the_seven_rows():
    gaps = [row for row in records("communities.csv") if row["state"] == "not_published"]
    assert len({row["estimate_id"].split("-")[0] for row in gaps}) == len(facts("roma_egyptian_presence.csv"))
