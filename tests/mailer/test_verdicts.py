"""What replies mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer import reasons, verdicts
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


@pytest.mark.parametrize(
    "line",
    [
        "554 5.7.1 <x@y.example>: Recipient address rejected: Access denied",
        "550 5.7.26 <x@y.example>: Recipient address rejected: Multiple authentication checks failed",
        "550 5.7.1 Recipient address rejected: unknown sender",
        "550 5.7.1 Unknown sender: mailbox not known",
        "550 5.7.1 <x@y.example>: recipient rejects unknown contacts",
        "550 5.7.1 Votre adresse est inconnue de notre serveur",
        "550 5.7.1 Adresse IP inconnue",
        "554 5.7.1 Votre adresse IP n’existe pas dans le DNS",
        "550 5.6.0 <x@y.example>: recipient does not accept invalid MIME",
        "501 5.5.4 Invalid recipient syntax parameter unknown",
        "550 5.5.4 Recipient option not recognized",
        "550 5.7.1 Message rejected: sender domain address does not exist",
        "550 5.7.0 user policy: unknown attachment type",
        "550 5.7.1 Mailbox only accepts mail from known senders",
        "550 5.7.124 Sender not in allowed-senders list; recipient not valid for sender",
        "550 5.7.1 Recipient not authorized, your IP has been found on a block list",
        "550 5.7.1 User not known to accept mail from your domain",
        "550 5.6.1 Recipient: 8bit content invalid",
        "550 5.7.606 Access denied, banned sending IP",
        "550 5.3.2 <x@y.example>: Recipient address rejected: system not accepting network messages",
        "550 5.3.0 <x@y.example>: Recipient rejected by media policy",
        "550 5.7.1 rejected by recipient preferences",
        "550 not accepted for policy reasons",
        "550 5.7.1 This domain does not accept mails in HTML",
        "550 We are not accepting mail with attachments",
        "550 this server no longer accepts mail without TLS",
        "550 not accepting mail from mail.example.com",
        "550 5.7.1 Mail not accepted from dynamic hosts",
        "550 This host does not accept mail from unauthenticated hosts",
        "550 does not accept messages larger than 10 MB",
        "554 We do not accept mail from spammers",
        "550 5.7.1 No mail accepted from your network",
        "550 5.1.8 Sender address rejected: Domain not found",
        "550 5.4.4 Unable to resolve host, SERVFAIL",
        "550 DNS error while looking up recipient domain",
        "550 5.4.0 host lookup did not complete",
        "550 Unable to look up mx for y.example: SERVFAIL",
        "550 unable to resolve domain: temporary failure",
        "550 DNS query failed: timeout",
        "550 5.4.6 Malformed or unexpected name server reply",
        "550 5.7.1 Service refused: client [1.2.3.4] unknown in reverse DNS",
        "550 5.7.1 Unknown user reputation",
        "550 5.7.23 The message was rejected because of Sender Policy Framework violation: recipient unknown policy",
        "550 5.7.509 Access denied, sending domain does not pass DMARC verification",
        "554 5.7.1 Relay access denied: recipient not found in relay map",
        "550 5.5.0 Syntax error in address",
        "553 5.5.4 Invalid address syntax",
        "550 reputation of unknown address space",
        "550 5.7.1 Each of the following recipients was rejected by a remote server",
        "550 5.7.1 Utilisateur inconnu parmi les expéditeurs autorisés",
        "550 5.7.1 contact inconnu : ce destinataire n’accepte que ses contacts",
        "552 5.2.2 Mailbox full",
        "550 5.2.1 The user you are trying to contact is receiving mail at a rate that",
        "550 5.2.1 mailbox disabled",
        "550 Spam detected",
        "550 5.7.1 <x@y.example>: Recipient address rejected: blocked by recipient’s filter rules",
        "550 5.7.350 Remote server returned message detected as spam -> 550 unknown recipient policy",
        "550 5.7.1 Mail from unknown correspondent refused",
        "550 rejected by mailer: unknown host in HELO",
        "550 5.6.2 recipient cannot receive unknown charset",
        "554 5.3.4 <x@y.example>: Recipient address rejected: message does not exist in allowed formats",
        "550 5.7.0 Email address of sender not found in directory",
        "550 we do not accept mail from residential addresses",
        "550 5.7.1 does not accept email from this domain",
        "550 This domain does not accept emails containing links",
        "550 Notre serveur n’accepte pas les mails avec pièces jointes",
        "550 Notre domaine n’accepte aucun message non chiffré",
        "550 Unser Server nimmt keine E-Mails mit Anhängen",
        "554 5.7.1 Your address is not known here as an allowed sender",
        "550 5.7.1 sender unknown",
        "550 5.7.1 Expéditeur inconnu",
        "550 5.1.8 Domain of sender address does not exist",
        "550 5.7.25 The IP address sending this message does not have a PTR record: hostname unknown",
        "550 5.5.2 Syntax error: invalid address parameter",
        "550 5.7.1 [TO] user is not allowed to receive from you",
        "554 5.4.7 DNS lookup failed for domain",
        "550 5.4.312 Message expired, DNS query failed",
        "550 domain lookup error: SERVFAIL",
        "550 5.4.4 cannot resolve mx: server failure",
        "550 5.7.8 authentication credentials invalid for user",
        "550 5.7.1 user not found in whitelist",
        "550 5.7.1 Command rejected: recipients unknown in SPF",
        "550 Blocked: your reputation is unknown",
        "550 ne pas accepter: expéditeur non reconnu",
        "550 <x@y.example>: Recipient address rejected: your mailer is not welcome",
        "550 <x@y.example>: Recipient address rejected: Mail appears to be unsolicited",
        "550 5.3.5 Recipient address rejected by media filter",
        "550 Recipient address rejected: SPF fail",
        "550 recipient rejected due to recipient preferences",
        "550 address rejected because of content",
        "554 <x@y.example>: Recipient address rejected: undeliverable from this client",
        "550 5.7.1 Recipient refused: DMARC",
        "550 Recipient rejected: too many bad commands",
        "550 Address rejected: HTML mail not wanted",
        "550 Adresse refusée par la politique de sécurité",
        "550 5.7.1 Delivery not authorized",
        "550 Your mail from unknown server rejected",
        "550 not accepting mail from lettre.example",
        "550 no longer accepts mail from your domain",
        "550 does not accept mail with images",
        "554 5.6.0 Corrupt message content, unknown format",
        "550 5.7.1 recipient has not authorised unknown people",
    ],
)
def test_what_blames_the_sender_the_letter_or_the_hour_is_no_word_on_the_address(line: str) -> None:
    """Nobody is suppressed for a policy, a syntax, an unknown sender or a name server, at once or the second time."""
    verdict = verdicts.classify(Reply(int(line[:3]), (line[4:],)), SmtpStage.RCPT)
    assert not verdict.hard
    assert verdict.reason not in reasons.HARD


@pytest.mark.parametrize(
    "line",
    [
        "550 5.1.1 <x@y.example>: Recipient address rejected: User unknown in virtual mailbox table",
        "550 5.1.1 User unknown",
        "550 No such user here",
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
        "550-5.1.1 The email account that you tried to reach does not exist.",
        "550 5.1.1 Adresse d au moins un destinataire invalide. OFR_416",
        "550 5.1.0 Address rejected",
        "554 delivery error: dd This user doesn’t have a yahoo.com account",
        "550 5.1.2 Bad destination mailbox address: host not found",
        "550 5.4.4 Host or domain name not found. NXDOMAIN",
        "556 5.1.10 Domain does not accept mail (nullMX)",
        "550 This domain does not accept mail",
        "550 5.1.10 Recipient address has null MX",
        "550 an MX or SRV record indicated no SMTP service",
        "550 Mailbox not found",
        "550 Utilisateur inconnu",
        "550 Unrouteable address",
        "550 5.1.6 recipient has moved",
        "550 5.2.1 User Unknown",
        "550 Requested action not taken: mailbox unavailable",
        "553 5.3.0 <x@y.example>... User unknown",
        "550 5.0.0 No such user",
        "550 the domain no longer accepts mail",
        "550 5.1.3 bad recipient address",
        "550 5.1.1 Unknown user",
        "550 5.1.1 recipient unknown",
        "550 <x@y.example>: user doesn’t exist",
        "550 mailbox does not exist",
        "550 L’adresse n’existe pas",
        "550 5.1.1 Destinataire inconnu",
        "550 5.1.1 unknown or illegal alias: x@y.example",
        "550 no mailbox here by that name",
        "550 invalid recipient",
        "550 5.1.2 Host unknown",
        "550 Domain does not exist",
        "550 Benutzer unbekannt",
        "550 5.1.1 <x@y.example>... User unknown",
        "550 not our customer",
        "553 sorry, no mailbox here by that name. (#5.7.17)",
        "550 This account does not receive mail",
        "550 <x@y.example>: Recipient address rejected",
        "550 <x@y.example>: Recipient address rejected: undeliverable address: host mx said: 550 no such user",
    ],
)
def test_what_says_that_nobody_is_there_is_hard(line: str) -> None:
    """In the words of many servers."""
    assert verdicts.classify(Reply(int(line[:3]), (line[4:],)), SmtpStage.RCPT).hard
