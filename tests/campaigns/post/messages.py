"""One service message to Zoé: queued, looked at, and what stops it."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from campaigns.editorial import publications
from campaigns.editorial.models import Publication
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.outbox import queue as outbox_queue
from lists import addresses
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime import settings
from runtime.installation import Installation
from templates.notices import Notice
from templates.service_messages import Confirmation, Reminder
from tests import cast

URL = "https://lettre.exemple.example/l/s/jeton"


def with_server(opened: Installation, url: str | None) -> Installation:
    """Return the same installation with another server, or none."""
    return dataclasses.replace(opened, settings=settings.load(data=opened.settings.data, smtp_url=url))


def confirmation(publication: Publication) -> Confirmation:
    """Return the question that follows a form."""
    frame = outbox_queue.frame(publication)
    return Confirmation(**frame, greeting="Madame, Monsieur", url=URL, valid="jusqu’au 22 septembre 2009")


def queue(opened: Installation, notice: type[Notice] = Confirmation, *, until: datetime | None = None) -> int:
    """Queue one for Zoé."""
    with opened.database.transaction() as session:
        publication = publications.chosen(session)
        said: Notice = confirmation(publication)
        if notice is Reminder:
            frame = outbox_queue.frame(publication)
            said = Reminder(**frame, greeting="Madame Œuvrard", title="Une action ?", paragraphs=("Six lignes.",))
        return outbox_queue.queue(
            session, opened.keyring, publication, addresses.parse(cast.ZOE), said, now=opened.clock.now(), until=until
        )


def row(opened: Installation, number: int = 1) -> ServiceMessage:
    """Return what is kept of a message."""
    with opened.database.reading() as session:
        return session.get_one(ServiceMessage, number)


def suppress(opened: Installation, reason: SuppressionReason, *, everywhere: bool = True) -> None:
    """Stop letters to Zoé."""
    with opened.database.transaction() as session:
        suppressing.suppress(
            session,
            suppressing.address_key(opened.keyring, addresses.parse(cast.ZOE)),
            reason=reason,
            since=opened.clock.now(),
            mailing_list_id=None if everywhere else publications.chosen(session).mailing_list_id,
            evidence="test",
        )
