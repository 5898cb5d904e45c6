"""The relaxed form: what servers on the way may do to a letter changes nothing of it."""

from __future__ import annotations

import base64
import hashlib

import pytest
from dkim import canonicalization as theirs
from hypothesis import given
from hypothesis import strategies as st

from mailer import messages
from mailer.dkim import canonical
from mailer.messages import Slot
from tests.mailer.test_messages import awkward, constants

blanks_and_ends = st.lists(st.sampled_from([b" ", b"\t", b"\r\n", b"x", b"\xe9", b".", b"a b", b"  ", b" \r\n"])).map(
    b"".join
)
field_lines = st.lists(
    st.sampled_from([b"Subject: a", b"To:b", b"X-Y :  c\t d", b"From: x\r\n\ty ", b"Date:\r\n z", b"A: "]), min_size=1
).map(b"\r\n".join)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", b""),
        (b"\r\n", b""),
        (b"\r\n\r\n\r\n", b""),
        (b" \t \r\n", b""),
        (b" ", b""),
        (b"a", b"a\r\n"),
        (b"a\r\n\r\n\r\n", b"a\r\n"),
        (b"a\r\n \r\n", b"a\r\n"),
        (b"\r\na\r\n", b"\r\na\r\n"),
        (b" a \t b\t\r\n", b" a b\r\n"),
        (b"a \r\n\tb", b"a\r\n b\r\n"),
        (b"x" * 998 + b"  y\r\n", b"x" * 998 + b" y\r\n"),
    ],
)
def test_a_body_keeps_its_words_and_lines(body: bytes, expected: bytes) -> None:
    """RFC 6376 3.4.4: runs of blanks, blanks at the end of a line and empty lines at the end do not count."""
    assert canonical.body(body) == expected


@given(blanks_and_ends)
def test_every_body_is_what_others_make_of_it(body: bytes) -> None:
    """As dkimpy reads the same section; SMTP knows no last line without its end."""
    assert canonical.body(body + b"\r\n") == theirs.Relaxed.canonicalize_body(body + b"\r\n")


@given(field_lines)
def test_every_header_is_what_others_make_of_it(head: bytes) -> None:
    """Names in lower case, folds undone, blanks reduced (RFC 6376 3.4.2)."""
    expected = [name + b":" + value for name, value in theirs.Relaxed.canonicalize_headers(_split(head))]

    assert [field.line + b"\r\n" for field in canonical.fields(head)] == expected


def _split(head: bytes) -> list[tuple[bytes, bytes]]:
    raw = canonical._FIELD_END.split(head)
    return [(name, value + b"\r\n") for name, _colon, value in (one.partition(b":") for one in raw)]


@given(constants, awkward, constants, awkward)
def test_a_body_of_ours_is_canonical_as_it_is(text: str, value: str, page: str, other: str) -> None:
    """So it can be signed as it stands, and a server that tidies blanks up does not break the signature."""
    blank = messages.compile_message(
        [("Subject", ("Lettre",))],
        (text, Slot("x", "text"), text),
        (page, Slot("y", "html"), page, Slot("z", "url")),
        boundary_seed=b"lettre",
    )
    body = blank.fill({"x": value, "y": other, "z": "?" + value}).partition(b"\r\n\r\n")[2]

    assert canonical.body(body) == body


def test_the_hash_is_that_of_the_standard() -> None:
    """The example of RFC 8463, appendix A."""
    body = b"Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n"

    assert base64.b64encode(hashlib.sha256(canonical.body(body)).digest()) == (
        b"2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8="
    )
