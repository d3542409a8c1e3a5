"""How an area is called inside a sentence, in the case that the sentence needs."""

from __future__ import annotations

from dashboard.text import Words
from dashboard.view_models.world import World
from data.types import Region


def place_forms(region: Region, words: Words) -> dict[str, str]:
    """Return an area's name as who it is (``who``), whom it is about (``whom``) and whose it is (``whose``)."""
    forms = ("who", "whom", "whose")
    return {form: words(f"area.place.{region.level}.{form}", name=region.name[words.lang]) for form in forms}


def qark_forms(world: World, region: Region, words: Words) -> dict[str, str]:
    """Return the same for the qark that an area lies in."""
    return place_forms(world.region(region.qark_id), words)
