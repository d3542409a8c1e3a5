"""A presenter's sequence of views: as a plain text file, and as the short code that a link carries."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

MOST_ITEMS = 20
MOST_QUERY, MOST_TITLE, MOST_NOTES = 900, 160, 1500
# A server reads about 4 000 characters of an address; the rest of the address needs its share.
MOST_CODE = 3200
MOST_TEXT = MOST_ITEMS * (MOST_QUERY + 2 * (MOST_TITLE + MOST_NOTES) + 3)
CODE = re.compile(rf"[A-Za-z0-9_-]{{4,{MOST_CODE}}}")
PRESENTABLE = ("", "fund", "area", "survey", "directory", "method")
# The presentation's own language holds for every slide; the others belong to the page that a view was pinned on.
NOT_OF_A_VIEW = ("lang", "deck", "slide", "again", "drawn", "painted", "data", "then")
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t"}
ESCAPED = re.compile(r"\\[\\nt]")
PLAIN = {written: meant for meant, written in ESCAPES.items()}
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True)
class SequenceItem:
    """One view: its query (``?page=…``), and the presenter's own title and notes, empty where the view's own are to stand."""

    query: str
    title: str = ""
    notes: str = ""


@dataclass(frozen=True)
class SequenceProblem:
    """What is wrong in which line (0 for the whole); ``code`` names it, ``value`` is what was found, ``most`` the limit."""

    line: int
    code: str
    value: str = ""
    most: int = 0

    def __str__(self) -> str:
        """Say it in English, for the command line and logs."""
        where = f"line {self.line}: " if self.line else ""
        return where + SAID[self.code].format(value=self.value, most=self.most)


SAID = {
    "no_query": "{value!r} is not a view's link; write its query, such as ?page=fund&level=qark, first in the line",
    "page": "page {value!r} cannot be a slide; use the map (no page), fund, area, survey, directory or method",
    "long_query": "the query has {value} characters, at most {most} are read",
    "long_title": "the title has {value} characters, at most {most} are read",
    "long_notes": "the notes have {value} characters, at most {most} are read",
    "parts": "{value} columns were found; write the query, a title and notes, parted by tabs",
    "many": "{value} views are more than the {most} that a sequence holds",
    "empty": "no view was found; write one query per line",
    "text": "the text is longer than the {most} characters that a sequence can have",
    "long_code": "the link would have {value} characters, at most {most} work everywhere; "
    "shorten titles or notes, or save the sequence as a file",
}


class SequenceError(ValueError):
    """Everything that is wrong with a sequence, at once."""

    def __init__(self, problems: Iterable[SequenceProblem]) -> None:
        """Take the problems."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def parse_sequence(text: str) -> tuple[SequenceItem, ...]:
    """Read a sequence: one view per line (query, title, notes, parted by tabs); empty lines and those with # are passed over.

    Raises ``SequenceError`` with every problem and its line.
    """
    if len(text) > MOST_TEXT:
        raise SequenceError([SequenceProblem(0, "text", str(len(text)), MOST_TEXT)])
    items: list[SequenceItem] = []
    problems: list[SequenceProblem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        query, title, notes, wrong = _read_line(line, number)
        items.append(SequenceItem(query, title, notes))
        problems += wrong
    if len(items) > MOST_ITEMS:
        problems.append(SequenceProblem(0, "many", str(len(items)), MOST_ITEMS))
    if not items:
        problems.append(SequenceProblem(0, "empty"))
    if problems:
        raise SequenceError(problems)
    return tuple(items)


def write_sequence(items: Iterable[SequenceItem]) -> str:
    """Write a sequence so that ``parse_sequence`` reads the same one."""
    return "".join("\t".join(_columns(item)).rstrip("\t") + "\n" for item in items)


def check_sequence(items: Iterable[SequenceItem]) -> tuple[SequenceItem, ...]:
    """Return a sequence as a file of it would be read; raises ``SequenceError``."""
    return parse_sequence(write_sequence(items))


def pack_sequence(items: Iterable[SequenceItem]) -> str:
    """Write a sequence as the code in a link, empty for none; raises ``SequenceError`` where it would be too long."""
    written = write_sequence(items)
    if not written:
        return ""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(written.encode()) + packer.flush()
    code = base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")
    if len(code) > MOST_CODE:
        raise SequenceError([SequenceProblem(0, "long_code", str(len(code)), MOST_CODE)])
    return code


def unpack_sequence(code: str) -> tuple[SequenceItem, ...]:
    """Read the code in a link; what makes no sense is no sequence, never an error, however far it would unfold."""
    if not CODE.fullmatch(code):
        return ()
    try:
        packed = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
        reader = zlib.decompressobj(-zlib.MAX_WBITS)
        text = reader.decompress(packed, MOST_TEXT * 4)
        return parse_sequence(text.decode("utf-8")) if reader.eof else ()
    except (binascii.Error, zlib.error, ValueError):
        return ()


def clean_query(link: str) -> tuple[str, str]:
    """Return a link's query without what is not the view's own, and the page it is of; both empty where it is no link."""
    fields = dict(parse_qsl(link.strip().partition("?")[2].partition("#")[0]))
    kept = {key: value for key, value in fields.items() if key not in NOT_OF_A_VIEW}
    return ("?" + urlencode(kept), kept.get("page", "")) if kept else ("", "")


def _read_line(line: str, number: int) -> tuple[str, str, str, list[SequenceProblem]]:
    link, *rest = line.split("\t")
    title, notes = (_plain(text) for text in (*rest, "", "")[:2])
    title = " ".join(title.split())
    query, page = clean_query(link)
    wrong = []
    if len(rest) > 2:
        wrong.append(SequenceProblem(number, "parts", str(len(rest) + 1)))
    if not query:
        wrong.append(SequenceProblem(number, "no_query", link.strip()[:60]))
    elif page not in PRESENTABLE:
        wrong.append(SequenceProblem(number, "page", page[:60]))
    for name, found, most in (("query", query, MOST_QUERY), ("title", title, MOST_TITLE), ("notes", notes, MOST_NOTES)):
        if len(found) > most:
            wrong.append(SequenceProblem(number, f"long_{name}", str(len(found)), most))
    return query, title, notes, wrong


def _columns(item: SequenceItem) -> tuple[str, str, str]:
    return item.query, _escaped(" ".join(item.title.split())), _escaped(item.notes)


def _escaped(text: str) -> str:
    kept = UNSEEN.sub("", text.replace("\r\n", "\n")).strip()
    return "".join(ESCAPES.get(letter, letter) for letter in kept)


def _plain(text: str) -> str:
    return UNSEEN.sub("", ESCAPED.sub(lambda found: PLAIN[found[0]], text)).strip()
