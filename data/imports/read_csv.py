"""CSV survey files: encoding, delimiter, and the text of every cell."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from data.imports.raw_table import Keep, RawTable, build_table
from data.problems import Reporter

DELIMITERS = (",", ";", "\t", "|")
# What Windows-1252 text of these languages can hold; anything else means another encoding, such as DOS 852 or Mac.
_WESTERN = re.compile(r"[\x00-\x7fÀ-ÖØ-öø-ÿŠšŽžŒœŸ€…–—‘’‚“”„«»°·•§©®±²³ªº¡¿´¨ ]*")
# A quotation mark that opens right behind a letter is a letter of another encoding: ë of a Mac.
_MISPLACED = re.compile(r"[A-Za-zÀ-ÿ][‘“„]")
_TWICE_ENCODED = re.compile(r"Ã[«‹§‡©¨€]|â€[™œ\x9d“”]")


def read_csv_table(path: Path, report: Reporter, keep: Keep) -> RawTable | None:
    """Read a CSV file.

    Parameters
    ----------
    path : Path
        UTF-8, UTF-16 (with its mark) or Windows-1252; commas, semicolons, tabs or bars.
    report : Reporter
        Takes every problem.
    keep : callable
        Says of a column's name whether its cells are wanted.

    Returns
    -------
    RawTable or None
        None after problems. Rows count records from 1 (the header), as a spreadsheet shows them.
    """
    text = _decode(path.read_bytes(), report)
    if text is None:
        return None
    delimiter = _delimiter(text)
    lines = _records(text, delimiter, report)
    if lines is None:
        return None
    header = [cell.strip() for cell in lines[0]]
    _report_header(header, text, report)
    good = []
    for row, cells in enumerate(lines[1:], start=2):
        stripped = [cell.strip() for cell in cells]
        if not any(stripped):
            continue
        if len(stripped) != len(header):
            remedy = f"the cells are divided by {delimiter!r}: quote cells that hold it, such as numbers with a decimal comma"
            message = f"the row has {len(stripped)} cells, the header {len(header)}"
            report.add(message, remedy, row=row, column="(whole row)", value=delimiter.join(cells)[:60])
            continue
        good.append((row, stripped))
    return build_table(report, header, good, keep)


def read_lines(path: Path, report: Reporter) -> list[list[str]] | None:
    """Return all lines of a CSV file as stripped cells, whatever its first row holds; None after problems."""
    text = _decode(path.read_bytes(), report)
    lines = None if text is None else _records(text, _delimiter(text), report)
    return None if lines is None else [[cell.strip() for cell in cells] for cells in lines]


def _records(text: str, delimiter: str, report: Reporter) -> list[list[str]] | None:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        row = text.count("\n") + 1 if "unexpected end" in str(error) else 0
        remedy = "a quotation mark is not closed: correct it, or export the file again"
        report.add(f"the file cannot be divided into cells: {error}", remedy, row=row, column="(whole row)")
        return None


def _report_header(header: list[str], text: str, report: Reporter) -> None:
    if len([name for name in header if name]) < 2:
        remedy = "divide the columns by commas, semicolons or tabs, and put their names into the first row"
        report.add("only one column was found", remedy, row=1, column="(header)", value=text[:40].splitlines()[0])
    for name in header:
        if _TWICE_ENCODED.search(name):
            remedy = "export the file again as UTF-8 from where it came; do not open and save it in between"
            report.add("the letters were spoilt by a wrong encoding", remedy, row=1, column=name, value=name)


def _delimiter(text: str) -> str:
    """Return the delimiter that divides the first lines most evenly into most cells."""
    head = "\n".join(text.splitlines()[:20])

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [len(cells) for cells in csv.reader(io.StringIO(head), delimiter=delimiter) if cells]
        return (sum(count == counts[0] for count in counts) if counts and counts[0] > 1 else 0, counts[0] if counts else 0)

    return max(DELIMITERS, key=evenness)


def _decode(raw: bytes, report: Reporter) -> str | None:
    """Return the text, or None after a clear word on the encoding."""
    if not raw.strip():
        report.add("the file is empty", "export it again; it holds not one letter", column="(whole file)")
        return None
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_as(raw, "utf-16", report)
    if b"\0" in raw[:4096]:
        remedy = "save it as CSV UTF-8; if it is an Excel or SPSS file, give it its right ending (.xlsx, .sav)"
        report.add("this is not a text file", remedy, row=1, column="(whole file)", value=raw[:8].hex(" "))
        return None
    try:
        return _checked(raw.decode("utf-8-sig"), report)
    except UnicodeDecodeError as error:
        return _western(raw, error, report)


def _decode_as(raw: bytes, encoding: str, report: Reporter) -> str | None:
    try:
        return _checked(raw.decode(encoding), report)
    except UnicodeDecodeError as error:
        row = raw[: error.start].decode(encoding, "ignore").count("\n") + 1
        remedy = "copy or export it again, as CSV UTF-8"
        report.add("the file breaks off inside a letter", remedy, row=row, column="(whole row)", value=f"byte {error.start}")
        return None


def _western(raw: bytes, fault: UnicodeDecodeError, report: Reporter) -> str | None:
    text = raw.decode("cp1252", "replace")
    place = _first_odd(text)
    if place is None:
        return text
    row = text[:place].count("\n") + 1
    remedy = "save it as CSV UTF-8 (in Excel: Save As, CSV UTF-8); it is none of UTF-8, UTF-16 and Windows-1252"
    shown = f"byte 0x{raw[place]:02x} in {text[max(0, place - 6) : place + 6]!r}"
    report.add("the encoding of the file is wrong", remedy, row=row, column="(whole row)", value=shown)
    return None


def _first_odd(text: str) -> int | None:
    """Return where the text holds a letter that no Windows-1252 text of these languages has, None where it does not."""
    if not _WESTERN.fullmatch(text):
        return next(i for i, letter in enumerate(text) if not _WESTERN.fullmatch(letter))
    misplaced = _MISPLACED.search(text)
    return misplaced.end() - 1 if misplaced else None


def _checked(text: str, report: Reporter) -> str | None:
    if "\ufffd" not in text:
        return text
    place = text.index("\ufffd")
    remedy = "export it again as CSV UTF-8 from where it came; the letters cannot be brought back here"
    row = text[:place].count("\n") + 1
    report.add(
        "letters were lost when the file was saved",
        remedy,
        row=row,
        column="(whole row)",
        value=text[max(0, place - 8) : place + 4],
    )
    return None
