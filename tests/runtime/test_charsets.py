"""Names of character sets, believed or not."""

from __future__ import annotations

import codecs

import pytest

from runtime import charsets


@pytest.mark.parametrize(
    ("name", "codec"),
    [("latin1", "cp1252"), ("ISO-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("UTF8", "utf-8"), ("gb2312", "gb18030"),
     ("x-mac-roman", "mac-roman"), (" windows-1250 ", "cp1250"), ("iso-8859-15", "iso8859-15"),
     ("unicode_escape", None), ("idna", None), ("undefined", None), ("zip", None), ("a\0b", None), ("", None)],
)  # fmt: skip
def test_a_name_is_the_character_set_that_is_meant(name: str, codec: str | None) -> None:
    """Python's other codecs are no character sets, and latin-1 is Windows-1252 (WHATWG Encoding 4.2)."""
    assert charsets.codec(name) == codec


def test_every_known_name_is_one_of_python() -> None:
    """A slip in the table would never be noticed: such letters would be read as something else."""
    assert [name for name in charsets._KNOWN if codecs.lookup(name).name != name] == []


def test_what_cannot_be_stored_is_marked() -> None:
    """Its place is seen, its neighbours stay."""
    assert charsets.storable("a\ud800b\0c\U0001f600") == "a\ufffdb\ufffdc\U0001f600"


def test_bytes_that_are_not_of_the_set_are_no_text() -> None:
    """The caller tries another."""
    assert charsets.decoded(b"\xff", "utf-8") is None


def test_what_acts_on_a_terminal_is_shown_and_does_nothing() -> None:
    """Escapes clear a screen, a BEL ends the title of a window, U+202E turns the end of a name round."""
    assert charsets.harmless("a\x1b[2J\x9b31m\x07\u202egpj.exe\ud800") == "a\ufffd[2J\ufffd31m\ufffd\ufffdgpj.exe\ufffd"
    assert charsets.harmless("Zoé\u00a0:\r\n\tœuvre") == "Zoé\u00a0:\n\tœuvre"
