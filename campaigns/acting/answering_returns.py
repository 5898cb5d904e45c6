"""A person's decision on returned letters that no machine may answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import publications
from campaigns.post import delivery_events
from campaigns.post.delivery_events import EventKind, Heard
from campaigns.post.models import Campaign, Delivery, PendingLetter
from campaigns.post.returns import pending
from campaigns.post.returns.pending import Decision
from lists import addresses, kinds
from lists.contacts import replacing
from lists.errors import ListsError, ReplacementRefused
from lists.models import Contact
from lists.permission import suppressing
from runtime import audit
from runtime.installation import Installation
from runtime.language import _


@dataclass(frozen=True)
class Settled:
    """What a person decided about a letter."""

    letter_id: int
    decision: Decision

    def as_json(self) -> dict[str, object]:
        """Return the shape that `relais bounces settle` promises."""
        return {"id": self.letter_id, "decision": self.decision.value}


def settle(
    opened: Installation, letter_id: int, decision: Decision, actor: str, *, publication: str | None = None
) -> Settled:
    """Do what a person decided about a letter, then forget what the letter said of people.

    `publication` says which publication the sender leaves, when the letter does not tell and there are several.

    Raises:
        errors.UnknownPending, errors.PublicationUnknown; errors.SenderUnclear: nobody can be unsubscribed.
        errors.PublicationRefused: one is named where nobody is unsubscribed.
        errors.NothingToUndo: the letter has unsubscribed nobody, or the reader left in another way too.
        lists.errors.ReplacementRefused: the letter names no replacement, or one who may not be written to.
    """
    if publication is not None and decision is not Decision.UNSUBSCRIBE:
        raise errors.PublicationRefused(field="publication", reason=_("elle ne se donne que pour une désinscription"))
    now = opened.clock.now()
    with opened.database.transaction() as session:
        letter = pending.get(session, letter_id)
        details = {"letter": letter_id, "decision": decision.value}
        if decision is Decision.UNSUBSCRIBE:
            details["list"] = _unsubscribe(session, opened, letter, publication)
        elif decision is Decision.UNDO:
            details["list"] = _undo(session, opened, letter)
        elif decision is Decision.REPLACE:
            _replace(session, opened, letter)
        pending.settle(session, letter, decision, opened.clock.epoch())
        audit.record(session, now, actor, "letter.settled", **details)
    return Settled(letter_id, decision)


def _unsubscribe(session: Session, opened: Installation, letter: PendingLetter, publication: str | None) -> int:
    """Take the sender off the list of the letter they answer, else of the publication that is named.

    Returns the list.
    """
    try:
        address = addresses.parse(letter.sender)
    except ListsError:
        raise errors.SenderUnclear(id=letter.id) from None
    named = publications.chosen(session, publication) if publication is not None else None
    left = _campaign(session, letter) or named or publications.chosen(session)
    suppressing.suppress(
        session,
        suppressing.address_key(opened.keyring, address),
        reason=kinds.SuppressionReason.UNSUBSCRIBED,
        since=opened.clock.now(),
        mailing_list_id=left.mailing_list_id,
        evidence=f"letter:{letter.id}",
    )
    return left.mailing_list_id


def _undo(session: Session, opened: Installation, letter: PendingLetter) -> int:
    """Take back the unsubscription that a letter has caused; what the reader said elsewhere stays. Return the list."""
    delivery, campaign = _delivery(session, letter), _campaign(session, letter)
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


def _replace(session: Session, opened: Installation, letter: PendingLetter) -> None:
    """From now on, write to the replacement that a reader named in their organisation."""
    delivery = _delivery(session, letter)
    contact = session.get(Contact, delivery.contact_id) if delivery and delivery.contact_id else None
    campaign = _campaign(session, letter)
    if not letter.replacement or contact is None or campaign is None:
        raise ReplacementRefused(reason=_("la lettre ne nomme personne, ou son expéditeur n’est plus connu"))
    try:
        address = addresses.parse(letter.replacement)
    except ListsError as refused:
        raise ReplacementRefused(reason=str(refused).rstrip(".")) from None
    origin = _("indiquée par la personne qui occupait cette fonction, dans une réponse automatique")
    replacing.replace(
        session, opened.keyring, contact, address, campaign.mailing_list_id, origin=origin, now=opened.clock.now()
    )


def _delivery(session: Session, letter: PendingLetter) -> Delivery | None:
    return session.get(Delivery, letter.delivery_id) if letter.delivery_id else None


def _campaign(session: Session, letter: PendingLetter) -> Campaign | None:
    """Return the campaign that a letter answers, if a token identified it."""
    delivery = _delivery(session, letter)
    return session.get(Campaign, delivery.campaign_id) if delivery else None
