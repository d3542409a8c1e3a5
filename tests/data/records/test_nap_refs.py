"""The references to the action plans: all that the facts name, each with its lines, and nothing that the reader lets slip."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from data.dataset import read_folder

ROOT = Path(__file__).resolve().parents[3]
SHARED = next((p / "shared" for p in ROOT.parents if (p / "shared" / "facts").is_dir()), None)
needs_shared = pytest.mark.skipif(SHARED is None, reason="the folder beside the project is absent")
PLANS = {"PKV 2005-07": "pkv-2005-07", "Fëmijët 2005-07": "children-2005-07", "MKR": "nrm"}
PILLARS = {"Parandalimi": "prevention", "Mbrojtja": "protection", "Ndjekja": "prosecution", "Koordinimi": "coordination"}
FIELDS = {"(ndërgjegjësim": "awareness", "(ri-integrim": "reintegration", "(MKR": "referral", "": "referral"}


def pillar_of(text: str) -> str:
    word = text.split(",")[0].split(";")[0].split(" ")[0].rstrip(")")
    return PILLARS.get(word) or FIELDS[word]


@needs_shared
@pytest.mark.shared
def test_every_reference_of_the_facts_is_carried(shipped) -> None:
    with (SHARED / "facts" / "nap_refs.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    told = Counter(
        (r["project_id"], PLANS[r["plan"]], pillar_of(r["pillar"]), r["strategic_goal"], r["specific_objective"], r["activity"])
        for r in facts
    )
    ours = Counter((r.project_id, r.plan, r.pillar, r.goal, r.objective, r.activity) for r in shipped.nap_refs)
    assert ours == told
    assert sum(ours.values()) == 116


@needs_shared
@pytest.mark.shared
def test_each_reference_stands_in_the_lines_that_it_cites(shipped) -> None:
    (path,) = (SHARED / "documents").glob("001_*.txt")
    lines = path.read_text(encoding="utf-8").split("\n")
    for reference in shipped.nap_refs:
        first, last = map(int, reference.citations[0].locator.split("-"))
        cited = " ".join(lines[first - 1 : last])
        assert {"[", "]"} <= set(cited), reference.ref_id
        assert not reference.activity or reference.activity in cited, reference.ref_id


def test_a_shared_reference_is_shared_both_ways(shipped) -> None:
    told = {(r.project_id, r.shared_with) for r in shipped.nap_refs if r.shared_with}
    assert told
    assert told == {(other, one) for one, other in told}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("NR2,P99,pkv-2005-07,prevention,1,A,1,,report#5,", "unknown project"),
        ("NR2,P1,plan-9,prevention,1,A,1,,report#5,", "this is not one of the allowed words"),
        ("NR2,P1,pkv-2005-07,prevention,1,,1,,report#5,", "an activity without its objective"),
        ("NR2,P1,pkv-2005-07,prevention,1,A,1,P1,report#5,", "a reference is shared with its own project"),
        ("NR2,P1,pkv-2005-07,prevention,1,A,1,,nowhere#5,", "unknown source"),
        ("NR1,P1,pkv-2005-07,prevention,1,A,1,,report#5,", "this id stands there already"),
    ],
)
def test_a_faulty_reference_is_told_with_file_row_and_remedy(tiny: Path, row: str, message: str) -> None:
    with (tiny / "records" / "nap_refs.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    _, problems = read_folder(tiny)
    assert [(p.file, p.row, p.message) for p in problems] == [("nap_refs.csv", 3, message)]
    assert all(p.remedy for p in problems)
