"""The catalogue in PostgreSQL and the files at a file URL, as on a host whose disk forgets."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from workspace_examples import ORIGINAL, answers, publish, survey

from data.dataset import load_dataset
from data.workspace import ImportConflict, PurgedVersion, Workspace, open_workspace
from data.workspace_status import workspace_status

pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
NAME = "survey-wave-1"


def server_programs() -> Path | None:
    """The folder of PostgreSQL's own programs, where there is one."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((folder for folder in reversed(found) if (folder / "initdb").exists()), None)


def account() -> dict[str, int]:
    """PostgreSQL refuses to run as root: another account is lent to it then."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid}
    pytest.skip("running as root, and no account to run PostgreSQL as")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Start PostgreSQL on loopback in a folder of its own; skipped where it is not installed."""
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (on Debian: apt-get install postgresql)")
    who = account()
    folder = Path(tempfile.mkdtemp(prefix="parandalim-pg-"))
    if who:
        os.chown(folder, who["user"], who["group"])
    port, data = free_port(), folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True, "cwd": folder, "timeout": 120, **who}
    subprocess.run([programs / "initdb", "-D", data, "-U", "parandalim", "-A", "trust", "-N", "-E", "UTF8"], **quiet)
    settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
    control = [programs / "pg_ctl", "-D", data, "-w", "-t", "60"]
    subprocess.run([*control, "-l", folder / "log", "-o", settings, "start"], **quiet)
    yield f"postgresql+psycopg://parandalim@127.0.0.1:{port}"
    subprocess.run([*control, "-m", "fast", "stop"], **quiet)
    shutil.rmtree(folder)


@pytest.fixture
def environ(server: str, tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, str]:
    """A database of the test's own, and a folder by its URL; a host that forgets its disk may write then."""
    import sqlalchemy as sa

    name = f"t{abs(hash(request.node.name)):x}"
    engine = sa.create_engine(f"{server}/postgres", poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return {
        "DYNO": "web.1",
        "PARANDALIM_WORKSPACE": str(tmp_path / "not-used"),
        "PARANDALIM_CATALOGUE": f"{server}/{name}",
        "PARANDALIM_STORAGE": f"file://{tmp_path}/files",
    }


def test_an_import_lives_outside_the_hosts_disk_through_all_that_can_be_done_to_it(environ, tmp_path: Path) -> None:
    assert open_workspace(environ) is None
    workspace = Workspace.create(environ)
    seen = [workspace.generation()]
    publish(workspace, more={"answers": answers()})
    publish(workspace, original=b"more", data=survey(percent=50.0))
    again = open_workspace(environ)
    assert again is not None
    seen.append(again.generation())
    assert again.current()[NAME].number == 2
    assert again.rollback(NAME, 1, "besa").number == 1
    seen.append(again.generation())
    assert load_dataset(workspace=again).survey.estimates[0] == survey().estimates[0]
    assert again.read_original("u1") == ORIGINAL
    again.purge(NAME, 1)
    with pytest.raises(PurgedVersion):
        again.read_original("u1")
    again.withdraw(NAME)
    assert [line.action for line in again.history()] == ["withdraw", "purge", "rollback", "publish", "publish"]
    assert len({*seen, again.generation()}) == 4
    assert not (tmp_path / "not-used").exists()
    assert list((tmp_path / "files").rglob("*.parquet"))


def test_of_many_imports_at_once_one_wins_and_the_others_name_it(environ) -> None:
    workspace = Workspace.create(environ)
    staged = {who: workspace.stage(who.encode(), "survey", NAME, who) for who in ("ana", "besa", "drita", "era")}

    def try_it(who: str) -> str:
        try:
            return str(workspace.publish(staged[who], {}, {}).number)
        except ImportConflict as lost:
            return str(lost)

    with ThreadPoolExecutor(4) as pool:
        said = dict(zip(staged, pool.map(try_it, staged), strict=True))
    (winner,) = [who for who, text in said.items() if text == "1"]
    assert workspace.current()[NAME].who == winner
    assert all(f"{winner} did a publish" in text for who, text in said.items() if who != winner)
    assert len(workspace.recover()) == 3


def test_status_says_where_it_is(environ) -> None:
    publish(Workspace.create(environ))
    rows, whole = workspace_status(environ)
    told = {row["what"]: row["value"] for row in rows}
    assert whole
    assert told["writing"] == "yes"
    assert told["catalogue"].startswith("postgresql+psycopg://parandalim")
    assert told["in force"].startswith("survey-wave-1 1, ")
