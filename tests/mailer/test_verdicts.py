"""What replies mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer import verdicts
from mailer.smtp_replies import Reply, parse
from mailer.verdicts import Decision, Reason, SmtpStage


@pytest.mark.parametrize(
    ("line", "reason", "hard"),
    [
        ("550 5.1.1 <a@b.fr>: Recipient address rejected: User unknown", Reason.USER_UNKNOWN, True),
        ("550 No such user here", Reason.USER_UNKNOWN, True),
        ("550 5.1.1 Adresse d au moins un destinataire invalide. OFR004_416 [416]", Reason.USER_UNKNOWN, True),
        ("550 5.1.10 null", Reason.NOT_ACCEPT, True),
        ("550 5.4.4 Host or domain name not found", Reason.HOST_UNKNOWN, True),
        ("450 4.1.1 User unknown", Reason.USER_UNKNOWN, False),
        ("552 5.2.2 Mailbox full", Reason.MAILBOX_FULL, False),
        ("550 5.2.1 The account is disabled", Reason.SUSPENDED, False),
        ("550 5.5.0 Boite du destinataire archivee. LPN007_420", Reason.SUSPENDED, False),
        ("550 5.2.0 Mail rejete. Mail rejected. OFR_506 [506]", Reason.SPAM, False),
        ("550 spam detected", Reason.SPAM, False),
        ("554 5.7.1 Service unavailable; client blocked using zen.spamhaus.org", Reason.BLOCKED, False),
        ("421 mwinf5c04 ME Trop de connexions. OFR004_104 [104]", Reason.THROTTLED, False),
        ("554 5.7.1 rejected SFR_IN_201", Reason.SPAM, False),
        ("550 5.1.1 too many unknown users SFR_IN_104", Reason.BLOCKED, False),
        ("421 LPN007_517 SPF", Reason.AUTH_FAILURE, False),
        ("550 5.7.515 Access denied, sending domain does not meet the required level", Reason.AUTH_FAILURE, False),
        ("550-5.7.26 unauthenticated mail is prohibited", Reason.AUTH_FAILURE, False),
        ("421 4.7.28 unusual rate", Reason.THROTTLED, False),
        ("451 4.7.1 Greylisting in action", Reason.GREYLISTED, False),
        ("552 5.3.4 Message size exceeds fixed limit", Reason.TOO_BIG, False),
        ("451 4.3.0 queue file write error", Reason.SYSTEM_ERROR, False),
        ("550 5.4.7 Delivery time", Reason.EXPIRED, False),
        ("451 4.4.1 connection timed out", Reason.NETWORK_ERROR, False),
        ("550 5.7.1 not today", Reason.POLICY, False),
        ("503 what", Reason.PROTOCOL, False),
        ("550 no", Reason.UNDEFINED, False),
    ],
)
def test_a_reply_to_rcpt_has_a_reason(line: str, reason: Reason, hard: bool) -> None:
    """Hard only where writing once more is pointless."""
    verdict = verdicts.classify(Reply(int(line[:3]), (line[4:],)), SmtpStage.RCPT)
    assert (verdict.reason, verdict.hard) == (reason, hard)


def test_an_accepted_letter_is_accepted_whatever_the_words() -> None:
    """A queue may be named after anything."""
    verdict = verdicts.classify(parse(b"250 2.0.0 spam full of unknown users\r\n"), SmtpStage.CONTENT)
    assert (verdict.kind, verdict.reason, verdict.status) == (Decision.ACCEPTED, Reason.ACCEPTED, "2.0.0")


def test_no_refusal_of_the_sender_is_hard_for_the_reader() -> None:
    """The server has not heard the reader's address yet."""
    assert not verdicts.classify(parse(b"550 5.1.1 user unknown\r\n"), SmtpStage.MAIL).hard


@pytest.mark.parametrize(
    ("stage", "reason"), [(SmtpStage.RCPT, Reason.MAILBOX_FULL), (SmtpStage.CONTENT, Reason.TOO_BIG)]
)
def test_552_alone_depends_on_what_it_answers(stage: SmtpStage, reason: Reason) -> None:
    """After the address the mailbox is meant, after the letter its size."""
    assert verdicts.classify(parse(b"552 no\r\n"), stage).reason is reason


@given(st.integers(400, 559), st.text(), st.sampled_from(SmtpStage))
def test_every_negative_reply_has_a_verdict(code: int, text: str, stage: SmtpStage) -> None:
    """The first digit decides the kind, and what is deferred is never hard."""
    verdict = verdicts.classify(Reply(code, (text,)), stage)
    assert verdict.kind is (Decision.DEFERRED if code < 500 else Decision.REFUSED)
    assert not (verdict.hard and verdict.kind is Decision.DEFERRED)


@pytest.mark.parametrize(
    "text",
    [
        "5.1.0 <b-01@charte.example>: Sender address rejected: User unknown in local recipient table",
        "5.1.8 <b-01@charte.example>: Sender address rejected: Domain not found",
        "5.7.1 <relais>: Helo command rejected: Host not found",
        "5.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]; host not found",
        "Sender verify failed: No Such User Here",
        "5.2.1 This server does not accept mail from you",
        "5.7.1 <x@y.example>: Relay access denied",
    ],
)
def test_what_is_said_at_the_reader_s_turn_about_us_is_not_hard(text: str) -> None:
    """Servers wait until RCPT to refuse the sender, the greeting or the network: no reader is to blame."""
    assert not verdicts.classify(Reply(550, (text,)), SmtpStage.RCPT).hard
