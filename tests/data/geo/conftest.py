import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from survey_server import Survey, made_up_survey, serving


def _shared_geo() -> Path | None:
    named = os.environ.get("PARANDALIM_SHARED", "")
    candidates = [Path(named) / "geo"] if named else [parent / "shared" / "geo" for parent in Path(__file__).resolve().parents]
    return next((folder for folder in candidates if (folder / "wof_municipalities.geojson").is_file()), None)


@pytest.fixture(autouse=True)
def no_proxy_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="session")
def shared_geo() -> Path:
    folder = _shared_geo()
    if folder is None:
        pytest.skip("the folder shared/geo is not beside the project (PARANDALIM_SHARED may name it)")
    return folder


@pytest.fixture
def survey(tmp_path: Path) -> Iterator[Survey]:
    with serving(made_up_survey(tmp_path)) as up:
        yield up


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "surveyed"
