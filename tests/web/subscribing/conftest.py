"""An open list, and what somebody does who wants to be on it."""

from __future__ import annotations

import email
import email.policy
import re

import httpx
import pytest

from campaigns.acting import ticking
from campaigns.editorial import imprints, publications
from lists import addresses, audiences
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.web.conftest import Ask, browser

FORM = "/l/s/la-lettre"
NEW = "nouvelle@ombelle.example"


@pytest.fixture
def site(opened: Installation, server: servers.Sink) -> Installation:
    """An installation whose list is open, with Zoé on it."""
    with opened.database.transaction() as session:
        publication = cast.publish(session)
        imprints.revise(session, publication, imprints.Change(form="la-lettre"))
        cast.reader(session, opened, cast.ZOE, cast.organisation(session, "Ateliers Brumevent"))
    given = settings.load(data=opened.settings.data, smtp_url=server.url, base_url="https://lettre.exemple.example")
    return Installation(given, opened.database, opened.keyring, opened.clock)


@pytest.fixture
def send(site: Installation) -> Ask:
    """Send one request."""
    return browser(site)


def submit(send: Ask, typed: str) -> httpx.Response:
    """Send the form."""
    return send("POST", FORM, data={"email": typed})


def suppress(site: Installation, address: str, reason: SuppressionReason, mailing_list_id: int | None = None) -> None:
    """Stop letters to somebody."""
    with site.database.transaction() as session:
        key = suppressing.address_key(site.keyring, addresses.parse(address))
        suppressing.suppress(
            session, key, reason=reason, since=site.clock.now(), mailing_list_id=mailing_list_id, evidence="test"
        )


def link(server: servers.Sink, address: str) -> str:
    """Return the path of the link in the question that somebody was mailed."""
    read = email.message_from_bytes(server.letters[address], policy=email.policy.default)
    text = read.get_body(("plain",))
    assert text is not None
    found = re.search(r"https://lettre\.exemple\.example(/l/s/la-lettre/[\w-]+)", text.get_content())
    assert found
    return found[1]


def audience(site: Installation) -> set[str]:
    """Return who may be written to."""
    with site.database.reading() as session:
        listed = publications.chosen(session).mailing_list_id
        return {row.address for row in session.execute(audiences.selection(listed))}


def confirmed(send: Ask, site: Installation, server: servers.Sink) -> str:
    """Let somebody new subscribe, and return the link that they confirmed."""
    submit(send, NEW)
    ticking.tick(site)
    path = link(server, NEW)
    assert send("POST", path).status_code == 200
    return path
