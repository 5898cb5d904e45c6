"""Addresses that no list may write to, as far as they are still known: of most, only the hash is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists.exporting.contacts import People
from lists.kinds import SuppressionReason
from lists.models import Contact, Suppression
from runtime import clock


def lines(session: Session, people: People) -> Sequence[Mapping[str, Any]]:
    """Return every address whose owner objected to all lists, with the day of the objection."""
    statement = (
        sqlalchemy.select(col(Contact.email_shown), col(Suppression.since))
        .join_from(Contact, Suppression, col(Suppression.address_key) == col(Contact.address_key))
        .where(col(Suppression.mailing_list_id).is_(None), col(Suppression.reason) != SuppressionReason.BOUNCED)
        .where(people.scope.contacts())
    )
    found = dict(session.execute(statement).all())
    return [{"email": email, "since": clock.in_paris(found[email]).date()} for email in sorted(found)]
