"""A layer's picture as the browser paints it: fill codes, what is said of each area, and which areas are hatched."""

from __future__ import annotations

from typing import Any

from dashboard import theme
from dashboard.view_models.layer_pack import LayerPack, LayerPicture
from dashboard.view_models.map_view import MapView


def fill_codes(view: MapView | LayerPicture) -> list[int]:
    """Return the fill of each area as its number in the fixed colour scale."""
    return [theme.fill_code(view.ramp, a.class_index, a.gap, a.inherited) for a in view.areas]


def hatch_codes(view: MapView | LayerPicture) -> list[int]:
    """Return 1 for each area whose class is not settled, 0 for the others."""
    return [int(a.region_id in view.unsettled) for a in view.areas]


def write_pack(pack: LayerPack, named: bool) -> dict[str, Any]:
    """Write a pack; ``named`` adds the areas' ids and names, which are the same on every date."""
    written: dict[str, Any] = {
        "layers": {
            layer: [fill_codes(picture), [a.hover for a in picture.areas], [i for i, h in enumerate(hatch_codes(picture)) if h]]
            for layer, picture in pack.pictures.items()
        }
    }
    if named:
        areas = next(iter(pack.pictures.values())).areas
        written |= {"ids": [a.region_id for a in areas], "names": [a.name for a in areas]}
    return written
