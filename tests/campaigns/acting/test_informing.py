"""Contacts who were never told where their address comes from are told in their first letter (GDPR art. 14)."""

from __future__ import annotations

import email
import email.policy
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.acting import launching, previewing, ticking
from campaigns.editorial import publications
from campaigns.post.archives import web_versions
from lists import addresses
from lists.kinds import Purpose
from lists.models import Contact
from lists.permission import consents, suppressing
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock

AGAIN = {"already_launched": "un second envoi est voulu"}
HEADING = "VOTRE ADRESSE ET VOS DROITS"


def parts(server: servers.Sink, address: str) -> tuple[str, str]:
    """Return the text and the HTML part of somebody's last letter, spaces as they are read."""
    read = email.message_from_bytes(server.letters[address], policy=email.policy.default)
    bodies = [read.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (" ".join(body.get_content().split()) for body in bodies if body is not None)
    return text, html


def informed(opened: Installation) -> dict[str, date | None]:
    """Return the day on which each was told."""
    with opened.database.reading() as session:
        return {one.email: one.informed_on for one in session.exec(select(Contact))}


def tell(session: Session, address: str) -> None:
    """Let somebody have been told on paper."""
    mine = col(Contact.email) == address
    session.execute(sa.update(Contact).where(mine).values(informed_on=date(2009, 1, 9)))


@pytest.fixture
def sent(staged: Installation, server: servers.Sink) -> Installation:
    """An installation after a campaign to four readers, of whom Loïc had been told before, and Maïté's box is full."""
    server.at_rcpt[cast.MAITE] = ["552 5.2.2 Mailbox full"]
    with staged.database.transaction() as session:
        session.execute(sa.update(Contact).values(collected_from="annuaire des signataires, 2009."))
        tell(session, cast.LOIC)
    launching.launch(staged, launching.Order(1, grace=0), "test")
    ticking.tick(staged)
    return staged


def test_whoever_was_never_told_is_told_in_both_parts(sent: Installation, server: servers.Sink) -> None:
    """Who, why, by what right, from where, for how long, her rights; apart from everything else (art. 21(4))."""
    text, html = parts(server, cast.ZOE)

    assert HEADING in text
    for part in (text, html):
        assert "Origine de votre adresse : annuaire des signataires, 2009." in part
        assert "Charte de la diversité, 1, rue de l’Exemple, 75017 Paris" in part
        assert "notre intérêt légitime" in part
        assert "vous opposer à ces envois à tout moment et sans motif" in part
        assert "CNIL" in part
        assert "lettre@charte.example" in part


def test_whoever_was_told_is_not_told_again(sent: Installation, server: servers.Sink) -> None:
    """Nothing of it stands in her letter."""
    text, html = parts(server, cast.LOIC)

    assert HEADING not in text
    assert "annuaire des signataires" not in text + html


def test_the_day_is_kept_of_those_whom_the_letter_reached(
    sent: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Whom it did not reach is told by the next one, and the others are not."""
    assert informed(sent) == {
        cast.ZOE: date(2009, 9, 15), cast.AMADOU: date(2009, 9, 15), cast.LOIC: date(2009, 1, 9), cast.MAITE: None,
    }  # fmt: skip
    launching.launch(sent, launching.Order(1, grace=0, overrides=AGAIN), "test")
    ticking.tick(sent)

    assert {one for one in server.letters if HEADING in parts(server, one)[0]} == {cast.MAITE}
    assert informed(sent)[cast.MAITE] == date(2009, 9, 15)


def test_the_public_version_tells_nobody_where_an_address_comes_from(sent: Installation) -> None:
    """It is the same for everybody."""
    found = web_versions.numbered(sent, 1)
    page = found.html if found else ""

    assert "La Lettre de la diversité" in page
    assert "annuaire des signataires" not in page
    assert "Votre adresse et vos droits" not in page


@pytest.mark.parametrize("by", ["tick", "render"])
def test_whoever_asked_for_the_letter_is_told_so(
    staged: Installation, server: servers.Sink, tmp_path: Path, by: str
) -> None:
    """On a list that is written to by another right: the reason is hers, and so is the next reader's."""
    with staged.database.transaction() as session:
        consents.give(
            session, suppressing.address_key(staged.keyring, addresses.parse(cast.ZOE)), Purpose.NEWSLETTER,
            publications.chosen(session).mailing_list_id, wording="Oui.", source="formulaire", now=staged.clock.now(),
            proof="double opt-in",
        )  # fmt: skip
    if by == "tick":
        launching.launch(staged, launching.Order(1, grace=0), "test")
        ticking.tick(staged)
    else:
        for one in (cast.ZOE, cast.LOIC):
            server.letters[one] = previewing.render(staged, 1, one).files[previewing.LETTER]

    for part in parts(server, cast.ZOE):
        assert "parce que vous avez demandé à la recevoir" in part
        assert "au titre de vos fonctions" not in part
    for part in parts(server, cast.LOIC):
        assert "au titre de vos fonctions" in part
        assert "vous avez demandé" not in part
