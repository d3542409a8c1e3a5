"""Attributes that HTML names with a hyphen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def attributes(named: Mapping[str, object]) -> dict[str, Any]:
    """Return ``data-*`` and ``aria-*`` attributes to unpack into a component, whose own arguments are typed one by one."""
    return dict(named)
