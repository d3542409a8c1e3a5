"""What every page has: the world that it answers from, and how a slice of the address is read."""

from __future__ import annotations

from dashboard.state import Selection, parse_selection
from dashboard.view_models.world import World, build_choices


class AddressedPage:
    """The bodies of a page's callbacks, as plain methods that a test can call."""

    def __init__(self, world: World) -> None:
        """Take the world that every answer is built from."""
        self.world = world
        self.choices = build_choices(world)

    def select(self, search: str | None) -> Selection:
        """Read a slice of the address."""
        return parse_selection(search, self.choices)
