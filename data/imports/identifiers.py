"""Direct identifiers in survey files: found by the names of columns, by what stands in them, and by the form's types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.imports.raw_table import RawTable
from data.imports.xlsform import IDENTIFYING_TYPES

# Parts of column names, in Albanian and English, that say whom a row belongs to. Matched on whole words of the name.
_NAMES = {
    "name of a person": {"emri", "mbiemri", "emrimbiemri", "emer", "mbiemer", "firstname", "lastname", "surname", "fullname",
                         "atesia", "memesia", "respondentname", "username", "nickname", "nofka", "pseudonimi"},
    "telephone number": {"phone", "phonenumber", "telephone", "telefon", "telefoni", "tel", "mobile", "celular", "celulari",
                         "cel", "whatsapp", "viber", "nrtel"},
    "e-mail address": {"email", "mail", "posta", "eposta"},
    "exact place": {"gps", "latitude", "longitude", "lat", "lon", "lng", "geopoint", "geolocation", "koordinata", "koordinatat",
                    "gjeresia", "gjatesia", "altitude"},
    "address": {"address", "adresa", "adrese", "street", "rruga", "pallati", "apartamenti", "banesa"},
    "personal number": {"nid", "nrpersonal", "leternjoftim", "idcard", "passport", "pasaporta"},
    "number of the respondent or the interview": {"id", "uuid", "instanceid", "respid", "respondentid", "caseid", "interviewid",
                                                   "idintervistes", "idrespondenti", "submissionid", "rootuuid"},
    "device or interviewer": {"deviceid", "imei", "simserial", "subscriberid", "interviewer", "intervistuesi", "anketuesi",
                              "enumerator", "submittedby"},
    "birth date": {"birthdate", "dob", "ditelindja", "datelindja"},
    "social network account": {"facebook", "instagram", "tiktok"},
}  # fmt: skip
# "emri i bashkisë" is a place's name, "question_name" no person's.
_NOT_A_PERSON = {"bashki", "bashkia", "bashkise", "qark", "qarku", "qarkut", "municipality", "region", "area", "zona", "zones",
                 "village", "fshati", "fshatit", "school", "shkolla", "shkolles", "question", "pyetja", "county"}  # fmt: skip
_PLAIN_NAME = {"name", "names"}
_CONTENT = {
    "e-mail addresses": re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}"),
    "telephone numbers": re.compile(
        r"(\+|00)\s?355[\s/()-]*(\d[\s/()-]*){7,9}|0?6[6-9](?=\d{7}$|[\s/-])[\s/-]?\d{2,3}[\s/-]?\d{2}[\s/-]?\d{2,3}"
    ),
    "exact places (coordinates)": re.compile(r"(39|4[0-2])\.\d{4,}([,;\s]+(19|20|21)\.\d{3,}.*)?|(19|20|21)\.\d{5,}"),
    "personal numbers": re.compile(r"[A-Z]\d{8}[A-Z]"),
    "numbers of submissions": re.compile(r"(uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
}
_SHARE = 0.2


@dataclass(frozen=True)
class Identifier:
    """A column that may say whom a row belongs to, and what it seems to hold."""

    column: str
    reason: str


def find_identifiers(table: RawTable) -> list[Identifier]:
    """Return the columns of a file that hold direct identifiers.

    Parameters
    ----------
    table : RawTable
        All columns are judged, kept or not: by name, by a sample of their cells, and by the form's types.

    Returns
    -------
    list of Identifier
        In the file's order, each column once.
    """
    found = []
    for column in table.header:
        kind = table.form_types.get(column, "")
        reason = f"form type {kind}" if kind in IDENTIFYING_TYPES else ""
        reason = reason or reason_by_name(column) or reason_by_content(table.samples.get(column, ()))
        if reason:
            found.append(Identifier(column, reason))
    return found


def reason_by_name(column: str) -> str:
    """Return what a column's name says it holds, "" when nothing that identifies.

    >>> reason_by_name("Emri dhe mbiemri"), reason_by_name("emri_bashkisë"), reason_by_name("household/phone_number")
    ('name of a person', '', 'telephone number')
    """
    words = _words(column.replace(".", "/").rpartition("/")[2] or column)
    if words & _NOT_A_PERSON:
        return ""
    for reason, names in _NAMES.items():
        if words & names:
            return reason
    return "name of a person" if words & _PLAIN_NAME else ""


def _words(name: str) -> set[str]:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    plain = unicodedata.normalize("NFD", spaced).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z]+", plain)
    return {*words, *("".join(pair) for pair in pairwise(words))}


def reason_by_content(cells: Sequence[str]) -> str:
    """Return what a sample of cells seems to hold, "" when nothing that identifies; a fifth of them is enough."""
    if not cells:
        return ""
    for reason, pattern in _CONTENT.items():
        if sum(bool(pattern.fullmatch(cell)) for cell in cells) >= max(1, _SHARE * len(cells)):
            return reason
    return ""


def by_reason(found: Sequence[Identifier]) -> Mapping[str, list[str]]:
    """Group columns by what they hold."""
    groups: dict[str, list[str]] = {}
    for identifier in found:
        groups.setdefault(identifier.reason, []).append(identifier.column)
    return groups
