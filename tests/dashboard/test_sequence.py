from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.sequence import (
    MOST_CODE,
    MOST_ITEMS,
    MOST_NOTES,
    MOST_TITLE,
    SequenceError,
    SequenceItem,
    pack_sequence,
    parse_sequence,
    unpack_sequence,
    write_sequence,
)

QUERIES = ("?level=qark&layer=risk&date=2006-07-31", "?page=fund&level=qark", "?page=survey", "?page=area&region=AL034")
texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40)
notes = st.lists(texts, max_size=3).map("\n".join)
items = st.builds(
    SequenceItem,
    st.sampled_from(QUERIES),
    texts.map(lambda text: " ".join(text.split())),
    notes.map(str.strip),
)


@settings(max_examples=25)
@given(st.lists(items, min_size=1, max_size=6))
def test_a_sequence_survives_its_file_and_its_link(sequence: list[SequenceItem]) -> None:
    assert parse_sequence(write_sequence(sequence)) == tuple(sequence)
    code = pack_sequence(sequence)
    assert len(code) <= MOST_CODE
    assert unpack_sequence(code) == tuple(sequence)


def test_a_file_written_by_hand_is_read() -> None:
    text = (
        "\ufeff# Kukës, ten minutes\r\n"
        "\r\n"
        "https://example.org/?lang=en&page=area&region=AL034#reasons\tKukës"
        "\tFirst line\\nsecond, with a \\t tab and C:\\\\notes\r\n"
        "?page=fund\r\n"
    )
    assert parse_sequence(text) == (
        SequenceItem("?page=area&region=AL034", "Kukës", "First line\nsecond, with a \t tab and C:\\notes"),
        SequenceItem("?page=fund"),
    )


def test_every_fault_is_told_at_once_with_its_line() -> None:
    long = f"{'x' * (MOST_TITLE + 1)}\t{'y' * (MOST_NOTES + 1)}"
    text = f"?page=fund\nhello\n\n?page=corrections\n?page=fund\t{long}\n?page=fund\ta\tb\tc\n"
    with pytest.raises(SequenceError) as wrong:
        parse_sequence(text)
    found = [(p.line, p.code) for p in wrong.value.problems]
    assert found == [(2, "no_query"), (4, "page"), (5, "long_title"), (5, "long_notes"), (6, "parts")]
    assert "line 2: 'hello' is not a view's link" in str(wrong.value)
    assert "line 4: page 'corrections' cannot be a slide" in str(wrong.value)


def test_more_views_than_a_sequence_holds_and_none_at_all_are_told() -> None:
    with pytest.raises(SequenceError, match=f"{MOST_ITEMS + 1} views are more than the {MOST_ITEMS}"):
        parse_sequence("?page=fund\n" * (MOST_ITEMS + 1))
    with pytest.raises(SequenceError, match="no view was found"):
        parse_sequence("# nothing\n")


def test_a_link_that_would_be_too_long_says_so() -> None:
    long = [
        SequenceItem("?page=fund", "", "".join(chr(0x100 + (i * 7919 + k * 104729) % 5000) for i in range(1200)))
        for k in range(5)
    ]
    with pytest.raises(SequenceError, match="shorten titles or notes, or save the sequence as a file"):
        pack_sequence(long)


@settings(max_examples=60)
@given(
    st.one_of(st.text(max_size=80), st.binary(max_size=80).map(lambda raw: base64.urlsafe_b64encode(raw).decode().rstrip("=")))
)
def test_junk_in_a_link_is_no_sequence_and_no_error(code: str) -> None:
    assert isinstance(unpack_sequence(code), tuple)


def test_a_code_that_unfolds_without_end_is_no_sequence() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    bomb = packer.compress(b"?page=fund\n" * 2_000_000) + packer.flush()
    code = base64.urlsafe_b64encode(bomb).decode().rstrip("=")
    assert unpack_sequence(code[:MOST_CODE]) == unpack_sequence(code) == ()


def test_nothing_packs_into_nothing() -> None:
    assert pack_sequence(()) == ""
    assert unpack_sequence("") == ()
