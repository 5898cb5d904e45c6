"""Subscribing by one's own act: anybody may ask, and the mailbox itself must confirm.

Refuses to subscribe anybody on somebody else's word: until the address itself has answered, only the question is
sent to it. Refuses to send even that to a person who objected. A confirmation takes back the person's own
unsubscription from this list, and nothing else. Leaving is `suppressing.suppress`: it needs no contact.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy
from sqlmodel import Session, col, select

from lists import contact_lookup, errors, history
from lists.addresses import Address
from lists.kinds import Fact, Nature, Purpose, SubscriptionState, SuppressionReason
from lists.models import Contact, Subscription
from lists.permission import consents, informing, suppressing
from runtime import clock
from runtime.keyring import Keyring

#: Days after which an unconfirmed request is forgotten, with the contact if nothing else is known of them.
DAYS_TO_CONFIRM = 7
#: What a person said of this one list, and may take back.
_HERS = {SuppressionReason.UNSUBSCRIBED}


def request(
    session: Session, keyring: Keyring, address: Address, mailing_list_id: int, *, source: str, now: datetime
) -> bool:
    """Note that this address asks to be on the list; tell whether the question may be mailed to it.

    What a screen answers must not depend on this result: nobody may learn who is on a list, left it or objected. The
    request of a person who objected, complained or was erased is not even noted (see decision 0012).
    """
    key = suppressing.address_key(keyring, address)
    if suppressing.reasons(session, key, mailing_list_id) - _HERS:
        return False
    known = contact_lookup.numbers(session, key)
    mine = known or [_enter(session, address, key, source, now)]
    if not _standing(session, mine, mailing_list_id):
        row = Subscription(
            contact_id=mine[0],
            mailing_list_id=mailing_list_id,
            state=SubscriptionState.PENDING.value,
            since=now,
            origin=source if known else "",
        )
        session.add(row)
        session.flush()
    return True


def is_on(session: Session, key: bytes, mailing_list_id: int) -> bool:
    """Tell whether the person is on the list, has said yes to it, and may be written to."""
    states = _standing(session, contact_lookup.numbers(session, key), mailing_list_id).values()
    return (
        SubscriptionState.SUBSCRIBED in states
        and consents.holds(session, key, Purpose.NEWSLETTER, mailing_list_id)
        and not suppressing.is_suppressed(session, key, mailing_list_id)
    )


def require_current(session: Session, key: bytes, mailing_list_id: int, asked: datetime) -> None:
    """Refuse a request that the person went back on: an old link undoes no departure.

    Raises:
        errors.LeftSince.
    """
    if suppressing.reason_here(session, key, mailing_list_id) != SuppressionReason.UNSUBSCRIBED:
        return
    since, _evidence = suppressing.standing(session, key, mailing_list_id)
    # A departure of the same second came after the request if the request was answered meanwhile.
    if since > asked or (since == asked and consents.was_given(session, key, mailing_list_id, asked)):
        raise errors.LeftSince


def confirm(
    session: Session, key: bytes, mailing_list_id: int, *, wording: str, source: str, now: datetime, proof: str
) -> bool:
    """Put the person on the list, because their mailbox confirmed it; tell whether they were not on it before.

    `wording` is the text that the person says yes to, `source` the form, `proof` how it is known that it was they.
    A request that is older than a departure is refused before: see `require_current`.

    Raises:
        errors.NothingToConfirm: nobody asked, or so long ago that it was forgotten.
        errors.StillStopped: the person objected, complained or was erased; an officer must hear them first.
    """
    if suppressing.reasons(session, key, mailing_list_id) - _HERS:
        raise errors.StillStopped
    mine = contact_lookup.numbers(session, key)
    standing = _standing(session, mine, mailing_list_id)
    if not standing:
        raise errors.NothingToConfirm
    if is_on(session, key, mailing_list_id):
        return False
    _move(session, list(standing), mailing_list_id, now)
    suppressing.lift(session, key, mailing_list_id, now=now, evidence=source)
    consents.give(
        session, key, Purpose.NEWSLETTER, mailing_list_id, wording=wording, source=source, now=now, proof=proof
    )
    _inform(session, mine, mailing_list_id, now)
    history.note(session, mine, Fact.SUBSCRIBED, int(now.timestamp()))
    return True


def forget_unconfirmed(session: Session, now: datetime) -> int:
    """Forget unconfirmed requests that are too old, and contacts known by nothing else; return how many requests."""
    old = _is_over(now)
    pending = session.exec(select(Subscription.contact_id).where(old)).all()
    if pending:
        session.execute(sqlalchemy.delete(Subscription).where(old))
        others = sqlalchemy.exists().where(col(Subscription.contact_id) == col(Contact.id))
        alone = sqlalchemy.and_(col(Contact.organisation_id).is_(None), col(Contact.import_id).is_(None), ~others)
        session.execute(sqlalchemy.delete(Contact).where(col(Contact.id).in_(pending), alone))
    return len(pending)


def _is_over(now: datetime) -> sqlalchemy.ColumnElement[bool]:
    # Written out, not bound: otherwise the database does not use the partial index.
    waits = col(Subscription.state) == sqlalchemy.literal_column(f"'{SubscriptionState.PENDING.value}'")
    return sqlalchemy.and_(waits, col(Subscription.since) < now - timedelta(days=DAYS_TO_CONFIRM))


def _enter(session: Session, address: Address, key: bytes, source: str, now: datetime) -> int:
    """Create the contact of a person known only by their request; the form told them who we are (GDPR art. 13)."""
    today = clock.in_paris(now).date()
    made = Contact(
        email=address.wire,
        email_shown=address.shown,
        address_key=key,
        nature=Nature.NAMED.value,
        collected_from=source,
        collected_on=today,
        informed_on=today,
    )
    session.add(made)
    session.flush()
    assert made.id is not None
    return made.id


def _standing(session: Session, contacts: list[int], mailing_list_id: int) -> dict[int, str]:
    rows = session.execute(
        sqlalchemy.select(col(Subscription.contact_id), col(Subscription.state)).where(
            col(Subscription.contact_id).in_(contacts), col(Subscription.mailing_list_id) == mailing_list_id
        )
    )
    return {row.contact_id: row.state for row in rows}


def _inform(session: Session, contacts: list[int], mailing_list_id: int, now: datetime) -> None:
    """Note that the page has told the person who writes, why and from where (GDPR art. 13 and 14)."""
    wanted = sqlalchemy.select(col(Contact.id)).where(col(Contact.id).in_(contacts))
    informing.note(session, wanted, mailing_list_id, clock.in_paris(now).date())


def _move(session: Session, contacts: list[int], mailing_list_id: int, now: datetime) -> None:
    session.execute(
        sqlalchemy.update(Subscription)
        .where(
            col(Subscription.contact_id).in_(contacts),
            col(Subscription.mailing_list_id) == mailing_list_id,
            col(Subscription.state) != SubscriptionState.SUBSCRIBED.value,
        )
        .values(state=SubscriptionState.SUBSCRIBED.value, since=now)
    )
