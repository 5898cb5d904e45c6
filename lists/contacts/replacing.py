"""A successor: a contact left their job and named who does it now, and an officer decided to write to that person.

The successor belongs to the same organisation, and the first letter tells them where their address comes from (GDPR
art. 14). Refuses an address that may not be written to, and lists that need the consent of each person.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy
from sqlmodel import Session, col

from lists import contact_lookup, contact_roles, errors
from lists.addresses import Address
from lists.kinds import Basis, SubscriptionState
from lists.models import Contact, MailingList, Subscription
from lists.permission import suppressing
from runtime import clock
from runtime.keyring import Keyring
from runtime.language import _


def replace(
    session: Session,
    keyring: Keyring,
    contact: Contact,
    address: Address,
    mailing_list_id: int,
    *,
    origin: str,
    now: datetime,
) -> int:
    """Take a contact off a list and put the successor in their place; return the number of the new contact.

    Raises:
        errors.ReplacementRefused.
    """
    key = suppressing.address_key(keyring, address)
    _require(session, contact, key, mailing_list_id)
    made = Contact(
        organisation_id=contact.organisation_id,
        role=contact.role,
        rank=contact.rank,
        email=address.wire,
        email_shown=address.shown,
        address_key=key,
        nature=contact_roles.nature(address.local).value,
        language=contact.language,
        collected_from=origin,
        collected_on=clock.in_paris(now).date(),
    )
    session.add(made)
    session.flush()
    _exchange(session, contact.id, made.id or 0, mailing_list_id, now)
    return made.id or 0


def _exchange(session: Session, gone: int | None, new: int, mailing_list_id: int, now: datetime) -> None:
    put = Subscription(
        contact_id=new, mailing_list_id=mailing_list_id, state=SubscriptionState.SUBSCRIBED.value, since=now
    )
    session.add(put)
    session.execute(
        sqlalchemy.update(Subscription)
        .where(col(Subscription.contact_id) == gone, col(Subscription.mailing_list_id) == mailing_list_id)
        .values(state=SubscriptionState.LEFT.value, since=now)
    )


def _require(session: Session, contact: Contact, key: bytes, mailing_list_id: int) -> None:
    if session.get_one(MailingList, mailing_list_id).basis == Basis.CONSENT:
        raise errors.ReplacementRefused(reason=_("la liste demande à chacun son propre accord"))
    if suppressing.is_suppressed(session, key, mailing_list_id):
        raise errors.ReplacementRefused(reason=_("l’adresse proposée ne veut pas recevoir de lettre, ou n’existe plus"))
    if contact_lookup.stands(session, key, contact.organisation_id):
        raise errors.ReplacementRefused(reason=_("l’adresse proposée est déjà celle d’un contact de l’organisation"))
