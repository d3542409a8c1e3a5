"""The survey's map layers: one per imported question, and pillar B with the risk and priority that rest on it."""

from __future__ import annotations

from dashboard.text import load_words
from dashboard.view_models.cuts import SCORE_CUTS
from dashboard.view_models.layers import MAP_LEVELS, NO_TEXT, LayerItem
from data.survey_types import KapQuestion
from data.types import LANGUAGES, Dataset, Text
from models.knowledge_gap import bases_of

GROUP, COVERAGE = "kap", "kap_coverage"
QUESTION, SCORED = "survey", "survey_score"
FIELDS = ("knowledge_gap", "risk", "priority")


def with_survey_layers(layers: dict[str, LayerItem], dataset: Dataset) -> dict[str, LayerItem]:
    """Return the layers with the survey's own; where results were imported, there is more to show than where it was held."""
    if not dataset.survey.estimates:
        return layers
    kept = {name: item for name, item in layers.items() if name != COVERAGE or dataset.survey.example}
    added = [*_scored_layers(dataset), *(_question_layer(dataset, q) for q in dataset.survey.questions.values())]
    return kept | {item.layer_id: item for item in added}


def example_layer(dataset: Dataset, layer: LayerItem) -> bool:
    """Say whether a layer shows example data."""
    return dataset.survey.example and layer.kind in (QUESTION, SCORED)


def _question_layer(dataset: Dataset, question: KapQuestion) -> LayerItem:
    sources = dict.fromkeys(e.source_id for e in dataset.survey.estimates if e.question_id == question.question_id)
    return _layer(
        dataset,
        layer_id=f"kap-{question.question_id}",
        kind=QUESTION,
        key=question.question_id,
        ramp="context" if question.direction == "none" else "score",
        title=_marked(dataset, question.wording),
        short=_marked(dataset, question.wording, "survey.layer.example_short"),
        meaning={lang: load_words(lang)("survey.layer.meaning", counts=question.counts[lang]) for lang in LANGUAGES},
        unit=_text("survey.axis"),
        sources=tuple(filter(None, sources)),
        worse_is_less=question.direction == "higher_is_better",
    )


def _scored_layers(dataset: Dataset) -> list[LayerItem]:
    """Return pillar B and what rests on it, as layers of their own: never in one ranking with the structural score."""
    if len(bases_of(dataset)) < 2:
        return []
    return [
        _layer(
            dataset,
            layer_id=f"{bases_of(dataset)[1]}-{field.replace('_', '-')}",
            kind=SCORED,
            key=field,
            ramp="score",
            title=_marked(dataset, _text(f"survey.layer.{field}.title")),
            short=_marked(dataset, _text(f"survey.layer.{field}.short"), "survey.layer.example_short"),
            meaning=_text(f"survey.layer.{field}.meaning"),
            unit=_text("unit.score"),
            sources=(),
            worse_is_less=False,
        )
        for field in FIELDS
    ]


def _layer(
    dataset: Dataset, layer_id: str, kind: str, key: str, ramp: str, title: Text, short: Text, meaning: Text, unit: Text,
    sources: tuple[str, ...], worse_is_less: bool,
) -> LayerItem:  # fmt: skip
    caveat = _text("survey.banner", "survey.remove") if dataset.survey.example else NO_TEXT
    return LayerItem(
        layer_id=layer_id,
        group=GROUP,
        kind=kind,
        key=key,
        ramp=ramp,
        cuts=SCORE_CUTS,
        decimals=0,
        levels=MAP_LEVELS,
        title=title,
        short=short,
        meaning=meaning,
        unit=unit,
        caveat=caveat,
        source_ids=sources,
        worse_is_less=worse_is_less,
    )


def _text(*keys: str) -> Text:
    return {lang: " ".join(load_words(lang)(key) for key in keys) for lang in LANGUAGES}


def _marked(dataset: Dataset, text: Text, key: str = "survey.layer.example") -> Text:
    """Return a title with the mark of example data in it, wherever that title goes."""
    if not dataset.survey.example:
        return text
    return {lang: load_words(lang)(key, title=text[lang]) for lang in LANGUAGES}
