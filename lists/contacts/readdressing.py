"""Correcting an address: the contact keeps their history and their objections, and the old address is remembered.

A former address is a keyed hash and a day. It leads from the person to what was sent to them there, never from the
address to the person: it may have been somebody else's all along. Refuses an address that may not be written to.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, Session, SQLModel, col, select

from lists import contact_lookup, errors
from lists.addresses import Address
from lists.kinds import SuppressionReason
from lists.models import KEY_BYTES, Contact, Suppression
from lists.permission import suppressing
from runtime.keyring import Keyring
from runtime.language import _


class FormerAddress(SQLModel, table=True):
    """An address that a contact had until a day."""

    __tablename__ = "former_address"

    contact_id: int = Field(primary_key=True, foreign_key="contact.id", ondelete="CASCADE")
    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), primary_key=True, index=True))
    until: date


def readdress(session: Session, keyring: Keyring, contact: Contact, address: Address, today: date) -> None:
    """Give a contact another address; what the contact said about letters holds for it too.

    Raises:
        errors.CorrectionRefused: it may not be written to, or another contact of the same organisation has it.
    """
    key = suppressing.address_key(keyring, address)
    if key == contact.address_key:
        contact.email, contact.email_shown = address.wire, address.shown
        return
    _require_free(session, contact, key)
    take_along(session, contact.address_key, key)
    session.merge(FormerAddress(contact_id=contact.id or 0, address_key=contact.address_key, until=today))
    session.execute(
        sa.delete(FormerAddress).where(
            col(FormerAddress.contact_id) == contact.id, col(FormerAddress.address_key) == key
        )
    )
    contact.email, contact.email_shown, contact.address_key = address.wire, address.shown, key
    session.add(contact)
    session.flush()


def former(session: Session, key: bytes) -> list[bytes]:
    """Return the keys of the former addresses of the person who has this one, except those that others have now."""
    hers = sa.select(col(Contact.id)).where(col(Contact.address_key) == key)
    taken = sa.select(col(Contact.address_key))
    mine = col(FormerAddress.address_key)
    found = sa.select(mine).distinct().where(col(FormerAddress.contact_id).in_(hers), mine.not_in(taken))
    return sorted(session.execute(found).scalars())


def _require_free(session: Session, contact: Contact, key: bytes) -> None:
    stops = select(Suppression.reason).where(
        Suppression.address_key == key, Suppression.reason != SuppressionReason.BOUNCED.value
    )
    if session.exec(stops).first() is not None:
        reason = _("cette adresse ne veut plus recevoir de lettre, ou a été effacée, et aucune correction ne le lève")
        raise errors.CorrectionRefused(field="email", reason=reason)
    if contact_lookup.stands(session, key, contact.organisation_id):
        reason = _("un autre contact de la même organisation a déjà cette adresse")
        raise errors.CorrectionRefused(field="email", reason=reason)


def take_along(session: Session, old: bytes, new: bytes) -> None:
    """Repeat for the new address what the person said; what a server said concerns the old address only."""
    said: Any = select(Suppression).where(
        Suppression.address_key == old, col(Suppression.reason).in_([one.value for one in suppressing.SPOKEN])
    )
    for one in session.exec(said).all():
        suppressing.suppress(
            session, new, reason=SuppressionReason(one.reason), since=one.since,
            mailing_list_id=one.mailing_list_id, evidence=one.evidence,
        )  # fmt: skip
