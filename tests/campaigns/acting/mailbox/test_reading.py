"""The mailbox is read to its end, whatever is in it and whatever stops the reading."""

from __future__ import annotations

from collections import Counter

import pytest

from campaigns.acting import reading_mailbox
from campaigns.post.returns import receiving
from mailer import errors
from mailer.bounces import LetterKind
from mailer.mailbox.maildir import Maildir
from runtime.installation import Installation
from tests import cast
from tests.campaigns.acting.mailbox import seen
from tests.campaigns.acting.returned import Box

_UNKNOWN = "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown"


def test_a_letter_that_raises_is_left_and_told_and_the_others_are_read(
    sent: Installation, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it raises, on its way into the database too; what it had done is undone."""

    def raising(session: object, opened: object, read: receiving.Read) -> receiving.Taken:
        receiving._HANDLERS[LetterKind.BOUNCE](session, opened, read)  # type: ignore[arg-type]
        raise ZeroDivisionError

    monkeypatch.setitem(receiving._HANDLERS, LetterKind.UNSUBSCRIBE, raising)
    box.drop(f"From: {cast.LOIC}\nTo: {box.sender(cast.LOIC)}\nSubject: Unsubscribe\n\n")
    box.bounce(cast.ZOE, _UNKNOWN, status="5.1.1")
    tally = reading_mailbox.read(sent)

    assert (tally.read, box.left, box.put_away, seen.events(sent)) == (2, 1, 1, Counter({"bounced": 1}))
    assert [str(one.sentence) for one in tally.alerts] == [
        "1 lettre revenue n’a pas pu être lue : elle reste dans la boîte de retour, à ouvrir vous-même."
    ]
    assert reading_mailbox.read(sent).read == 0


def test_a_letter_that_takes_too_long_is_left_and_told(
    sent: Installation, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may write one that a pattern of ours goes astray in."""
    monkeypatch.setattr(reading_mailbox, "_SECONDS_EACH", 1e-6)
    box.bounce(cast.ZOE, _UNKNOWN, status="5.1.1")
    tally = reading_mailbox.read(sent)

    assert (len(tally.alerts), box.left, seen.states(sent)[cast.ZOE]) == (1, 1, "accepted")


def test_a_reading_that_is_cut_off_leaves_nothing_behind(
    sent: Installation, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between what is recorded and what is put away; the next reading goes on there and counts nothing twice."""
    for reader in (cast.ZOE, cast.LOIC):
        box.bounce(reader, _UNKNOWN, status="5.1.1")
    with monkeypatch.context() as cut:
        cut.setattr(Maildir, "put_away", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            reading_mailbox.read(sent)
    assert (box.left, seen.events(sent)) == (2, Counter({"bounced": 1}))

    reading_mailbox.read(sent)
    assert (box.left, box.put_away, seen.events(sent)) == (0, 2, Counter({"bounced": 2}))


def _interrupted(*_found: object) -> None:
    raise KeyboardInterrupt


def test_a_mailbox_that_moves_nothing_is_said_and_still_read_on(sent: Installation, box: Box) -> None:
    """No letter is read each minute again because its folder cannot be made."""
    (box.path / ".Relais").write_text("no folder")
    for reader in (cast.ZOE, cast.LOIC):
        box.bounce(reader, _UNKNOWN, status="5.1.1")
    for _each in range(2):
        with pytest.raises(errors.MailboxUnreachable):
            reading_mailbox.read(sent)

    assert (seen.events(sent), reading_mailbox.read(sent).read) == (Counter({"bounced": 2}), 0)
