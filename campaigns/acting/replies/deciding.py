"""A person's yes or no to what a letter proposes.

What a person wrote stays open after that: it may want an answer. What a machine wrote is classed by the yes.
"""

from __future__ import annotations

from sqlmodel import Session

from campaigns.acting.absences import noting as absences
from campaigns.acting.replies import effects, errors, settling, threads
from campaigns.acting.replies.offers import Offer, Proposal
from campaigns.post.returns import pending
from campaigns.post.returns.letter_rows import PendingLetter
from campaigns.post.returns.pending import Decision
from runtime import audit
from runtime.installation import Installation

#: What classes the letter of a machine, when it is accepted.
_DECISIONS = {Proposal.LEAVE: Decision.UNSUBSCRIBE, Proposal.SUCCESSOR: Decision.REPLACE}


def accept(
    opened: Installation, letter_id: int, proposal: Proposal, actor: str, *, publication: str | None = None
) -> Offer:
    """Do what a letter proposes; return what was done.

    `publication` says which one the sender leaves, where the letter does not tell and there are several.

    Raises:
        errors.LetterUnknown, errors.NothingProposed, errors.ContactGone; what `effects` raises.
    """
    with opened.database.transaction() as session:
        letter, offer = _offered(session, opened, letter_id, proposal)
        if letter.question in pending.BY_PEOPLE:
            _follow(session, opened, letter, offer, actor, publication)
            _remember(session, opened, letter, proposal, actor, accepted=True)
            return offer
    settling.settle(opened, letter_id, _DECISIONS[proposal], actor, publication=publication)
    return offer


def decline(opened: Installation, letter_id: int, proposal: Proposal, actor: str) -> Offer:
    """Leave things as they are; the proposal is not shown again.

    Raises:
        errors.LetterUnknown, errors.NothingProposed.
    """
    with opened.database.transaction() as session:
        letter, offer = _offered(session, opened, letter_id, proposal)
        _remember(session, opened, letter, proposal, actor, accepted=False)
    return offer


def _offered(session: Session, opened: Installation, letter_id: int, proposal: Proposal) -> tuple[PendingLetter, Offer]:
    letter = threads.get(session, letter_id)
    for offer in threads.offers_of(session, opened, letter):
        if offer.proposal is proposal:
            return letter, offer
    raise errors.NothingProposed


def _follow(
    session: Session, opened: Installation, letter: PendingLetter, offer: Offer, actor: str, publication: str | None
) -> None:
    if offer.proposal is Proposal.LEAVE:
        effects.unsubscribe(session, opened, letter, publication)
    elif offer.proposal is Proposal.STAY:
        effects.undo(session, opened, letter)
    elif offer.proposal is Proposal.SUCCESSOR:
        effects.replace_by(session, opened, letter, offer.value)
    elif offer.proposal is Proposal.ABSENCE:
        contact = effects.contact_of(session, opened, letter)
        if contact is None or contact.id is None or offer.first_day is None or offer.last_day is None:
            raise errors.ContactGone
        absences.note_contact(session, opened, contact.id, offer.first_day, offer.last_day, actor)
    else:
        field = "email" if offer.proposal is Proposal.ADDRESS else "function"
        effects.correct(session, opened, letter, field, offer.value, actor)


def _remember(
    session: Session, opened: Installation, letter: PendingLetter, proposal: Proposal, actor: str, *, accepted: bool
) -> None:
    letter.proposals = {**letter.proposals, proposal.value: accepted}
    letter.read_at = letter.read_at or opened.clock.epoch()
    session.add(letter)
    act = "reply.accepted" if accepted else "reply.declined"
    audit.record(session, opened.clock.now(), actor, act, letter=letter.id, proposal=proposal.value)
