"""Leaving the letter: a token becomes a suppression and an event. It only leaves, and can be repeated for ever.

Refuses any other effect: a letter gets forwarded, and whoever holds it may do no more than this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, select

from campaigns.editorial.models import Publication
from campaigns.post import tokens
from campaigns.post.events import Kind
from campaigns.post.models import Event
from campaigns.post.statements import DELIVERY
from lists import kinds, suppressing
from runtime.keyring import Keyring


@dataclass(frozen=True)
class Leaving:
    """What a leave link is about."""

    #: The name of the publication; empty when it no longer exists.
    publication: str
    #: Whether this address had left already.
    done: bool


def look(session: Session, keyring: Keyring, token: str) -> Leaving:
    """Say what the link is about; changes nothing.

    Raises:
        errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(keyring, token)
    done = suppressing.is_suppressed(session, said.address_key, said.mailing_list_id)
    return Leaving(_publication(session, said.mailing_list_id), done)


def leave(session: Session, keyring: Keyring, token: str, now: datetime) -> Leaving:
    """Take the address off the mailing list that the token names, at once and for ever; repeating changes nothing.

    Works without campaign, delivery and contact (RFC 8058 3.2: years later too).

    Raises:
        errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(keyring, token)
    fresh = suppressing.suppress(
        session,
        said.address_key,
        reason=kinds.Reason.UNSUBSCRIBED,
        since=now,
        mailing_list_id=said.mailing_list_id,
        evidence=f"delivery:{said.delivery_id}",
    )
    if fresh:
        session.add(
            Event(kind=Kind.LEFT.value, at=now, campaign_id=_campaign(session, said), delivery_id=said.delivery_id)
        )
    return Leaving(_publication(session, said.mailing_list_id), not fresh)


def _campaign(session: Session, said: tokens.Leave) -> int | None:
    """Return the campaign of the delivery, when that row is still there."""
    return session.execute(sa.select(DELIVERY.c.campaign_id).where(DELIVERY.c.id == said.delivery_id)).scalar()


def _publication(session: Session, mailing_list_id: int) -> str:
    found = session.exec(select(Publication).where(Publication.mailing_list_id == mailing_list_id)).first()
    return found.name if found else ""
