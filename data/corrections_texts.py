"""Looks through free text for what must not be kept: contacts and long numbers."""

from __future__ import annotations

import re
import unicodedata

# Days and spans of years are numbers that may stand.
DAYS = re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d\d\s?[-\u2013/]\s?(?:19|20)\d\d)\b")
EMAIL = re.compile(r"\S@|@\S|\bat\b\s*\W?\s*\w+\s*\W?\s*(?:\bdot\b|\bpikë\b)|[(\[{]\s*(?:at|et)\s*[)\]}]", re.IGNORECASE)
PHONE = re.compile(r"(?:\+|\b00)\s?\d(?:[\s.\-/()]*\d){5,}|\b0\d(?:[\s.\-/()]*\d){6,}|\d(?:[\s.\-/()]*\d){8,}")
DIGITS = re.compile(r"\d{6,}")


def clean_text(text: str) -> str:
    """Return a text in one form, without doubled spaces and signs that take no room.

    >>> clean_text("  Qendra   ditore\\u200b ")
    'Qendra ditore'
    """
    plain = unicodedata.normalize("NFKC", text)
    return " ".join("".join(sign for sign in plain if unicodedata.category(sign) != "Cf").split())


def text_fault(text: str, most: int) -> str:
    """Return the code of what is wrong with a cleaned text, empty where nothing is.

    Parameters
    ----------
    text : str
        As :func:`clean_text` gives it.
    most : int
        The most signs it may have.

    Returns
    -------
    str
        ``too_long``, ``control``, ``email``, ``phone``, ``digits`` or empty. A person's name in running text cannot be told
        from any other word: there is no field that asks for one, and the steward reads before anything is shown.

    >>> text_fault("Seen on 12.11.2026, open since 2005-2006", 200), text_fault("call +355 69 123 4567", 200)
    ('', 'phone')
    """
    if len(text) > most:
        return "too_long"
    if any(unicodedata.category(sign) in ("Cc", "Co", "Cs") for sign in text):
        return "control"
    if EMAIL.search(text):
        return "email"
    rest = DAYS.sub(" ", text)
    if PHONE.search(rest):
        return "phone"
    return "digits" if DIGITS.search(rest) else ""
