"""Reads ``data/geo/*.toml``: the map layers that are not indicators."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from data.problems import Problem, Reporter
from data.strict import Name, Record, read_toml
from data.types import Layer, Text, frozen_map


class _Texts(Record):
    title: Name
    short: Name
    meaning: Name


class _AllTexts(Record):
    sq: _Texts
    en: _Texts


class LayerFile(Record):
    """The keys of a layer file; ``field`` names what it shows (a score's part, or what ``kind`` needs)."""

    group: Literal["score", "pillars", "kap", "communities", "presence"]
    kind: Literal["score", "bivariate", "kap_coverage", "community"]
    order: int
    field: Name
    text: _AllTexts


def read_layers(folder: Path, problems: list[Problem]) -> dict[str, Layer]:
    """Read every layer of a folder, in menu order.

    Parameters
    ----------
    folder : Path
        Folder of ``NAME.toml``; the name is the layer's id.
    problems : list of Problem
        Every fault found is appended here.
    """
    layers: list[Layer] = []
    for path in sorted(folder.glob("*.toml")):
        report = Reporter(path)
        found = read_toml(path, LayerFile, report)
        if found:
            texts = {"sq": found.text.sq, "en": found.text.en}
            plain = found.model_dump(exclude={"text"})
            layers.append(Layer(path.stem, **plain, **_words(texts)))
        problems.extend(report.problems)
    return {layer.layer_id: layer for layer in sorted(layers, key=lambda layer: (layer.order, layer.layer_id))}


def _words(texts: dict[str, _Texts]) -> dict[str, Any]:
    """Return title, short title and meaning, each in every language."""
    return {name: _in_all(texts, name) for name in ("title", "short", "meaning")}


def _in_all(texts: dict[str, _Texts], name: str) -> Text:
    """Return one text in every language."""
    return frozen_map({language: getattr(text, name) for language, text in texts.items()})
