"""Search over many texts: every word of the question begins a word of the text, whatever its case and diacritics.

All words stand once in one sorted list; those that begin alike are neighbours there, and so are the numbers of the texts that
hold them. A question word is then two look-ups and one slice, however many texts there are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dashboard.view_models.directory_entries import tokens

Mask = npt.NDArray[np.bool_]
# Sorts after every letter that a word may hold.
LAST = "\U0010ffff"


class SearchIndex:
    """The words of many texts, to be asked which texts hold words that begin so."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts; answers speak of them by number."""
        holders: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for word in dict.fromkeys(tokens(text)):
                holders.setdefault(word, []).append(number)
        self.size = len(texts)
        self._words = sorted(holders)
        self._ends = np.cumsum([0, *(len(holders[word]) for word in self._words)])
        self._numbers = np.array([number for word in self._words for number in holders[word]], dtype=np.int64)

    def find(self, question: str) -> Mask:
        """Return which texts hold every word of the question, or its beginning; all of them where nothing is asked."""
        found = np.ones(self.size, dtype=bool)
        for word in dict.fromkeys(tokens(question)):
            found &= self._holding(word)
        return found

    def _holding(self, beginning: str) -> Mask:
        first, last = bisect_left(self._words, beginning), bisect_left(self._words, beginning + LAST)
        held = np.zeros(self.size, dtype=bool)
        held[self._numbers[self._ends[first] : self._ends[last]]] = True
        return held
