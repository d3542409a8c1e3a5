"""Builds plotly.js with only the traces in use, where node and npm are: a first visit then moves a third of the bytes.

Never fails and never hangs: whatever goes wrong is said in one line, and the whole plotly.js that Dash brings is served instead.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from plotly.offline import get_plotlyjs_version

from dashboard.plotly_file import BUNDLE, DEFAULT_FOLDER, FOLDER_SETTING, MANIFEST, TRACES, check_slim, write_manifest

# Every package that goes into the build, pinned by its hash.
PACKAGES = Path(__file__).parent / "plotly"
LOADER = Path(__file__).parent / "load_plotly.cjs"
SECONDS = 120.0
WHOLE = "setup: no slim plotly.js, {}: the whole one is served, and a first visit moves 1 MB more"
# As plotly.js builds itself: its modules expect node's name for the window, and no module loader beside.
OPTIONS = ("--bundle", "--minify", "--format=iife", "--global-name=Plotly", "--target=es2016", "--log-level=error")
NAMES = ("--define:global=window", "--define:define.amd=false")


class NotBuilt(Exception):
    """Says in a few words why there is no slim build."""


def run(command: list[str], cwd: Path, until: float) -> str:
    """Run a program and return what it said; it and all that it started are ended when the time is up."""
    name = Path(command[0]).name
    process = subprocess.Popen(
        command,
        cwd=cwd,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        said, complained = process.communicate(timeout=max(0.1, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise NotBuilt(f"{name} took too long") from None
    if process.returncode:
        lines = [line for line in complained.splitlines() if line.strip()] or ["no reason given"]
        raise NotBuilt(f"{name} failed ({lines[-1].strip()[:120]})")
    return said


def build(work: Path, until: float) -> tuple[bytes, dict]:
    """Build in a folder of its own; return the bundle and what it says of itself when it is loaded."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        raise NotBuilt("node and npm are not here")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PACKAGES / name, work / name)
    pinned = json.loads((work / "package.json").read_text(encoding="utf-8"))["dependencies"]["plotly.js"]
    if pinned != get_plotlyjs_version():
        raise NotBuilt(f"{PACKAGES.name}/ pins {pinned} and the installed plotly speaks to {get_plotlyjs_version()}")
    run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], work, until)
    wanted = ", ".join(f"require('plotly.js/lib/{trace}')" for trace in TRACES)
    entry = f"var Plotly = require('plotly.js/lib/core');\nPlotly.register([{wanted}]);\nmodule.exports = Plotly;\n"
    (work / "entry.js").write_text(entry, encoding="utf-8")
    run([str(work / "node_modules" / ".bin" / "esbuild"), "entry.js", *OPTIONS, *NAMES, f"--outfile={BUNDLE}"], work, until)
    loaded = json.loads(run([node, str(LOADER), BUNDLE], work, until))
    return (work / BUNDLE).read_bytes(), loaded


def put(folder: Path, body: bytes, manifest: str) -> None:
    """Put the build in place, the manifest last: half a build is never used."""
    for name, content in ((BUNDLE, body), (MANIFEST, manifest.encode())):
        (folder / f"{name}.part").write_bytes(content)
        os.replace(folder / f"{name}.part", folder / name)


def is_there(folder: Path) -> bool:
    """Say whether a build that fits stands in the folder already."""
    try:
        return check_slim((folder / MANIFEST).read_bytes(), (folder / BUNDLE).read_bytes()) is not None
    except OSError:
        return False


def make_slim(folder: Path, seconds: float) -> str:
    """Build unless it is done, and return the line to say, empty where there is nothing to say."""
    if is_there(folder):
        return ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="plotly-", ignore_cleanup_errors=True) as work:
            body, loaded = build(Path(work), time.monotonic() + seconds)
        manifest = write_manifest(body, loaded["version"], loaded["traces"])
        if check_slim(manifest.encode(), body) is None:
            raise NotBuilt(f"it came out as {loaded['version']} with {', '.join(loaded['traces'])}")
        put(folder, body, manifest)
    except NotBuilt as reason:
        return WHOLE.format(reason)
    except (OSError, ValueError, KeyError, TypeError) as reason:
        return WHOLE.format(f"{type(reason).__name__}: {reason}")
    return f"setup: plotly.js built with {', '.join(TRACES)} alone: a first visit moves 1 MB less"


def main() -> None:
    """Build, say one line at most, and never fail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get(FOLDER_SETTING) or DEFAULT_FOLDER))
    parser.add_argument("--seconds", type=float, default=SECONDS)
    asked = parser.parse_args()
    line = make_slim(asked.folder, asked.seconds)
    if line:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
