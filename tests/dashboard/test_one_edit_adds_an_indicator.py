"""The README's promise: one TOML with its CSV, and the indicator is in the menu, the checks and the command."""

from __future__ import annotations

from pathlib import Path

from dashboard.view_models.layers import list_layers
from data.checks import check_data
from data.dataset import load_dataset

TABLE = "region_id,period,value,state,note\nAL011,2020,7,observed,\nAL012,2020,,not_published,not printed\n"


def test_a_new_file_is_a_new_layer(tiny: Path) -> None:
    source = (tiny / "indicators" / "poverty.toml").read_text(encoding="utf-8")
    start, end = source.index("[goalposts]"), source.index("[text.sq]")
    context = (source[:start] + source[end:]).replace('"vulnerability"', '"context"').replace('"higher_is_worse"', '"none"')
    (tiny / "indicators" / "new_one.toml").write_text(context.replace('short = "T"', 'short = "New"'), encoding="utf-8")
    (tiny / "indicators" / "tables" / "new_one.csv").write_text(TABLE, encoding="utf-8")
    assert check_data(tiny).ok
    layer = list_layers(load_dataset(tiny))["new_one"]
    assert layer.short["en"] == "New"
    assert "qark" in layer.levels
