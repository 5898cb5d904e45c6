"""What is reported about a letter after it left: one append-only table, one verb.

`record` appends an event. If it is new, it moves the delivery as the table of transitions allows, and tells `lists`
what follows for the address, nothing else. When a mailbox is read again after a crash, the same event comes twice; it
counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import failure_policy, ledger, models, states, tokens
from campaigns.post.statements import CAMPAIGN, DELIVERY
from campaigns.post.states import DeliveryState
from lists import history, kinds
from lists.permission import suppressing
from mailer.reasons import Reason
from runtime import bulk

_EVENT = models.table("event")
#: In the details of clicks and openings: how many of them the row stands for, when there were several.
TIMES = "times"
#: In the details of clicks on letters that try two subjects: that the letter had the second one, and how many of these
#: clicks were the first that their visitor made on the campaign.
SECOND, VISITS = "second", "visits"
#: `TIMES` as a column, one for rows that stand for themselves.
HOW_OFTEN = sa.func.coalesce(_EVENT.c.details[TIMES].as_integer(), 1)


class EventKind(StrEnum):
    """What may be heard."""

    #: It came back.
    BOUNCED = "bounced"
    #: A server says that it arrived: what was uncertain is settled.
    DELIVERED = "delivered"
    #: The reader, or the reader's provider, reports it as unwanted.
    COMPLAINED = "complained"
    #: The reader unsubscribed.
    LEFT = "left"
    #: The reader undid that, right after.
    STAYED = "stayed"
    #: A person who left gave one of our reasons; the event names no reader.
    EXPLAINED = "explained"
    #: The reader wrote back.
    REPLIED = "replied"
    #: A link was followed, by a reader or by a machine.
    CLICKED = "clicked"
    #: The pixel of a reader who agreed to it was fetched.
    OPENED = "opened"


@dataclass(frozen=True)
class Heard:
    """Something reported about one delivery."""

    #: Identical for the same event, however often it is reported.
    event_id: str
    kind: EventKind
    delivery_id: int
    #: Seconds since 1970.
    at: int
    reason: Reason = Reason.UNDEFINED
    hard: bool = False
    #: The words of the server, as evidence.
    words: str = ""
    #: More, without any address: codes.
    details: dict[str, Any] = field(default_factory=dict)
    #: The content of a signed leave link; it counts even when the delivery is gone.
    link: tokens.Leave | None = None


class _Whose(NamedTuple):
    campaign_id: int | None
    contact_id: int | None
    address_key: bytes
    mailing_list_id: int


def record(session: Session, heard: Heard) -> bool:
    """Record an event, with all that follows from it; tell whether it was new.

    An event without a known delivery changes nothing, unless a signed link says enough.
    """
    whose = _whose(session, heard)
    if whose is None or not _append(session, heard, whose.campaign_id):
        return False
    if heard.kind in _EFFECTS:
        _EFFECTS[heard.kind](session, heard, whose)
    return True


def record_departures(session: Session, heard: Sequence[Heard]) -> None:
    """Record, as `record` does, that readers left by the links of their letters: many at a time, each event new."""
    numbers = {one.delivery_id for one in heard}
    known = sa.select(DELIVERY.c.id, DELIVERY.c.campaign_id).where(DELIVERY.c.id.in_(numbers))
    campaigns = {row.id: row.campaign_id for row in session.execute(known)} if heard else {}
    groups: dict[tuple[int, int], dict[bytes, str]] = {}
    rows = []
    for one in heard:
        assert one.link is not None
        rows.append(_row(one, campaigns.get(one.delivery_id)))
        groups.setdefault((one.link.mailing_list_id, one.at), {})[one.link.address_key] = evidence(one)
    if rows:
        session.execute(sa.insert(_EVENT), rows)
    for (mailing_list_id, at), keys in groups.items():
        suppressing.suppress_each(
            session, keys, reason=kinds.SuppressionReason.UNSUBSCRIBED, since=datetime.fromtimestamp(at, UTC),
            mailing_list_id=mailing_list_id,
        )  # fmt: skip


def record_hits(session: Session, rows: list[dict[str, Any]]) -> None:
    """Record clicks and openings, many at a time, as rows of the table: they move no delivery.

    A click of a reader who agreed to tracking is also a sign of life (see `lists.history`); a machine's is not.
    """
    session.execute(bulk.insert(_EVENT, session).on_conflict_do_nothing(index_elements=["event_id"]), rows)
    clicks = [one for one in rows if one["delivery_id"] and one["kind"] == EventKind.CLICKED and not one["robot"]]
    for click in clicks:
        row = session.execute(_ROW, {"wanted": click["delivery_id"]}).first()
        if row is not None and row.contact_id is not None:
            at = int(click["at"].timestamp())
            history.note(session, [row.contact_id], kinds.Fact.CLICKED, at, row.campaign_id)


def _bounced(session: Session, heard: Heard, row: _Whose) -> None:
    # Of an erased reader the report has kept that the letter arrived, and no longer whose it was.
    if row.contact_id is not None and _move(session, heard, DeliveryState.BOUNCED):
        _note(session, heard, row, kinds.Fact.BOUNCED)
        failure_policy.weigh(
            session, row.address_key, heard.reason, hard=heard.hard, now=heard.at, evidence=evidence(heard)
        )


def _delivered(session: Session, heard: Heard, _row: _Whose) -> None:
    session.execute(
        sa.update(DELIVERY)
        .where(DELIVERY.c.id == heard.delivery_id, DELIVERY.c.state == DeliveryState.UNCERTAIN)
        .values(state=DeliveryState.ACCEPTED, reply=heard.words[: ledger.LONGEST_REPLY], updated_at=heard.at)
    )


def _complained(session: Session, heard: Heard, row: _Whose) -> None:
    """Stop every list for this address, in any state: a complaint is a wish (Signal Spam, art. 21 GDPR)."""
    _move(session, heard, DeliveryState.COMPLAINED)
    _suppress(session, heard, row, kinds.SuppressionReason.COMPLAINED, None)


def _left(session: Session, heard: Heard, row: _Whose) -> None:
    _suppress(session, heard, row, kinds.SuppressionReason.UNSUBSCRIBED, row.mailing_list_id)


def evidence(heard: Heard) -> str:
    """Return the evidence for what follows: a letter from the reader is another source than the leave page."""
    source = "mail" if heard.kind is EventKind.LEFT and heard.event_id.startswith("mail:") else "delivery"
    return f"{source}:{heard.delivery_id}"


def delivery_of(said: str) -> int | None:
    """Return the delivery from whose page somebody left, by the `evidence` of it alone; otherwise `None`."""
    source, _colon, number = said.partition(":")
    return int(number) if source == "delivery" and number.isdecimal() else None


def _replied(session: Session, heard: Heard, row: _Whose) -> None:
    _note(session, heard, row, kinds.Fact.REPLIED)


_EFFECTS: dict[EventKind, Callable[[Session, Heard, _Whose], None]] = {
    EventKind.BOUNCED: _bounced,
    EventKind.DELIVERED: _delivered,
    EventKind.COMPLAINED: _complained,
    EventKind.LEFT: _left,
    EventKind.REPLIED: _replied,
}
#: Kinds that must not name the reader.
_NAMELESS = frozenset({EventKind.EXPLAINED})
_ROW = (
    sa.select(DELIVERY.c.campaign_id, DELIVERY.c.contact_id, DELIVERY.c.address_key, CAMPAIGN.c.mailing_list_id)
    .join_from(DELIVERY, CAMPAIGN, DELIVERY.c.campaign_id == CAMPAIGN.c.id)
    .where(DELIVERY.c.id == sa.bindparam("wanted"))
)


def _whose(session: Session, heard: Heard) -> _Whose | None:
    row = session.execute(_ROW, {"wanted": heard.delivery_id}).first()
    found = _Whose(*row) if row else None
    if heard.link is None:
        return found
    campaign, contact = (found.campaign_id, found.contact_id) if found else (None, None)
    return _Whose(campaign, contact, heard.link.address_key, heard.link.mailing_list_id)


def _append(session: Session, heard: Heard, campaign_id: int | None) -> bool:
    """Append the event unless it is there; tell whether it was not."""
    added = session.execute(
        bulk.insert(_EVENT, session)
        .values(_row(heard, campaign_id))
        .on_conflict_do_nothing(index_elements=["event_id"])
        .returning(_EVENT.c.id)
    )
    return added.first() is not None


def _row(heard: Heard, campaign_id: int | None) -> dict[str, Any]:
    told = {"reason": heard.reason.value, "hard": heard.hard} if heard.kind is EventKind.BOUNCED else {}
    return {
        "kind": heard.kind.value,
        "at": datetime.fromtimestamp(heard.at, UTC),
        "campaign_id": campaign_id,
        "delivery_id": None if heard.kind in _NAMELESS else heard.delivery_id,
        "details": told | heard.details,
        "event_id": heard.event_id,
    }


def _move(session: Session, heard: Heard, target: DeliveryState) -> bool:
    """Move the delivery where the table allows it; tell whether it moved."""
    moved = session.execute(
        sa.update(DELIVERY)
        .where(DELIVERY.c.id == heard.delivery_id, DELIVERY.c.state.in_(states.sources(target)))
        .values(
            state=target.value,
            reason=heard.reason.value,
            reply=heard.words[: ledger.LONGEST_REPLY],
            updated_at=heard.at,
        )
        .returning(DELIVERY.c.id)
    )
    return moved.first() is not None


def _note(session: Session, heard: Heard, row: _Whose, fact: kinds.Fact) -> None:
    """Tell the history of the contact, if the contact still exists."""
    if row.contact_id is not None:
        history.note(session, [row.contact_id], fact, heard.at, row.campaign_id or history.NONE)


def _suppress(
    session: Session, heard: Heard, row: _Whose, reason: kinds.SuppressionReason, mailing_list_id: int | None
) -> None:
    suppressing.suppress(
        session,
        row.address_key,
        reason=reason,
        since=datetime.fromtimestamp(heard.at, UTC),
        mailing_list_id=mailing_list_id,
        evidence=evidence(heard),
    )
