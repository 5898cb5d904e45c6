"""Letters that a stranger wrote to stop the mailbox: each is read, soon, and holds nothing that cannot be kept."""

from __future__ import annotations

import pytest

from mailer import bounces
from mailer.bounces import reply_text, returned_letters

_STRANGER = b"Return-Path: <x@y.example>\r\nFrom: x@y.example\r\nTo: lettre@partenariat.example\r\n"
_MACHINE = b"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail\r\n"


def _letter(body: bytes, kind: str = "text/plain", head: bytes = _STRANGER) -> returned_letters.ReturnedLetter:
    return returned_letters.parse(head + b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)


@pytest.mark.parametrize("charset", ["unicode_escape", "raw_unicode_escape", "idna", "undefined", "hex", "no-such"])
def test_a_codec_that_is_no_character_set_is_not_used(charset: str) -> None:
    """Python's `unicode_escape` makes half a surrogate pair of six signs, and no database takes that."""
    read = _letter(rb"desabonnement \ud800", f"text/plain; charset={charset}")

    assert read.prose == r"desabonnement \ud800"


@pytest.mark.parametrize("charset", ["unicode_escape", "raw_unicode_escape", "utf-7", "utf-16", "utf-8"])
def test_a_subject_holds_nothing_that_cannot_be_stored(charset: str) -> None:
    """Encoded-words name their character set too, and so may hold half pairs and NUL."""
    word = b"=?" + charset.encode() + rb"?q?a=5Cud800=00?="
    subject = _letter(b"x", head=_STRANGER + b"Subject: " + word + b"\r\n").header("subject")

    assert "\0" not in subject
    assert subject.encode("utf-8")


def test_nul_does_not_reach_the_database() -> None:
    """PostgreSQL refuses a text that holds one, and with it the batch of fifty letters."""
    read = _letter(b"Desabonnez-moi\0", head=_STRANGER + b"Subject: =?utf-8?q?desabonnement_=00?=\r\n")

    assert "\0" not in read.everything
    assert read.prose == "Desabonnez-moi\ufffd"


def test_latin_1_is_read_as_every_mail_program_reads_it() -> None:
    """What is declared as ISO-8859-1 and holds ’ or œ was written on Windows."""
    assert _letter(b"l\x92\x9cuvre \x80", "text/plain; charset=iso-8859-1").prose == "l’œuvre €"


@pytest.mark.timeout(20)
@pytest.mark.parametrize("kind", ["text/html", "text/plain", "message/delivery-status"])
@pytest.mark.parametrize(
    "unit", [b"<style ", b"<title>", b"<!--", b"<p ", b"<", b"--", b"-- ", b"\n", b"> ", b"*", b"a@"]
)
@pytest.mark.parametrize("head", [_STRANGER, _MACHINE], ids=["stranger", "machine"])
def test_no_letter_costs_more_than_its_length(head: bytes, unit: bytes, kind: str) -> None:
    """Tags that never close and endless dashes cost minutes once, inside the lock of the tick."""
    read = _letter(unit * (400_000 // len(unit)), kind, head)

    assert bounces.judge(read).kind in bounces.LetterKind
    assert len(reply_text.shown(read)) <= 100_000


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<head><title>non</title></head><p>oui</p>", "oui"),
        ("<style>p{}</style >oui", "oui"),
        ("<STYLE>p{}</style>oui<script>non</SCRIPT>", "oui"),
        ("<!-- non <p>non</p> -->oui", "oui"),
        ("<style>p{} oui", "p{} oui"),
        ("1 < 2 et <a@b.example>", "1 < 2 et <a@b.example>"),
    ],
)
def test_the_words_of_a_page_are_those_that_are_seen(page: str, words: str) -> None:
    """What never ends is shown rather than lost."""
    assert _letter(page.encode(), "text/html").prose == words
