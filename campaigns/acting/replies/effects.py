"""What follows when a person accepts what a letter says: a list is left or kept, an address, a function, a successor.

Each runs in the transaction of the verb that decides. Refuses to decide anything itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel import Session

from campaigns import errors
from campaigns.acting.replies.errors import ContactGone
from campaigns.acting.rights import rectification
from campaigns.editorial import publications
from campaigns.post import delivery_events
from campaigns.post.delivery_events import EventKind, Heard
from campaigns.post.models import Campaign, Delivery
from campaigns.post.returns import pending
from campaigns.post.returns.letter_rows import PendingLetter
from lists import addresses, contact_lookup, kinds
from lists.contacts import replacing
from lists.errors import ListsError, ReplacementRefused
from lists.models import Contact
from lists.permission import suppressing
from runtime.installation import Installation
from runtime.language import _


def unsubscribe(session: Session, opened: Installation, letter: PendingLetter, publication: str | None) -> int:
    """Take the sender off the list of the letter they answer, else of the publication that is named. Return the list.

    Raises:
        errors.SenderUnclear, errors.PublicationUnknown.
    """
    try:
        address = addresses.parse(letter.sender)
    except ListsError:
        raise errors.SenderUnclear(id=letter.id) from None
    named = publications.chosen(session, publication) if publication is not None else None
    left = campaign_of(session, letter) or named or publications.chosen(session)
    suppressing.suppress(
        session,
        suppressing.address_key(opened.keyring, address),
        reason=kinds.SuppressionReason.UNSUBSCRIBED,
        since=opened.clock.now(),
        mailing_list_id=left.mailing_list_id,
        evidence=f"letter:{letter.id}",
    )
    return left.mailing_list_id


def undo(session: Session, opened: Installation, letter: PendingLetter) -> int:
    """Take back the unsubscription that a letter has caused; what the reader said elsewhere stays. Return the list.

    Raises:
        errors.NothingToUndo.
    """
    delivery, campaign = delivery_of(session, letter), campaign_of(session, letter)
    if letter.question != pending.Question.UNSUBSCRIBED or delivery is None or campaign is None:
        raise errors.NothingToUndo(id=letter.id)
    left = Heard(letter.event_id, EventKind.LEFT, letter.delivery_id or 0, letter.at)
    is_back = suppressing.take_back(
        session, delivery.address_key, campaign.mailing_list_id,
        since=datetime.fromtimestamp(letter.at, UTC), evidence=delivery_events.evidence(left), now=opened.clock.now(),
    )  # fmt: skip
    if not is_back:
        raise errors.NothingToUndo(id=letter.id)
    stayed = replace(left, event_id=f"stay:{letter.event_id}", kind=EventKind.STAYED, at=opened.clock.epoch())
    delivery_events.record(session, stayed)
    return campaign.mailing_list_id


def replace_by(session: Session, opened: Installation, letter: PendingLetter, successor: str) -> None:
    """From now on, write to whom a reader named in their place.

    Raises:
        lists.errors.ReplacementRefused.
    """
    delivery = delivery_of(session, letter)
    contact = session.get(Contact, delivery.contact_id) if delivery and delivery.contact_id else None
    campaign = campaign_of(session, letter)
    if not successor or contact is None or campaign is None:
        raise ReplacementRefused(reason=_("la lettre ne nomme personne, ou son expéditeur n’est plus connu"))
    try:
        address = addresses.parse(successor)
    except ListsError as refused:
        raise ReplacementRefused(reason=str(refused).rstrip(".")) from None
    origin = _("indiquée par la personne qui occupait cette fonction, dans une réponse automatique")
    if letter.question in pending.BY_PEOPLE:
        origin = _("indiquée par la personne qui occupait cette fonction, dans une réponse à la lettre")
    replacing.replace(
        session, opened.keyring, contact, address, campaign.mailing_list_id, origin=origin, now=opened.clock.now()
    )


def delivery_of(session: Session, letter: PendingLetter) -> Delivery | None:
    """Return the delivery that a letter answers, if a token identified it."""
    return session.get(Delivery, letter.delivery_id) if letter.delivery_id else None


def campaign_of(session: Session, letter: PendingLetter) -> Campaign | None:
    """Return the campaign that a letter answers, if a token identified it."""
    delivery = delivery_of(session, letter)
    return session.get(Campaign, delivery.campaign_id) if delivery else None


def correct(session: Session, opened: Installation, letter: PendingLetter, field: str, value: str, actor: str) -> None:
    """Correct what is known of the sender: their address, or their function. It is a sign of life, and on record.

    Raises:
        errors.ContactGone; lists.errors.CorrectionRefused, lists.errors.ContactUnclear, lists.errors.AddressRefused.
    """
    contact = contact_of(session, opened, letter)
    if contact is None:
        raise ContactGone
    hers = contact_lookup.of(session, contact.address_key)
    one = contact.id if field in rectification.OF_HER_WORK else None
    rectification.put_right(
        session, opened, contact.address_key, hers, {field: value}, contact=one, evidence=f"letter:{letter.id}",
        actor=actor,
    )  # fmt: skip


def contact_of(session: Session, opened: Installation, letter: PendingLetter) -> Contact | None:
    """Return the sender among the contacts, by their address; a token tells whose letter it was, not who writes."""
    try:
        key = suppressing.address_key(opened.keyring, addresses.parse(letter.sender))
    except ListsError:
        return None
    delivery = delivery_of(session, letter)
    known = contact_lookup.of(session, key)
    received = [one for one in known if delivery is not None and one.id == delivery.contact_id]
    return next(iter(received or known), None)
