"""The outbox of service messages: what is written to one person about one thing, apart from the letter.

The act that causes a message queues it in its own transaction; `delivering` hands it over. Leaving the letter does
not stop messages, see `STOPPED_BY`. The address and the content stay here until the message has ended, for
`HOURS` at most; the emptied row is kept for `DAYS`. Refuses campaigns: one row is one letter to one person.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

import pydantic
import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.editorial import letter_context, publications
from campaigns.editorial.models import Publication
from campaigns.post import retry_schedule
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.states import DeliveryState
from lists.addresses import Address
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime.keyring import Keyring
from runtime.language import _
from templates import service_messages, themes
from templates.notices import Notice, Occasion

#: Hours for which a message is tried, unless it sets fewer.
HOURS = 48
#: Days for which an emptied row records whether a message was sent.
DAYS = 30
#: Seconds after which a hand-over without a result counts as lost: longer than a server may take to answer the dot
#: (RFC 5321 4.5.3.2.6: ten minutes).
LOST = 900
_ID_BYTES = 15

#: What stops a message, by its subject. An address that does not exist is never written to.
STOPPED_BY: dict[Occasion, frozenset[SuppressionReason]] = {
    Occasion.ASKED: frozenset({SuppressionReason.BOUNCED}),
    Occasion.ROLE: frozenset({SuppressionReason.BOUNCED, SuppressionReason.ERASED}),
    Occasion.READER: frozenset(SuppressionReason),
}
#: States in which something may still be done.
OPEN = (DeliveryState.PLANNED.value, DeliveryState.DEFERRED.value, DeliveryState.HANDING_OVER.value)
#: The fields that every notice takes from its publication, read when the message leaves, not when it is queued.
_FRAME = frozenset({"publication", "sender", "theme", "logo", "language"})


class Waiting(NamedTuple):
    """The messages that have not ended yet."""

    many: int
    #: When the oldest was queued, in seconds since 1970; 0 when there is none.
    since: int


def frame(publication: Publication) -> dict[str, Any]:
    """Return what a notice takes from its publication: `Confirmation(**queue.frame(publication), greeting=…)`."""
    return {
        "publication": publication.name,
        "sender": letter_context.sender(publication),
        "theme": themes.make(publication.theme),
    }


def letters(publications_: Sequence[Publication]) -> tuple[str, ...]:
    """Return the letters that a message is about, with their controllers; empty for one letter, the sender."""
    known = map(publications.controller, publications_ if len(publications_) > 1 else ())
    said = _("« {letter} » ({name})")
    return tuple(said.format(letter=one.letter, name=one.name) if one.name else one.letter for one in known)


def queue(
    session: Session,
    keyring: Keyring,
    publication: Publication,
    address: Address,
    notice: Notice,
    *,
    now: datetime,
    until: datetime | None = None,
) -> int:
    """Have a service message sent by the next tick, if this transaction is committed; return its number.

    Args:
        session: The session of the act that causes the message: both are committed, or neither.
        keyring: Its keyed hash of the address later tells whom the message was for.
        publication: Who writes. While it has no sender, the message waits.
        address: Who is written to.
        notice: What is said. Its frame is that of the publication when the message leaves.
        now: Aware.
        until: When it becomes pointless, such as when a link in it expires; `HOURS` otherwise.
    """
    last = now + timedelta(hours=HOURS)
    row = ServiceMessage(
        publication_id=publication.id or 0,
        kind=notice.EMAIL,
        address_key=suppressing.address_key(keyring, address),
        address=address.wire,
        content=_adapter(notice.EMAIL).dump_python(notice, mode="json", exclude=set(_FRAME)),
        queued_at=int(now.timestamp()),
        next_at=int(now.timestamp()),
        expires_at=int(min(until or last, last).timestamp()),
    )
    session.add(row)
    session.flush()
    return row.id or 0


def name_of(keyring: Keyring, message_id: int) -> str:
    """Return the left part of a message's Message-ID: the same at every attempt, and of no other installation."""
    return keyring.sign(b"notice", message_id.to_bytes(8, "big"), _ID_BYTES, min(keyring.signing)).hex()


def said(row: ServiceMessage, publication: Publication, **more: Any) -> Notice:
    """Return what a message says, in the frame of its publication as it is now; `more` adds to that frame."""
    found: Notice = _adapter(row.kind).validate_python({**row.content, **frame(publication), **more})
    return found


def count(session: Session, key: bytes, kind: type[Notice], since: datetime) -> int:
    """Return how many messages of this kind were queued for somebody since then."""
    lately = col(ServiceMessage.queued_at) >= int(since.timestamp())
    found = sa.select(sa.func.count()).select_from(ServiceMessage).where(_of(key, kind), lately)
    many: int = session.execute(found).scalar_one()
    return many


