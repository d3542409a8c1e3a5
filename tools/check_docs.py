"""Hold README, CHANGELOG and docs against the code: what they name must be there. Exit code 1 with every stale line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import typer.main

from dashboard.cli import app
from data.checks import check_data
from data.geo.regions import RegionRow
from data.records import rows
from models.method import METHOD_VERSION, VARIANTS

ROOT = Path(__file__).parent.parent
TABLES = {
    "projects.csv": rows.ProjectRow,
    "project_places.csv": rows.ProjectPlaceRow,
    "services.csv": rows.ServiceRow,
    "service_categories.csv": rows.CategoryRow,
    "mechanisms.csv": rows.MechanismRow,
    "mechanism_places.csv": rows.MechanismPlaceRow,
    "communities.csv": rows.CommunityRow,
    "kap_waves.csv": rows.KapWaveRow,
    "kap_results.csv": rows.KapResultRow,
    "marks.csv": rows.MarkRow,
    "merged.csv": rows.MergedRow,
    "nap_refs.csv": rows.NapRow,
}


def stale_columns(contract: str) -> list[str]:
    """Return tables whose columns the contract does not list."""
    found = []
    for name, model in TABLES.items():
        line = re.search(rf"^\| `{re.escape(name)}` \| `([^`]*)`", contract, re.MULTILINE)
        told = set(line.group(1).split(",")) if line else set()
        if told != set(model.model_fields):
            found.append(f"docs/data-contract.md: {name} differs in {sorted(told ^ set(model.model_fields))}")
    for column in RegionRow.model_fields:
        if column not in contract:
            found.append(f"docs/data-contract.md: regions.csv has {column}")
    return found


def stale_paths(name: str, text: str) -> list[str]:
    """Return relative links that lead nowhere."""
    folder = (ROOT / name).parent
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    return [f"{name}: {link} is not there" for link in links if not (folder / link).exists()]


def stale_commands(name: str, text: str) -> list[str]:
    """Return commands and make targets that do not exist."""
    group = typer.main.get_command(app)
    commands = set(getattr(group, "commands", {}))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    wrong = [f"{name}: no command parandalim {c}" for c in re.findall(r"`parandalim ([a-z]+)", text) if c not in commands]
    return wrong + [f"{name}: no target make {t}" for t in re.findall(r"`make ([a-z]+)", text) if t not in targets]


def stale_counts(readme: str) -> list[str]:
    """Return figures of the README that are not those of the data."""
    counts = check_data().counts | {"variants": len(VARIANTS)}
    told = re.findall(r"<!-- ([a-z_]+) -->(\d+)", readme)
    return [f"README.md: {what} is {counts.get(what)}, not {n}" for what, n in told if counts.get(what) != int(n)]


def main() -> None:
    """Print every stale line; exit with 1 if there is one."""
    documents = ["README.md", "CHANGELOG.md", *(p.relative_to(ROOT).as_posix() for p in sorted((ROOT / "docs").rglob("*.md")))]
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in documents}
    stale = stale_columns(texts["docs/data-contract.md"]) + stale_counts(texts["README.md"])
    for name, text in texts.items():
        stale += stale_paths(name, text) + stale_commands(name, text)
    if f"Method {METHOD_VERSION}" not in texts["CHANGELOG.md"]:
        stale.append(f"CHANGELOG.md: no entry for Method {METHOD_VERSION}")
    print("\n".join(stale) or "docs: nothing stale")
    sys.exit(bool(stale))


if __name__ == "__main__":
    main()
