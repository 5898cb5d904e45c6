"""The small pieces: folding, encoded-words, lines of quoted-printable."""

from __future__ import annotations

import quopri
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer import encodings, errors

printable = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=300)


@given(printable)
def test_no_sign_is_split_between_encoded_words(text: str) -> None:
    """Each word decodes alone (RFC 2047 5), has 75 signs at most and only those that a phrase may have."""
    for word in encodings.words(text):
        assert re.fullmatch(r"=\?utf-8\?q\?[A-Za-z0-9!*+/=_-]+\?=", word)
        assert len(word) <= 75
        quopri.decodestring(word[10:-2].encode(), header=True).decode()


@given(st.text(" ab,", max_size=300), st.integers(0, 76))
def test_folding_only_adds_line_ends(value: str, column: int) -> None:
    """Unfolded it is the same, and no line is made of blanks alone."""
    folded = encodings.fold(value, column)
    assert folded.replace("\r\n", "") == value
    assert all(line.strip() for line in folded.split("\r\n")[1:])


def test_a_line_is_folded_before_column_76() -> None:
    """At a space, where there is one."""
    lines = encodings.fold("mot " * 60 + "mot", 10).split("\r\n")
    assert max(map(len, lines)) <= 76


@given(printable, st.booleans())
def test_a_run_of_text_is_lines_of_76(text: str, before_hole: bool) -> None:
    """Decoded it is the same."""
    run = encodings.text_run(text, before_hole=before_hole)
    assert quopri.decodestring(run.encode("ascii")) == text.encode()
    assert all(len(line) <= 76 and not line.startswith(".") for line in run.split("\r\n"))


@given(printable.filter(bool))
def test_a_run_of_text_before_a_hole_ends_in_the_first_column(text: str) -> None:
    """How long the value is that comes next, nobody knows yet."""
    assert encodings.text_run(text, before_hole=True).endswith("\r\n")


@given(printable)
def test_the_short_way_of_a_header_value_is_the_long_way(value: str) -> None:
    """A value that fits is not folded, and nothing else changes."""
    short, long = encodings.structured(0, 900), encodings.structured(encodings.UNKNOWN_COLUMN, 900)
    results: list[bytes | None] = []
    for encode in (short, long):
        try:
            results.append(encode(value, "x").replace(b"\r\n", b""))
        except errors.UnsafeValue:
            results.append(None)
    assert results[0] == results[1]


@pytest.mark.parametrize("value", ["https://exemple.fr/?a=b&c=%C3%A9#d", "mailto:a@b.fr", "tel:+33-1", "a:b", "/x"])
def test_an_address_that_is_encoded_already_stays(value: str) -> None:
    """Reserved signs and percent signs are its grammar; `a:b` is none of ours."""
    if value == "a:b":
        with pytest.raises(errors.UnsafeValue):
            encodings.body_url(value, "x")
    else:
        assert quopri.decodestring(encodings.body_url(value, "x")).decode() == value
