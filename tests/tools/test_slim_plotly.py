"""The slim build of plotly.js: made where node and npm are, told in one line where not, and never in the way."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

from dashboard.plotly_file import BUNDLE, MANIFEST, TRACES, check_slim

ROOT = Path(__file__).parents[2]
BODY = "var Plotly = {};"
LOADED = json.dumps({"version": get_plotlyjs_version(), "traces": list(TRACES)})
ESBUILD = f"""#!/bin/sh
for option in "$@"; do case "$option" in --outfile=*) printf '%s' '{BODY}' > "${{option#--outfile=}}";; esac; done
"""
NPM = f"""mkdir -p node_modules/.bin
cat > node_modules/.bin/esbuild <<'END'
{ESBUILD}END
chmod +x node_modules/.bin/esbuild
echo called >> "$CALLS"
"""


class Machine:
    """A PATH with made-up programs on it, and the folder that the build goes to."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.out, self.calls = folder / "bin", folder / "out", folder / "calls"
        self.bin.mkdir()

    def put(self, name: str, script: str) -> None:
        (self.bin / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (self.bin / name).chmod(0o755)

    def build(self, seconds: float = 60.0) -> list[str]:
        command = [sys.executable, "tools/slim_plotly.py", "--folder", str(self.out), "--seconds", str(seconds)]
        # The shell's own programs, and neither a real node nor a real npm.
        tools = self.bin.parent / "tools"
        if not tools.exists():
            tools.mkdir()
            for name in ("sh", "mkdir", "cat", "chmod", "sleep"):
                (tools / name).symlink_to(f"/bin/{name}")
        environment = {**os.environ, "PATH": f"{self.bin}:{tools}", "CALLS": str(self.calls)}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0
        assert done.stdout == ""
        return done.stderr.splitlines()

    def found(self) -> bool:
        try:
            return check_slim((self.out / MANIFEST).read_bytes(), (self.out / BUNDLE).read_bytes()) is not None
        except OSError:
            return False


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def able(machine: Machine) -> Machine:
    machine.put("npm", NPM)
    machine.put("node", f"echo '{LOADED}'")
    return machine


def test_a_build_is_put_in_place_with_its_hash_and_made_only_once(able: Machine) -> None:
    assert "1 MB less" in able.build()[0]
    assert able.found()
    told = json.loads((able.out / MANIFEST).read_text(encoding="utf-8"))
    assert told["sha256"] == hashlib.sha256(BODY.encode()).hexdigest()
    assert able.build() == []
    assert able.calls.read_text().count("called") == 1


def test_a_damaged_build_is_made_anew(able: Machine) -> None:
    able.build()
    (able.out / BUNDLE).write_text("var Plot", encoding="utf-8")
    assert not able.found()
    able.build()
    assert able.found()


def test_without_node_the_whole_file_is_served_and_one_line_says_so(machine: Machine) -> None:
    lines = machine.build()
    assert len(lines) == 1
    assert "node and npm are not here" in lines[0]
    assert not machine.found()


@pytest.mark.parametrize(
    ("program", "script", "said"),
    [
        ("npm", "echo 'network is unreachable' >&2; exit 1", "npm failed (network is unreachable)"),
        ("npm", "exit 7", "npm failed (no reason given)"),
        ("npm", "true", "FileNotFoundError"),
        ("node", "echo 'ReferenceError: DOMParser' >&2; exit 1", "node failed"),
        ("node", 'echo \'{"version": "1.0.0", "traces": ["bar"]}\'', "it came out as 1.0.0 with bar"),
        ("node", "echo nonsense", "JSONDecodeError"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line_and_leaves_nothing(able: Machine, program: str, script: str, said: str) -> None:
    able.put(program, script)
    lines = able.build()
    assert len(lines) == 1
    assert said in lines[0]
    assert "the whole one is served" in lines[0]
    assert not able.found()


def test_a_hanging_npm_is_ended_with_all_that_it_started(able: Machine, tmp_path: Path) -> None:
    able.put("npm", f"sleep 600 & echo $! > {tmp_path}/child; wait")
    start = time.monotonic()
    lines = able.build(seconds=1.0)
    assert time.monotonic() - start < 30
    assert "npm took too long" in lines[0]
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_a_folder_that_cannot_be_written_is_no_error(able: Machine) -> None:
    able.out.write_text("a file where the folder should be", encoding="utf-8")
    lines = able.build()
    assert len(lines) == 1
    assert "the whole one is served" in lines[0]


def test_the_pinned_packages_are_those_that_the_installed_plotly_speaks_to() -> None:
    folder = ROOT / "tools" / "plotly"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert wanted["plotly.js"] == lock["node_modules/plotly.js"]["version"] == get_plotlyjs_version()
    assert all(part["integrity"].startswith("sha512-") for name, part in lock.items() if name)
    assert "http" not in (folder / "package-lock.json").read_text(encoding="utf-8")
