"""Who may import whom (DESIGN: one direction), read from the code itself; there is no ignore list."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA_TYPES = {"data.types", "data.survey_types", "data.geo.boundaries"}
LEAVES = ("ids", "theme", "text", "state", "sequence")
DASHBOARD = "dashboard"
COMPOSERS = {
    "app",
    "geometry",
    "layer_packs",
    "plotly_file",
    "pages",
    "cli",
    "commands",
    "index_command",
    "score_commands",
    "fund_words",
    "scenario_words",
    "explain_words",
    "export",
    "serving",
    "living_world",
    "importing",
    "import_words",
    "import_compare",
    "example_survey",
    "record_importing",
    "record_words",
    "correction_desk",
    "old_worlds",
    "old_answers",
    "api",
    "link_preview",
}


def modules() -> list[Path]:
    return sorted(p for top in ("data", "models", "dashboard") for p in (ROOT / top).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> set[str]:
    """Every module that a file imports, anywhere in it; `from data import types` counts as data.types."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            base = node.module or ""
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names if (ROOT / base.replace(".", "/")).is_dir()}
    return found


def part_of(name: str) -> str:
    """`dashboard.figures.map` -> `figures`; `models.access` -> `models`."""
    parts = name.split(".")
    return parts[1] if parts[0] == DASHBOARD and len(parts) > 1 else parts[0]


def ours(names: set[str]) -> set[str]:
    return {name for name in names if name.split(".")[0] in ("data", "models", "dashboard")}


def is_inside(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def allowed(part: str, name: str) -> bool:
    """Whether a module of `part` may import our module `name`."""
    if part == "data":
        return is_inside(name, "data")
    if part == "models":
        return is_inside(name, "models") or is_inside(name, "data")
    if part in LEAVES:
        return False
    if part == "view_models":
        own = ("dashboard.state", "dashboard.text", "dashboard.sequence", "dashboard.view_models")
        return any(is_inside(name, p) for p in ("data", "models", *own))
    if part == "figures":
        return any(is_inside(name, p) for p in ("dashboard.view_models", "dashboard.theme", "dashboard.figures"))
    if part == "layouts":
        own = ("dashboard.ids", "dashboard.text", "dashboard.theme", "dashboard.view_models", "dashboard.layouts")
        return name == "data" or name in DATA_TYPES or any(is_inside(name, p) for p in own)
    if part == "callbacks":
        return is_inside(name, "dashboard") or name.startswith(("data.workspace", "data.corrections"))
    return part in COMPOSERS or part == "dashboard"


def test_imports_go_one_way() -> None:
    wrong = {}
    for path in modules():
        part = part_of(module_name(path))
        found = {name for name in ours(imported(path)) if name != DASHBOARD and not allowed(part, name)}
        wrong |= {module_name(path): sorted(found)} if found else {}
    assert not wrong


def test_only_models_import_sklearn_and_callbacks_never_pandas() -> None:
    for path in modules():
        names, part = imported(path), part_of(module_name(path))
        assert part == "models" or not any(is_inside(name, "sklearn") for name in names), path
        assert part != "callbacks" or not any(is_inside(name, "pandas") for name in names), path


def test_only_data_opens_data_files() -> None:
    """Elsewhere only text, explain_words (locales), app, lettering, pack_files (own assets) may read files, never below data/."""
    readers = {"open", "read_text", "read_bytes", "read_csv", "read_parquet", "read_file"}
    for path in modules():
        if part_of(module_name(path)) in ("data", "text", "explain_words", "app", "lettering", "pack_files"):
            continue
        calls = {
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Call)
        }
        assert not calls & readers, path


def test_the_rule_itself_can_fail() -> None:
    assert not allowed("models", "dashboard.state")
    assert not allowed("figures", "data.types")
    assert not allowed("layouts", "models.score_types")
    assert allowed("callbacks", "dashboard.view_models")
    assert not allowed("callbacks", "models.risk_index")
