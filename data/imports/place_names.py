"""Forms of Albanian place names: without diacritics, definite and inflected; and the word that says what kind of place it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

KINDS = {
    "qark": ("qarku", "qark", "county", "prefecture", "prefektura", "region", "rajoni", "rajon"),
    "district": ("rrethi", "rreth", "district"),
    "municipality": ("bashkia", "bashki", "bashkise", "municipality"),
    "unit": ("njesia administrative", "njesi administrative", "administrative unit", "njesia", "komuna", "komune", "commune"),
    "town": ("qyteti", "qytet", "city", "town"),
}
LINKS = ("i", "e", "te", "se", "of", "the")
_KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}
_KIND_WORDS = "|".join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True))
_BEFORE = re.compile(rf"^(?:ish )?(?:the )?(?P<kind>{_KIND_WORDS})(?: (?:{'|'.join(LINKS)}))* (?P<rest>.+)$")
_AFTER = re.compile(rf"^(?P<rest>.+) (?P<kind>{_KIND_WORDS})$")
# Names of several words of which the first is inflected.
IRREGULAR = {
    "malesi e madhe": ("malesia e madhe", "malesise se madhe", "malesine e madhe", "malesi madhe", "malesia madhe"),
    "vau i dejes": ("vau dejes", "vaut te dejes", "vaun e dejes"),
    "shqiperia": ("shqiperi", "shqiperise", "republika e shqiperise"),
    "albania": ("republic of albania",),
}


def fold(text: str) -> str:
    """Return a name in lower case without diacritics, hyphens and double spaces.

    >>> fold(" Fushë-Arrëz "), fold("ÇOROVODË")
    ('fushe arrez', 'corovode')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def take_off_kind(folded: str) -> tuple[str, str]:
    """Return a folded name without the word that says what kind of place it is, and that kind (empty where none is said).

    >>> take_off_kind("qarku i shkodres"), take_off_kind("shkodra county"), take_off_kind("puke")
    (('shkodres', 'qark'), ('shkodra', 'qark'), ('puke', ''))
    """
    for pattern in (_BEFORE, _AFTER):
        if found := pattern.match(folded):
            return found["rest"], _KIND_OF[found["kind"]]
    return folded, ""


def forms(name: str) -> Iterator[str]:
    """Yield a name's folded form and then its definite and inflected forms.

    >>> sorted(forms("Shkodër"))
    ['shkoder', 'shkodra', 'shkodren', 'shkodres']
    """
    base = fold(name)
    yield base
    yield from IRREGULAR.get(base, ())
    if name.casefold().rstrip().endswith("ër"):
        stem = base[:-2] + "r"
        yield from (stem + "a", stem + "es", stem + "en")
    elif base.endswith("e"):
        yield from (base[:-1] + "a", base + "s", base + "n")
    elif base.endswith("i"):
        yield from (base + "t", base + "n", base + "a", base + "se", base + "ne")
    elif base.endswith("a"):
        yield from (base[:-1] + "es", base[:-1] + "en")
    elif base.endswith(("k", "g", "h")):
        yield from (base + "u", base + "ut", base + "un")
    else:
        yield from (base + "i", base + "it", base + "in")
