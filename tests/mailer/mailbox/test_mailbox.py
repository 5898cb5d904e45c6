"""Mailboxes are read once, in order, and never harmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailer import errors, mailbox


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    """A Maildir with three letters, one of them read by somebody."""
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    (tmp_path / "box" / "new" / "1253000001.a.host").write_bytes(b"Subject: un\n\n1\n")
    (tmp_path / "box" / "cur" / "1253000002.b.host:2,S").write_bytes(b"Subject: deux\n\n2\n")
    (tmp_path / "box" / "new" / "1253000003.c.host").write_bytes(b"Subject: trois\n\n3\n")
    return tmp_path / "box"


def _read(url: str, position: str = "", most: int = 100) -> tuple[list[bytes], str]:
    with mailbox.open_(url) as box:
        return [found.raw for found in box.letters(position, most)], box.position


def test_a_maildir_is_read_in_order_and_left_as_it_was(maildir: Path) -> None:
    """What is only read stays unread for people."""
    before = sorted(maildir.rglob("*"))
    letters, _position = _read(f"maildir://{maildir}")

    assert letters == [b"Subject: un\n\n1\n", b"Subject: deux\n\n2\n", b"Subject: trois\n\n3\n"]
    assert sorted(maildir.rglob("*")) == before


def test_what_was_left_in_a_maildir_is_not_read_again(maildir: Path) -> None:
    """Not even when a person marks it meanwhile; what comes later is."""
    _letters, position = _read(f"maildir://{maildir}")
    (maildir / "new" / "1253000001.a.host").rename(maildir / "cur" / "1253000001.a.host:2,S")
    (maildir / "new" / "1253000000.d.host").write_bytes(b"Subject: tard\n\n")

    assert _read(f"maildir://{maildir}", position)[0] == [b"Subject: tard\n\n"]


def test_what_was_understood_in_a_maildir_is_put_away(maildir: Path) -> None:
    """Into a folder that mail programs show; the letter itself is unchanged."""
    with mailbox.open_(f"maildir://{maildir}") as box:
        for found in list(box.letters("", 1)):
            box.put_away(found)
        position = box.position

    assert (maildir / ".Relais" / "cur" / "1253000001.a.host:2,S").read_bytes() == b"Subject: un\n\n1\n"
    assert len(_read(f"maildir://{maildir}", position)[0]) == 2


def test_a_letter_that_somebody_takes_away_meanwhile_is_no_problem(maildir: Path) -> None:
    """The mailbox is shared."""
    with mailbox.open_(f"maildir://{maildir}") as box:
        (found,) = box.letters("", 1)
        (maildir / found.place).unlink()
        box.put_away(found)

    assert [*(maildir / ".Relais" / "cur").glob("*")] == []
    assert len(_read(f"maildir://{maildir}")[0]) == 2


def test_a_letter_that_was_thrown_away_is_not_read(maildir: Path) -> None:
    """Flag T: it waits for its end only."""
    (maildir / "cur" / "1253000002.b.host:2,S").rename(maildir / "cur" / "1253000002.b.host:2,ST")
    assert len(_read(f"maildir://{maildir}")[0]) == 2


def test_a_huge_letter_is_read_in_part(maildir: Path) -> None:
    """Memory is bounded whatever strangers send."""
    (maildir / "new" / "1253000001.a.host").write_bytes(b"x" * (mailbox.LARGEST + 1))
    assert len(_read(f"maildir://{maildir}")[0][0]) == mailbox.LARGEST


MBOX = (
    b"From a@b Mon Sep 14 09:00:00 2009\nSubject: un\n\nA line\n>From here\n\n"
    b"From c@d Mon Sep 14 09:00:01 2009\nSubject: deux\n\n2\n"
)


def test_an_mbox_is_read_from_where_it_was_left(tmp_path: Path) -> None:
    """Its file is not touched; what is appended is new."""
    file = tmp_path / "spool"
    file.write_bytes(MBOX)
    letters, position = _read(f"mbox://{file}")
    assert letters == [b"Subject: un\n\nA line\nFrom here\n\n", b"Subject: deux\n\n2\n"]
    assert _read(f"mbox://{file}", position)[0] == []

    with file.open("ab") as handle:
        handle.write(b"\nFrom e@f Mon Sep 14 09:00:02 2009\nSubject: trois\n\n3\n")
    assert _read(f"mbox://{file}", position)[0] == [b"Subject: trois\n\n3\n"]
    assert file.read_bytes().startswith(MBOX)


def test_an_mbox_that_was_turned_over_is_read_from_its_beginning(tmp_path: Path) -> None:
    """Another file under the same name."""
    file = tmp_path / "spool"
    file.write_bytes(MBOX)
    _letters, position = _read(f"mbox://{file}")
    file.write_bytes(b"From x@y Tue Sep 15 09:00:00 2009\nSubject: neuf\n\n")

    assert _read(f"mbox://{file}", position)[0] == [b"Subject: neuf\n\n"]


def test_an_mbox_can_be_read_in_portions(tmp_path: Path) -> None:
    """A full one takes several readings."""
    file = tmp_path / "spool"
    file.write_bytes(MBOX)
    first, position = _read(f"mbox://{file}", most=1)
    assert first + _read(f"mbox://{file}", position)[0] == _read(f"mbox://{file}")[0]


@pytest.mark.parametrize("url", ["maildir:///nulle/part", "mbox:///nulle/part"])
def test_a_mailbox_that_is_not_there_is_named(url: str) -> None:
    """One sentence, with the path."""
    with pytest.raises(errors.MailboxUnreachable, match="/nulle/part"):
        mailbox.open_(url)


@pytest.mark.parametrize("url", ["imap://u:p@host/INBOX", "imaps://host/INBOX", "pop3://u:p@host"])
def test_an_address_that_is_no_mailbox_is_refused(url: str) -> None:
    """Without TLS, without a user, or of another kind; the password is not repeated."""
    with pytest.raises(errors.MailboxRefused) as refused:
        mailbox.open_(url)
    assert "p@host" not in str(refused.value)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    """Port 9 of this machine is nobody's."""
    with pytest.raises(errors.MailboxUnreachable) as refused:
        mailbox.open_("imaps://lettre:secret@127.0.0.1:9/INBOX")
    assert "127.0.0.1" in str(refused.value)
    assert "secret" not in str(refused.value)
