"""Engines for the tests: PostgreSQL from its own binaries in a temporary folder, and whether Spark can run here."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

SPARK = "local[2]"  # two executors, threads of one process


def postgres_folder() -> Path | None:
    """Where initdb and pg_ctl are: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl"):
        return Path(found).parent
    return next((p.parent for p in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None)


def postgres_missing() -> str:
    """What is missing for PostgreSQL, in words; empty if nothing is."""
    if find_spec("psycopg") is None:
        return "no psycopg: pip install 'parandalim[engines]'"
    return "" if postgres_folder() else "no PostgreSQL server: install Debian's package postgresql"


def spark_missing() -> str:
    """What is missing for Spark, in words; empty if nothing is."""
    if find_spec("pyspark") is None:
        return "no pyspark: pip install 'parandalim[engines]'"
    return "" if shutil.which("java") or os.environ.get("JAVA_HOME") else "no Java: install Debian's package default-jre-headless"


def _account() -> dict[str, int | str]:
    """The server refuses to run as root: an account without rights runs it then."""
    if os.getuid() != 0:
        return {}
    names = [p.pw_name for p in pwd.getpwall()]
    who = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": who.pw_uid, "group": who.pw_gid}


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server on the loopback that lives as long as the block."""
    binaries, account = postgres_folder(), _account()
    assert binaries is not None
    folder = Path(tempfile.mkdtemp(prefix="parandalim-pg-"))
    if account:
        os.chown(folder, int(account["user"]), int(account["group"]))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **account)  # type: ignore[call-overload]

    data = str(folder / "data")
    try:
        run(str(binaries / "initdb"), "-D", data, "-A", "trust", "-U", "survey", "--no-sync", "--encoding=UTF8", "--locale=C")
        options = f"-p {port} -h 127.0.0.1 -k {folder} -F"
        run(str(binaries / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://survey@127.0.0.1:{port}/postgres"
        finally:
            run(str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
