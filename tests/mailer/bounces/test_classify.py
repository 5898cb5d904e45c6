"""Every letter is what it was written to be, whatever its line ends, and nothing makes the classifier raise."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer import bounces
from mailer.bounces import LetterKind
from mailer.reasons import Reason
from tests.mailer.bounces import written


def _found(raw: bytes) -> tuple[str, list[dict[str, object]]]:
    opinion = bounces.classify(raw)
    reports: list[dict[str, object]] = [
        {"recipient": one.recipient, "reason": one.reason.value, "hard": one.hard} for one in opinion.reports
    ]
    return opinion.kind.value, reports


@pytest.mark.parametrize("name", written.LABELS)
def test_a_letter_is_what_it_was_written_to_be(name: str) -> None:
    """The kind, and for each address why and whether writing again is pointless."""
    assert _found(written.letter(name)) == (name.partition("/")[0], written.LABELS[name])


def test_every_letter_has_a_label() -> None:
    """None is forgotten in the folder."""
    files = {f"{file.parent.name}/{file.stem}" for file in written.FOLDER.glob("*/*.eml")}
    assert files == set(written.LABELS)


@pytest.mark.parametrize("name", written.LABELS)
@pytest.mark.parametrize("ending", [b"\r\n", b"\r"], ids=["crlf", "cr"])
def test_line_ends_change_nothing(name: str, ending: bytes) -> None:
    """Mailboxes of every kind of machine are read."""
    raw = written.letter(name)
    assert bounces.classify(raw.replace(b"\n", ending)) == bounces.classify(raw)


@given(st.binary(max_size=2000))
def test_any_bytes_are_a_letter(raw: bytes) -> None:
    """What comes in is written by strangers."""
    assert bounces.classify(raw).kind in LetterKind


def test_a_mutilated_letter_is_still_a_letter() -> None:
    """Cut, doubled, scrambled: no exception; the seed is fixed, `bench/bounces.py` does this 100,000 times."""
    chance = random.Random(4)
    letters = [written.letter(name) for name in written.LABELS]
    for _ in range(400):
        raw = bytearray(chance.choice(letters))
        for _ in range(chance.randrange(1, 30)):
            place = chance.randrange(len(raw))
            raw[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        assert bounces.classify(bytes(raw)).kind in LetterKind


def test_a_thousand_nested_parts_are_read_in_time() -> None:
    """Nobody sends such a letter in good faith."""
    raw = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (depth, depth) for depth in range(1000))
    assert bounces.classify(raw).kind is LetterKind.OTHER


@pytest.mark.parametrize("kind", ["auto_reply", "challenge", "complaint", "other", "unsubscribe"])
def test_nobody_bounces_in_a_letter_that_is_no_bounce(kind: str) -> None:
    """An answer, a complaint or a friendly word never marks an address as dead."""
    names = [name for name in written.LABELS if name.startswith(f"{kind}/")]
    found = [report for name in names for report in bounces.classify(written.letter(name)).reports]
    assert names
    assert [report for report in found if report.hard or report.reason is not Reason.COMPLAINT] == []


def test_who_left_gives_another_address() -> None:
    """It is proposed to a person, never used."""
    opinion = bounces.classify(written.letter("auto_reply/left-the-company"))
    assert (opinion.has_left, opinion.replacement) == (True, "walter@client.example")


def test_who_is_away_for_a_week_has_not_left() -> None:
    """The colleague whom she names is no replacement."""
    opinion = bounces.classify(written.letter("auto_reply/absence"))
    assert (opinion.has_left, opinion.replacement) == (False, "")


def test_a_notice_of_amazon_is_read() -> None:
    """Its topics mail JSON, with lines cut inside of words."""
    notice = (
        b'From: AWS <no-reply@sns.example>\nSubject: AWS Notification Message\n\n{"notificationType":"Complaint",'
        b'"complaint":{"complainedRecipients":[{"emailAddress":"zo\ne@client.example"}]}}\n--\nUnsubscribe here\n'
    )
    opinion = bounces.classify(notice)
    assert (opinion.kind, opinion.reports[0].recipient) == (LetterKind.COMPLAINT, "zoe@client.example")
