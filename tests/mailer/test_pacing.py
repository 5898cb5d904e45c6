"""Which provider keeps a mailbox, how long it is left alone, and how time is handed out."""

from __future__ import annotations

import pytest

from mailer import pacing, smtp_replies, verdicts
from mailer.pacing import GROUPS
from mailer.verdicts import SmtpStage

ORANGE, SFR = (next(one for one in GROUPS if one.name == name) for name in ("orange", "sfr"))


@pytest.mark.parametrize(
    ("domain", "exchangers", "group"),
    [
        ("wanadoo.fr", [], "orange"),
        ("gmail.com", ["gmail-smtp-in.l.google.com"], "google"),
        ("brumevent.fr", ["brumevent-fr.mail.protection.outlook.com"], "microsoft365"),
        ("brumevent.fr", ["eur.olc.protection.outlook.com"], "microsoft"),
        ("brumevent.fr", ["mx1.mail.ovh.net", "mx2.mail.ovh.net"], "ovh"),
        ("brumevent.fr", ["mx.brumevent.fr", "spool.mail.gandi.net"], "others"),
        ("brumevent.fr", [], "others"),
        ("faux-orange.fr", ["mx.faux-orange.fr"], "others"),
    ],
)
def test_a_mailbox_belongs_to_whoever_keeps_it(domain: str, exchangers: list[str], group: str) -> None:
    """By its domain, or by the host that takes its mail; a name that only ends alike is somebody else's."""
    assert pacing.belongs(domain, exchangers, GROUPS) == group


def test_the_names_of_groups_are_their_own() -> None:
    """And nobody claims the domain of another."""
    domains = [domain for group in GROUPS for domain in group.domains]

    assert len({group.name for group in GROUPS}) == len(GROUPS)
    assert len(set(domains)) == len(domains)


def _rest(group: pacing.Group, said: str, last: int = 0) -> int:
    reply = smtp_replies.parse(f"{said}\r\n".encode())
    return pacing.rest(group, reply, verdicts.classify(reply, SmtpStage.RCPT), last)


def test_a_provider_that_has_enough_is_left_alone_longer_and_longer() -> None:
    """Half a minute, a minute, … a quarter of an hour."""
    rests = [0]
    for _time in range(7):
        rests.append(_rest(ORANGE, "421 4.7.0 OFR004_104 Too many connections", rests[-1]))

    assert rests[1:] == [30, 60, 120, 240, 480, 900, 900]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("554 5.7.1 SFR_IN_104 blocked", 7200),
        ("451 4.7.28 unusual rate", 30),
        ("450 4.2.0 Greylisted", 0),
        ("450 mailbox busy", 0),
        ("452 4.2.2 Mailbox full", 0),
        ("550 5.1.1 No such user", 0),
    ],
)
def test_only_what_is_said_of_the_sender_makes_a_group_rest(said: str, seconds: int) -> None:
    """One reader's full mailbox is nobody else's business; a block lasts as long as the provider's blocks do."""
    assert _rest(SFR, said) == seconds


def test_time_is_handed_out_once() -> None:
    """Two processes that ask at the same moment send one after the other."""
    first, free = pacing.reserve(0, 100.0, 20, 10)
    second, free = pacing.reserve(free, 100.5, 20, 10)
    later, _free = pacing.reserve(free, 110.0, 1, 10)

    assert (first, second, later) == (100.0, 102.0, 110.0)
