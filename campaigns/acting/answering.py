"""A person's word on letters that came back and that no machine may answer."""

from __future__ import annotations

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import publications
from campaigns.post import pending
from campaigns.post.models import PendingLetter
from campaigns.post.pending import Decision
from lists import addresses, kinds, suppressing
from lists.errors import ListsError
from runtime import audit
from runtime.installation import Installation


def settle(opened: Installation, letter_id: int, decision: Decision, actor: str) -> None:
    """Do what a person decided of a letter, and forget what it said of people.

    Raises:
        errors.UnknownPending; errors.SenderUnclear: nobody can be unsubscribed.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        letter = pending.get(session, letter_id)
        if decision is Decision.UNSUBSCRIBE:
            _unsubscribe(session, opened, letter)
        pending.settle(session, letter, decision, opened.clock.epoch())
        audit.record(session, now, actor, "letter.settled", letter=letter_id, decision=decision.value)


def _unsubscribe(session: Session, opened: Installation, letter: PendingLetter) -> None:
    try:
        address = addresses.parse(letter.sender)
    except ListsError:
        raise errors.SenderUnclear(id=letter.id) from None
    suppressing.suppress(
        session,
        suppressing.address_key(opened.keyring, address),
        reason=kinds.Reason.UNSUBSCRIBED,
        since=opened.clock.now(),
        mailing_list_id=publications.only(session).mailing_list_id,
        evidence=f"letter:{letter.id}",
    )
