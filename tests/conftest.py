"""What every test may use."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "fixtures" / "tiny"
sys.path.insert(0, str(ROOT / "tests"))
# A busy machine is no fault of the code: how long an example takes is not what a property test asks.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(autouse=True, scope="session")
def no_fetched_boundaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests see the shipped boundaries, whatever was fetched on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARANDALIM_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def no_workspace_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests see no imported data, whatever was imported on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CATALOGUE", "STORAGE", "READ_ONLY", "THROWAWAY"):
            patch.delenv(f"PARANDALIM_{name}", raising=False)
        patch.delenv("DYNO", raising=False)
        patch.setenv("PARANDALIM_WORKSPACE", str(tmp_path_factory.mktemp("none") / "workspace"))
        yield


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny data folder that a test may break."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.fixture(scope="session")
def tiny_dataset():
    from data.dataset import load_dataset

    return load_dataset(TINY)


@pytest.fixture(scope="session")
def shipped():
    from data.dataset import load_dataset

    return load_dataset()
