"""Fetching over HTTP with every fault: what comes is checked, what is in use stays until all is there."""

import socket
import threading
import time
from pathlib import Path

import pytest
from survey_server import Survey, made_up_survey

from data.geo import surveyed_download
from data.geo.surveyed_download import SurveyError, get_over_http
from data.geo.surveyed_fetch import Fetched, fetch_surveyed
from data.geo.surveyed_store import read_set

RECORDS = 73


def fetch(survey: Survey, store: Path, timeout_s: float = 30) -> Fetched:
    return fetch_surveyed(store, url=survey.url, manifest=survey.manifest, timeout_s=timeout_s)


def parts(store: Path) -> list[Path]:
    return list(store.rglob(".part-*"))


def test_all_records_are_fetched_once_and_put_in_use(survey: Survey, store: Path):
    told = []
    done = fetch_surveyed(store, url=survey.url, manifest=survey.manifest, report=lambda n, total: told.append((n, total)))
    assert done == Fetched(store, RECORDS, 0)
    assert set(survey.asked.values()) == {1}
    assert told == [(count, RECORDS) for count in range(RECORDS + 1)]
    assert read_set(store)[0] is not None
    assert parts(store) == []


def test_a_second_fetch_asks_for_nothing(survey: Survey, store: Path):
    fetch(survey, store)
    survey.asked.clear()
    assert fetch(survey, store) == Fetched(store, 0, RECORDS)
    assert survey.requests == 0


@pytest.mark.parametrize(
    ("fault", "words", "asked"),
    [
        ("404", "404 Not Found", 1),
        ("500", "500 Internal Server Error", 2),
        ("truncated", "the answer broke off", 2),
        ("other bytes", "wrong SHA-256", 1),
        ("longer", "wrong size", 1),
    ],
)
def test_one_bad_record_means_no_set_and_only_it_is_fetched_again(
    survey: Survey, store: Path, fault: str, words: str, asked: int
):
    bad = survey.path_of["AL314"]
    survey.faults[bad] = fault
    with pytest.raises(SurveyError, match=words) as raised:
        fetch(survey, store)
    assert bad in str(raised.value)
    assert "\n" not in str(raised.value)
    assert survey.asked[bad] == asked
    assert read_set(store) == (None, "")
    assert parts(store) == []
    survey.faults.clear()
    survey.asked.clear()
    assert fetch(survey, store) == Fetched(store, 1, RECORDS - 1)
    assert survey.asked == {bad: 1}


def test_a_server_that_stumbles_once_is_asked_once_more(survey: Survey, store: Path):
    survey.faults[survey.path_of["AL314"]] = "500 once"
    assert fetch(survey, store).came == RECORDS


def test_a_record_that_was_damaged_on_disk_is_fetched_again(survey: Survey, store: Path):
    survey.faults[survey.path_of["AL011"]] = "404"
    with pytest.raises(SurveyError):
        fetch(survey, store)
    (store / "records" / survey.path_of["AL314"]).write_bytes(b"{}")
    survey.faults.clear()
    assert fetch(survey, store) == Fetched(store, 2, RECORDS - 2)


def test_a_server_that_hangs_is_left_after_a_short_silence(survey: Survey, store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(surveyed_download, "SILENCE_S", 0.2)
    survey.faults = dict.fromkeys(survey.bodies, "hang")
    started = time.monotonic()
    with pytest.raises(SurveyError, match=r"127\.0\.0\.1 cannot be reached"):
        fetch(survey, store)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("fault", ["drip", "drip headers", "hang"])
def test_no_server_holds_the_command_longer_than_its_time(survey: Survey, store: Path, fault: str):
    survey.faults = dict.fromkeys(survey.bodies, fault)
    started = time.monotonic()
    with pytest.raises(SurveyError, match=r"the time was up|too slowly|does not answer"):
        fetch(survey, store, timeout_s=0.5)
    assert time.monotonic() - started < 2
    assert read_set(store) == (None, "")
    assert parts(store) == []


def test_no_network_is_said_at_once_in_one_line(tmp_path: Path, store: Path):
    survey = made_up_survey(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        survey.url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        started = time.monotonic()
        with pytest.raises(SurveyError, match=r"Connection refused.*--from FOLDER.*stay as they were"):
            fetch(survey, store)
    assert time.monotonic() - started < 2
    assert not store.exists()


@pytest.mark.parametrize("url", ["file:///etc", "ftp://example.org", "example.org", "http://", "http://a b", "http://a:x"])
def test_an_address_that_is_not_of_the_web_is_refused(store: Path, url: str):
    with pytest.raises(ValueError, match=r"web address|[Pp]ort|Invalid"):
        fetch_surveyed(store, url=url)


@pytest.mark.parametrize("timeout_s", [0, -1, float("nan"), float("inf")])
def test_a_time_that_cannot_be_is_refused(store: Path, timeout_s: float):
    with pytest.raises(ValueError, match="--timeout"):
        fetch_surveyed(store, timeout_s=timeout_s)


def test_an_interrupt_leaves_the_set_in_use_and_what_came(survey: Survey, store: Path, monkeypatch: pytest.MonkeyPatch):
    fetch(survey, store)
    before = read_set(store)[0]
    (store / "set.json").rename(store / "set.kept")
    for path in list(survey.path_of.values())[:20]:
        (store / "records" / path).unlink()
    (store / "set.kept").rename(store / "set.json")
    monkeypatch.setattr("data.geo.surveyed_fetch.RECIPE", "another")

    def interrupt(count: int, total: int) -> None:
        if count == RECORDS - 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_surveyed(store, url=survey.url, manifest=survey.manifest, report=interrupt)
    assert read_set(store)[0] == before
    assert parts(store) == []
    assert fetch(survey, store) == Fetched(store, 10, RECORDS - 10)


def test_fetches_at_the_same_time_do_not_spoil_each_other(survey: Survey, store: Path):
    done: list[Fetched] = []
    threads = [threading.Thread(target=lambda: done.append(fetch(survey, store))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 3
    assert read_set(store)[0] is not None
    assert parts(store) == []


def test_a_folder_of_downloaded_records_serves_without_a_network(survey: Survey, store: Path, tmp_path: Path):
    for path, body in survey.bodies.items():
        (tmp_path / "given" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "given" / path).write_bytes(body)
    assert fetch_surveyed(store, source=tmp_path / "given", manifest=survey.manifest).came == RECORDS
    assert survey.requests == 0


def test_a_folder_without_the_records_says_which_is_missing(survey: Survey, store: Path, tmp_path: Path):
    with pytest.raises(SurveyError, match=r"geojson: it is not in .*72 more at fault.*0 of 73"):
        fetch_surveyed(store, source=tmp_path, manifest=survey.manifest)


def test_a_body_larger_than_stated_is_not_read_to_its_end(survey: Survey):
    from data.geo.surveyed_manifest import SurveyedRecord

    path = survey.path_of["AL314"]
    record = SurveyedRecord(region_id="AL314", path=path, size_bytes=10, sha256="0" * 64)
    assert len(get_over_http(survey.url, record, time.monotonic() + 5)) == 11
