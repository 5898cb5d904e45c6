"""What comes back moves the right delivery, once; what carries no token of ours moves nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import select

from campaigns import errors
from campaigns.acting import launching, reading_mailbox, sending, ticking
from campaigns.post import reports
from campaigns.post.statements import DELIVERY
from lists.history import Happening
from lists.models import Contact
from runtime import settings
from runtime.installation import Installation
from tests import cast
from tests.campaigns.acting.mailbox import seen
from tests.campaigns.acting.returned import Box

pytestmark = pytest.mark.dialects

UNKNOWN = "550 5.1.1 <x>: Recipient address rejected: User unknown"


def test_a_bounce_moves_the_delivery_that_its_token_names(sent: Installation, box: Box) -> None:
    """Whatever the letter says of addresses; and the address is written to no more."""
    box.bounce(cast.ZOE, UNKNOWN, status="5.1.1")
    tally = reading_mailbox.read(sent)

    assert tally.as_json() == {
        "read": 1, "bounces": 1, "complaints": 0, "auto_replies": 0, "unsubscribes": 0, "other": 0,
    }  # fmt: skip
    assert {reader for reader, state in seen.states(sent).items() if state == "bounced"} == {cast.ZOE}
    assert seen.is_suppressed(sent, cast.ZOE)
    assert (box.left, box.put_away) == (0, 1)


def test_the_history_of_a_contact_knows_what_came_back(sent: Installation, box: Box) -> None:
    """A letter that came back was not received; one that was answered was."""
    ticking.tick(sent)
    box.bounce(cast.ZOE, "552 5.2.2 Mailbox full", status="5.2.2")
    link = box.leave_link(cast.LOIC)
    box.drop(f"From: {cast.LOIC}\nTo: lettre@charte.example\nSubject: Re: La Lettre\n\nMerci\n\n> {link}\n")
    reading_mailbox.read(sent)

    with sent.database.reading() as session:
        joined = select(Contact.email, Happening.fact).where(Contact.id == Happening.contact_id)
        facts = set(session.exec(joined).all())
    assert {(cast.ZOE, "bounced"), (cast.LOIC, "received"), (cast.LOIC, "replied")} <= facts
    assert (cast.ZOE, "received") not in facts


def test_the_report_balances_after_a_bounce(sent: Installation, box: Box) -> None:
    """The reason is counted beside those of refusals."""
    box.bounce(cast.LOIC, "552 5.2.2 Mailbox full", status="5.2.2")
    reading_mailbox.read(sent)

    with sent.database.reading() as session:
        report = reports.report(session, 1)
    assert sum(report.counts.values()) == report.campaign.audience
    assert report.as_json()["reasons"]["bounced"] == {"mailboxfull": 1}


def test_a_forged_bounce_moves_nothing(sent: Installation, box: Box) -> None:
    """No token, a changed one, one of another installation: the letter stays where it was."""
    genuine = box.sender(cast.ZOE)
    changed = genuine.replace(genuine[10], "0" if genuine[10] != "0" else "1", 1)
    for to in ("lettre@charte.example", changed, f"b-{'0' * 38}@charte.example"):
        box.bounce(cast.ZOE, UNKNOWN, status="5.1.1", to=to)
    tally = reading_mailbox.read(sent)

    assert set(seen.states(sent).values()) == {"accepted"}
    assert not seen.is_suppressed(sent, cast.ZOE)
    assert (tally.as_json()["other"], box.left, seen.events(sent)) == (3, 3, Counter())


def test_an_upper_case_return_address_is_known(sent: Installation, box: Box) -> None:
    """Mail servers may fold the case of a local part."""
    box.bounce(cast.ZOE, UNKNOWN, status="5.1.1", to=box.sender(cast.ZOE).upper())
    reading_mailbox.read(sent)

    assert seen.states(sent)[cast.ZOE] == "bounced"


def test_the_same_letter_twice_is_once(sent: Installation, box: Box) -> None:
    """A mailbox is read again after a crash, and two copies of a report come."""
    box.bounce(cast.ZOE, UNKNOWN, status="5.1.1")
    text = (box.path / "new" / box.dropped[0]).read_text()
    reading_mailbox.read(sent)
    (box.path / "new" / "1253009999.again.host").write_text(text)
    reading_mailbox.read(sent)

    assert seen.events(sent) == Counter({"bounced": 1})


def test_what_is_left_in_the_mailbox_is_not_read_again(sent: Installation, box: Box) -> None:
    """Letters of people stay where they are, unread."""
    box.drop("From: ami@client.example\nSubject: Bonjour\n\nDéjeuner ?\n")

    assert reading_mailbox.read(sent).read == 1
    assert (reading_mailbox.read(sent).read, box.left) == (0, 1)


def test_a_member_of_a_shared_address_that_fails_does_not_end_it(sent: Installation, box: Box) -> None:
    """The letter came back from where it was forwarded to: our address exists."""
    box.bounce(cast.ZOE, UNKNOWN, status="5.1.1", about="stagiaire@ailleurs.example")
    reading_mailbox.read(sent)

    assert seen.states(sent)[cast.ZOE] == "bounced"
    assert not seen.is_suppressed(sent, cast.ZOE)


def test_an_absence_and_a_delay_are_put_away(sent: Installation, box: Box) -> None:
    """They change nothing, and clutter nothing."""
    head = f"Return-Path: <>\nTo: {box.sender(cast.ZOE)}\n"
    box.drop(
        f"{head}From: {cast.ZOE}\nSubject: Absence du bureau\nAuto-Submitted: auto-replied\n\nJe suis en congés.\n"
    )
    box.drop(
        f"{head}From: MAILER-DAEMON@a.example\nSubject: Delayed Mail (still being retried)\n\n<{cast.ZOE}>: later\n"
    )
    reading_mailbox.read(sent)

    assert (seen.states(sent)[cast.ZOE], seen.events(sent), box.put_away) == ("accepted", Counter(), 2)


def test_a_late_success_settles_what_was_uncertain(ready: Installation, box: Box, tmp_path: Path) -> None:
    """A server that took the letter and fell silent says so later."""
    opened = Installation(
        settings.load(data=tmp_path, smtp_url=box.server.url, mailbox_url=box.url),
        ready.database, ready.keyring, ready.clock,
    )  # fmt: skip
    sending.send(opened, 1)
    with opened.database.transaction() as session:
        session.execute(DELIVERY.update().values(state="uncertain"))
    box.drop(
        f"Return-Path: <>\nTo: {box.sender(cast.ZOE)}\nFrom: MAILER-DAEMON@a.example\n"
        "Subject: Successful Mail Delivery Report\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n--B\n'
        f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\nFinal-Recipient: rfc822; {cast.ZOE}\n"
        "Action: relayed\nStatus: 2.0.0\n\n--B--\n"
    )
    reading_mailbox.read(opened)

    assert Counter(seen.states(opened).values()) == Counter({"accepted": 1, "uncertain": 3})


def test_a_block_is_nobody_s_fault_and_is_said_once(sent: Installation, box: Box) -> None:
    """The reader stays; the administrator is told."""
    box.bounce(cast.ZOE, "554 5.7.1 blocked using zen.spamhaus.org", status="5.7.1")
    first, second = reading_mailbox.read(sent), reading_mailbox.read(sent)

    assert not seen.is_suppressed(sent, cast.ZOE)
    assert (len(first.alerts), second.alerts) == (1, ())


def test_the_tick_reads_the_mailbox(sent: Installation, box: Box) -> None:
    """With the other duties."""
    box.bounce(cast.ZOE, UNKNOWN, status="5.1.1")

    assert "letters.read:1" in ticking.tick(sent).did
    assert seen.states(sent)[cast.ZOE] == "bounced"


def test_without_a_mailbox_the_command_says_so_and_the_tick_is_silent(ready: Installation) -> None:
    """Nothing is read where nothing is set."""
    with pytest.raises(errors.NoMailbox):
        reading_mailbox.read(ready)
    assert ticking.tick(ready).alerts == []


def test_the_next_campaign_leaves_out_whom_the_last_did_not_reach(sent: Installation, box: Box) -> None:
    """What comes back is known to the next audience."""
    box.bounce(cast.ZOE, UNKNOWN, status="5.1.1")
    reading_mailbox.read(sent)
    with sent.database.transaction() as session:
        issue = cast.issue(session, sent, box.path)
    campaign = launching.launch(
        sent, launching.Order(issue.id or 0, grace=0, overrides={"audience_drift": "test"}), "test"
    )

    assert (campaign.audience, campaign.excluded_at_launch) == (3, {"bounced": 1})
