"""What may reach the wire."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer import errors, wire_guard

SMUGGLING = [b"\n.\n", b"\n.\r\n", b"\r.\r", b"\r\n.\n", b"\r.\r\n", b"\r\r\n", b"\n", b"\r", b"a\nb", b"a\rb"]


@pytest.mark.parametrize("vector", SMUGGLING)
def test_a_line_end_that_is_not_whole_is_refused(vector: bytes) -> None:
    """Each is an end of data to some server (CVE-2023-51764 and its family)."""
    with pytest.raises(errors.UnsafeLetter):
        wire_guard.check(b"a: b\r\n\r\nx" + vector + b"MAIL FROM:<evil@z.fr>\r\n")


@pytest.mark.parametrize(
    "letter", [b"", b"x", b"x\n", b"x\r", b"x\r\n\r", b"x\r\n\n", b"a\0b\r\n", b"\xe9\r\n", b"x" * 999 + b"\r\n"]
)
def test_a_letter_that_is_not_canonical_is_refused(letter: bytes) -> None:
    """Empty, unended, with NUL, with 8 bits, with a line of 999."""
    with pytest.raises(errors.UnsafeLetter):
        wire_guard.check(letter)


@pytest.mark.parametrize("letter", [b"\r\n", b"x\r\n", b"x" * 998 + b"\r\n", b"a: b\r\n\r\nc\r\n"])
def test_a_canonical_letter_comes_back_as_it_is(letter: bytes) -> None:
    """Not even copied."""
    assert wire_guard.check(letter) is letter


def test_eight_bits_pass_where_the_server_takes_them() -> None:
    """The caller knows."""
    assert wire_guard.check("é\r\n".encode(), eight_bit=True)


def test_what_is_cut_from_a_proved_letter_is_checked_again() -> None:
    """The proof is of the whole."""
    letter = wire_guard.Proved(b"a: b\r\n\r\nc\r\n")
    assert wire_guard.check(letter) is letter
    with pytest.raises(errors.UnsafeLetter):
        wire_guard.check(letter[:-1])


@given(st.lists(st.sampled_from([b"\r\n", b"\r", b"\n", b".", b"x", b"\0", b"\xff", b"x" * 600])).map(b"".join))
def test_the_guard_agrees_with_the_rules_spelt_out(letter: bytes) -> None:
    """The fast patterns mean what RFC 5321 says, slowly."""
    lines = letter.split(b"\r\n")
    lawful = lines.pop() == b"" and bool(lines) and not re.search(rb"[\r\n\0\x80-\xff]", b"".join(lines))
    if lawful and all(len(line) <= 998 for line in lines):
        stuffed = [b"." + line if line.startswith(b".") else line for line in lines]
        assert wire_guard.check(letter) == b"\r\n".join([*stuffed, b""])
    else:
        with pytest.raises(errors.UnsafeLetter):
            wire_guard.check(letter)


@pytest.mark.parametrize(
    "address",
    [
        "jean.dupont@exemple.fr",
        "retour+c1.42=abc@lettre.exemple.fr",
        "o'neil@xn--mission-vry-heb.fr",
        "a" * 64 + "@b.fr",
        "root@localhost",
    ],
)
def test_a_plain_address_passes(address: str) -> None:
    """And needs no extension."""
    assert wire_guard.check_path(address) is False


def test_a_local_part_that_is_not_ascii_needs_an_extension() -> None:
    """RFC 6531."""
    assert wire_guard.check_path("réseau@mission-locale.fr") is True


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "@b.fr",
        "a@",
        "a@b@c.fr",
        ".a@b.fr",
        "a.@b.fr",
        "a..b@c.fr",
        "a b@c.fr",
        "a@b.fr ",
        "a@b.fr\n",
        "a@b..fr",
        "a@-b.fr",
        "a@b-.fr",
        "a@évry.fr",
        "a@[127.0.0.1]",
        '"a b"@c.fr',
        '"a\r\nRCPT TO:<evil@z.fr>"@y.fr',
        "x@y.fr> NOTIFY=NEVER",
        "x@y.fr NOTIFY=NEVER",
        "<a@b.fr>",
        "a@b.fr,c@d.fr",
        "a\u00a0b@c.fr",
        "a\u2028b@c.fr",
        "a\u0085b@c.fr",
        "a\u202eb@c.fr",
        "a\x00@b.fr",
        "a" * 65 + "@b.fr",
        "é" * 33 + "@b.fr",
        "a@" + "b" * 64 + ".fr",
        "a" * 64 + "@" + ".".join(["b" * 60] * 4),
    ],
)
def test_anything_else_is_no_address(address: str) -> None:
    """Neither mended nor cut: a library that mends writes to somebody else."""
    with pytest.raises(errors.UnsafeAddress):
        wire_guard.check_path(address)


@given(st.text())
def test_no_address_carries_a_second_command(text: str) -> None:
    """Whatever passes holds no space, no angle bracket and no control character."""
    try:
        wire_guard.check_path(text)
    except errors.UnsafeAddress:
        return
    assert not re.search(r"[\s<>\x00-\x1f\x7f-\x9f]", text)
