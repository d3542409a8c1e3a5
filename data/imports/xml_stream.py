"""Reads a large XML file one record at a time in constant memory, with lines; refuses what makes XML dangerous.

Python's own expat parser, fed in pieces. A document type declaration is refused outright, and with it every entity that could
expand without end or fetch another file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

PIECE = 64 * 1024
MOST_ELEMENTS = 200_000
MOST_CHARACTERS = 20_000_000
DEEPEST = 60


@dataclass
class Node:
    """An element with its attributes, own text, children and the line it starts on."""

    tag: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, tag: str) -> list[Node]:
        """Return the children of a name, in order."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> Node | None:
        """Return the first child of a name."""
        return next((child for child in self.children if child.tag == tag), None)


class XmlFault(ValueError):
    """What is wrong with the file as XML, and where (from 1)."""

    def __init__(self, message: str, line: int, column: int) -> None:
        self.message, self.line, self.column = message, line, column
        super().__init__(f"line {line}, column {column}: {message}")


class RecordReader:
    """Iterates over the records of a file: the elements of one name right below the root.

    ``root`` holds the root's attributes once its start was read. Raises XmlFault at the place of the fault; records before it
    were already yielded, so a caller that wants all or nothing must wait for the end.
    """

    def __init__(self, stream: BinaryIO, record: str) -> None:
        self.stream, self.record = stream, record
        self.root: Node | None = None
        self._path: list[Node | None] = []
        self._ready: list[Node] = []
        self._elements = self._characters = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype

    def __iter__(self) -> Iterator[Node]:
        """Yield each record as it is complete."""
        try:
            while piece := self.stream.read(PIECE):
                self._parser.Parse(piece, False)
                yield from self._ready
                self._ready.clear()
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise XmlFault(expat.ErrorString(error.code), error.lineno, error.offset + 1) from None
        except XmlFault:
            raise
        except (LookupError, ValueError) as error:
            raise XmlFault(f"the encoding cannot be read ({error})", 1, 1) from None
        yield from self._ready

    def _fault(self, message: str) -> XmlFault:
        return XmlFault(message, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _refuse_doctype(self, *_: object) -> None:
        raise self._fault("the file declares a document type, which could hide entities that expand without end")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag, attributes, self._parser.CurrentLineNumber)
        if len(self._path) >= DEEPEST:
            raise self._fault(f"elements are nested more than {DEEPEST} deep")
        if not self._path:
            self.root = node
            self._path.append(None)
            return
        if len(self._path) == 1:
            self._elements = self._characters = 0
            self._path.append(node if tag == self.record else None)
            return
        parent = self._path[-1]
        if parent is not None:
            parent.children.append(node)
            self._elements += 1
            if self._elements > MOST_ELEMENTS:
                raise self._fault(f"one record holds more than {MOST_ELEMENTS} elements")
        self._path.append(node if parent is not None else None)

    def _end(self, _: str) -> None:
        node = self._path.pop()
        if node is not None and len(self._path) == 1:
            self._ready.append(node)

    def _text(self, text: str) -> None:
        node = self._path[-1] if self._path else None
        if node is not None:
            self._characters += len(text)
            if self._characters > MOST_CHARACTERS:
                raise self._fault(f"one record holds more than {MOST_CHARACTERS} characters")
            node.text += text
