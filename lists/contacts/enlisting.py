"""Putting a contact on a list, and taking them off it, by an officer's decision.

Refuses whoever may not be written to, and a list that asks for the consent of each: there the person says yes herself,
see `double_opt_in`. What a person said is not touched: that is for `suppressing`.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from lists import errors
from lists.contacts import standings
from lists.contacts.standings import LEFT
from lists.kinds import Basis, Purpose, SubscriptionState, SuppressionReason
from lists.models import Contact, MailingList, Subscription
from lists.permission import consents, suppressing
from runtime.language import _


def enlist(session: Session, contact: Contact, mailing_list_id: int, *, origin: str = "", now: datetime) -> None:
    """Put a contact on a list.

    Raises:
        errors.EntryRefused: they may not be written to, or the list asks for their own consent.
    """
    require_free(session, contact.address_key, mailing_list_id)
    listed = session.get_one(MailingList, mailing_list_id)
    agreed = consents.holds(session, contact.address_key, Purpose.NEWSLETTER, mailing_list_id)
    if listed.basis == Basis.CONSENT and not agreed:
        reason = _("cette lettre demande l’accord de chaque personne, qui le donne elle-même")
        raise errors.EntryRefused(field="email", reason=reason)
    row = session.get(Subscription, (contact.id, mailing_list_id)) or Subscription(
        contact_id=contact.id or 0, mailing_list_id=mailing_list_id, state="", since=now, origin=origin
    )
    row.state, row.since = SubscriptionState.SUBSCRIBED.value, now
    session.add(row)
    session.flush()


def require_free(session: Session, key: bytes, mailing_list_id: int) -> None:
    """Refuse an address that this list may not write to.

    Raises:
        errors.EntryRefused.
    """
    reasons = suppressing.reasons(session, key, mailing_list_id)
    if reasons:
        said = _(standings.SENTENCES[next(one for one in SuppressionReason if one in reasons)][1])
        reason = _("on ne peut pas écrire à cette adresse, {why}").format(why=said.partition(" le {day}")[0])
        raise errors.EntryRefused(field="email", reason=reason)


def take_off(session: Session, contact: Contact, mailing_list_id: int, now: datetime) -> bool:
    """Take a contact off a list; tell whether they were on it."""
    row = session.get(Subscription, (contact.id, mailing_list_id))
    if row is None or row.state == LEFT:
        return False
    row.state, row.since = SubscriptionState.LEFT.value, now
    session.add(row)
    session.flush()
    return True
