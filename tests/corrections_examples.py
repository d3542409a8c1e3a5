"""Proposals for the tests of corrections, against the shipped data."""

from __future__ import annotations

from datetime import date
from typing import Any

TODAY = date(2026, 11, 22)
QARK, TOWN = "AL015", "AL151"
STILL_OPEN: dict[str, Any] = {"record": "S001", "seen": "2026-11-12"}
MISSING: dict[str, Any] = {
    "name": "Qendra ditore e re", "category": "community_centre", "region": TOWN, "since": "2024-03-01",
    "seen": "2026-11-12", "evidence": "E përmend plani vendor 2024-2026 i bashkisë.",
}  # fmt: skip
COMPLETE: dict[str, Any] = {"region": QARK, "themes": ["services", "projects"], "as_of": "2026-11-20"}
