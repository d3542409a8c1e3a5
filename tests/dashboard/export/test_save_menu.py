"""The menu that saves the map names files that there are."""

from __future__ import annotations

import re

from dashboard.export.map_files import SCALES, TYPES
from dashboard.layouts.save_picture import FORMS, layout_save
from dashboard.text import load_words


def test_every_choice_is_a_file_that_the_route_serves() -> None:
    menu = str(layout_save(load_words("sq")).to_plotly_json())
    addresses = re.findall(r"href='/download/map\.(\w+)'", menu)
    assert addresses == [form for form, _, _ in FORMS]
    assert set(addresses) == set(TYPES)
    assert {scale for _, scale, _ in FORMS} == set(SCALES)
