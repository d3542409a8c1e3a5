"""The same weighted sums and ranks by libraries for many-criteria decisions, where they are installed (the extra ``bench``)."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator

import numpy as np

Work = Callable[[], object]


def rivals(x: np.ndarray, weights: np.ndarray) -> Iterator[tuple[str, Work | None]]:
    """Yield each library's name and its work, None where it is not installed; ``x`` is areas x indicators without gaps."""
    for name, build in (("scikit-criteria", _scikit_criteria), ("pymcdm", _pymcdm)):
        try:
            yield name, build(x, weights)
        except ImportError:
            yield name, None


def _scikit_criteria(x: np.ndarray, weights: np.ndarray) -> Work:
    skc, simple = importlib.import_module("skcriteria"), importlib.import_module("skcriteria.agg.simple")
    model, aims = simple.WeightedSumModel(), [max] * x.shape[1]
    return lambda: [model.evaluate(skc.mkdm(x, aims, weights=w)).rank_ for w in weights]


def _pymcdm(x: np.ndarray, weights: np.ndarray) -> Work:
    methods, ranks = importlib.import_module("pymcdm.methods"), importlib.import_module("pymcdm.helpers")
    model, types = methods.WSM(), np.ones(x.shape[1])
    return lambda: [ranks.rrankdata(model(x, w, types)) for w in weights]