def waiting(session: Session) -> Waiting:
    """Return the messages that have not ended yet."""
    columns = sa.select(sa.func.count(), sa.func.coalesce(sa.func.min(col(ServiceMessage.queued_at)), 0))
    many, since = session.execute(columns.where(_is_open())).one()
    return Waiting(many, since)


def has_senders(session: Session) -> bool:
    """Tell whether every message that has not ended belongs to a publication with a sender."""
    nobody = select(Publication.id).where(Publication.from_address == "")
    lost = sa.select(sa.exists().where(_is_open(), col(ServiceMessage.publication_id).in_(nobody)))
    return not session.scalar(lost)


def due(session: Session, now: int, most: int) -> list[int]:
    """Return the numbers of messages that may be tried now, oldest first, lost ones included.

    Messages of a publication without a sender are left out.
    """
    found = (
        select(ServiceMessage.id)
        .join(Publication, col(Publication.id) == col(ServiceMessage.publication_id))
        .where(_is_open(), ServiceMessage.next_at <= now, Publication.from_address != "")
    )
    return [one or 0 for one in session.exec(found.order_by(col(ServiceMessage.id)).limit(most))]


def stopped_by(session: Session, row: ServiceMessage, publication: Publication) -> SuppressionReason | None:
    """Return why a message may not be sent; `None` when it may."""
    reasons = suppressing.reasons(session, row.address_key, publication.mailing_list_id)
    found = sorted(reasons & STOPPED_BY[service_messages.KINDS[row.kind].OCCASION])
    return found[0] if found else None


def take(session: Session, message_id: int, now: int) -> bool:
    """Record the intent to hand a message over, right before its dot; false when it may not leave any more."""
    row = _open(session, message_id)
    if row is None or row.next_at > now or row.expires_at <= now:
        return False
    row.state, row.attempts, row.next_at = DeliveryState.HANDING_OVER.value, row.attempts + 1, now + LOST
    session.add(row)
    return True


def defer(session: Session, message_id: int, now: int) -> None:
    """Have a message tried again later."""
    row = _open(session, message_id)
    if row is not None:
        attempts = row.attempts + (row.state != DeliveryState.HANDING_OVER.value)
        row.state, row.attempts = DeliveryState.DEFERRED.value, attempts
        row.next_at = retry_schedule.next_at(attempts, message_id, now)
        session.add(row)


def end(session: Session, message_id: int, state: DeliveryState, now: int, reason: str = "") -> None:
    """Record what became of a message, and forget whom it was for and what it said."""
    row = _open(session, message_id)
    if row is not None:
        row.state, row.reason, row.ended_at = state.value, reason, now
        row.address, row.content = "", {}
        session.add(row)


def cancel_for(session: Session, keys: Collection[bytes]) -> None:
    """Stop the waiting messages of people who are erased."""
    hers = select(ServiceMessage.id).where(col(ServiceMessage.address_key).in_(keys), _is_open())
    for one in session.exec(hers).all():
        end(session, one or 0, DeliveryState.EXCLUDED, 0, SuppressionReason.ERASED.value)


def tidy(session: Session, now: int) -> int:
    """End messages that have expired, and delete rows older than `DAYS`; return how many have expired."""
    # A message whose hand-over is in progress does not expire.
    is_free = (col(ServiceMessage.state) != DeliveryState.HANDING_OVER.value) | (col(ServiceMessage.next_at) <= now)
    over = select(ServiceMessage.id).where(_is_open(), ServiceMessage.expires_at <= now, is_free)
    expired = session.exec(over).all()
    for one in expired:
        end(session, one or 0, DeliveryState.EXPIRED, now)
    session.execute(sa.delete(ServiceMessage).where(_is_old(now)))
    return len(expired)


def _is_open() -> sa.ColumnElement[bool]:
    return col(ServiceMessage.state).in_(OPEN)


def _is_old(now: int) -> sa.ColumnElement[bool]:
    return ~_is_open() & (col(ServiceMessage.queued_at) < now - DAYS * 86_400)


def _of(key: bytes, kind: type[Notice]) -> sa.ColumnElement[bool]:
    return (col(ServiceMessage.address_key) == key) & (col(ServiceMessage.kind) == kind.EMAIL)


def _open(session: Session, message_id: int) -> ServiceMessage | None:
    row = session.get(ServiceMessage, message_id, populate_existing=True)
    return row if row is not None and row.state in OPEN else None


@cache
def _adapter(kind: str) -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(service_messages.KINDS[kind])
