"""The statements of the hot path, built once, because building them for every letter would cost too much.

Each statement checks the table of transitions in its WHERE, so a row that moved meanwhile is left alone.
Functions of a dialect take lists, see `runtime.bulk`. Of their parameters `now` is in seconds since 1970.
"""

from __future__ import annotations

import sqlalchemy as sa

from campaigns.post import models, states
from campaigns.post.states import CampaignState, DeliveryState
from lists.permission import suppressing
from runtime import bulk

DELIVERY = models.table("delivery")
LEASE = models.table("lease")
CAMPAIGN = models.table("campaign")

_now = sa.bindparam("now", type_=sa.BigInteger)

#: A campaign may send at this moment: its state, its expiry, its window.
_is_open = sa.and_(
    CAMPAIGN.c.state == CampaignState.SENDING.value,
    CAMPAIGN.c.expires_at > _now,
    sa.or_(CAMPAIGN.c.not_after.is_(None), CAMPAIGN.c.not_after > _now),
)
_MAY_SEND = sa.select(CAMPAIGN.c.id).where(CAMPAIGN.c.id == sa.bindparam("campaign"), _is_open)

_LEASE = (
    sa.insert(LEASE)
    .values({name: sa.bindparam(name) for name in ("worker", "until")} | {"campaign_id": sa.bindparam("campaign")})
    .returning(LEASE.c.id)
)
_END_LEASE = sa.delete(LEASE).where(LEASE.c.id == sa.bindparam("lease"))

#: Why the row's address may not be written to on the campaign's list; NULL when it may.
_suppressed = suppressing.reason_of(
    DELIVERY.c.address_key,
    sa.select(CAMPAIGN.c.mailing_list_id)
    .where(CAMPAIGN.c.id == DELIVERY.c.campaign_id)
    .correlate(DELIVERY)
    .scalar_subquery(),
)

#: The oldest due rows of `campaign` at `provider`, `most` at most; rows locked by another worker are
#: skipped.
_due = (
    sa.select(DELIVERY.c.id)
    .where(
        DELIVERY.c.campaign_id == sa.bindparam("campaign"),
        DELIVERY.c.provider == sa.bindparam("whose"),
        models.DUE,
        DELIVERY.c.next_at <= _now,
    )
    .order_by(DELIVERY.c.next_at, DELIVERY.c.id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True)
)

_CLAIM = (
    sa.update(DELIVERY)
    .where(DELIVERY.c.id.in_(_due))
    .values(state=DeliveryState.CLAIMED.value, lease_id=sa.bindparam("lease"), next_at=models.NOT_DUE, updated_at=_now)
    .returning(
        *(DELIVERY.c[name] for name in ("id", "contact_id", "address", "address_key", "attempts", "reason", "second"))
    )
)


def may_send(_dialect: str) -> sa.Select[tuple[int]]:
    """Find a campaign that may send now."""
    return _MAY_SEND


def lease(_dialect: str) -> sa.Insert:
    """Open a lease."""
    return _LEASE


def end_lease(_dialect: str) -> sa.Delete:
    """End a lease that got no rows."""
    return _END_LEASE


def claim(_dialect: str) -> sa.Update:
    """Lease what is due."""
    return _CLAIM


def hand_over(dialect: str) -> sa.Update:
    """Record intents; the same statement checks fence, campaign and suppression."""
    live = sa.select(LEASE.c.id).where(bulk.among(LEASE.c.id, "leases", dialect), LEASE.c.until > _now)
    return (
        sa.update(DELIVERY)
        .where(
            bulk.among(DELIVERY.c.id, "ids", dialect),
            DELIVERY.c.state == DeliveryState.CLAIMED.value,
            bulk.found(DELIVERY.c.lease_id, live, dialect),
            bulk.found(DELIVERY.c.campaign_id, sa.select(CAMPAIGN.c.id).where(_is_open), dialect),
            _suppressed.is_(None),
        )
        .values(state=DeliveryState.HANDING_OVER.value, attempts=DELIVERY.c.attempts + 1, updated_at=_now)
        .returning(DELIVERY.c.id)
    )


def exclude(dialect: str) -> sa.Update:
    """Exclude claimed rows whose address may no longer be written to."""
    return (
        sa.update(DELIVERY)
        .where(
            bulk.among(DELIVERY.c.id, "ids", dialect),
            DELIVERY.c.state == DeliveryState.CLAIMED.value,
            _suppressed.is_not(None),
        )
        .values(state=DeliveryState.EXCLUDED.value, reason=_suppressed, updated_at=_now)
        .returning(DELIVERY.c.id)
    )


def cancel_late(_dialect: str) -> sa.Update:
    """Cancel rows that return to the queue after their campaign was cancelled: they were at their dot at that time."""
    return _CANCEL_LATE


_CANCEL_LATE = (
    sa.update(DELIVERY)
    .where(
        models.DUE,
        DELIVERY.c.campaign_id.in_(sa.select(CAMPAIGN.c.id).where(CAMPAIGN.c.state == CampaignState.CANCELLED.value)),
    )
    .values(state=DeliveryState.CANCELLED.value, next_at=models.NOT_DUE, updated_at=_now)
)

#: The states in which `next_at` has a meaning.
_WAITING = (DeliveryState.PLANNED, DeliveryState.DEFERRED)
#: One row of what became of a letter.
_SAID = {"row": sa.BigInteger, "lease": sa.BigInteger, "said": sa.Text, "why": sa.Text, "again": sa.BigInteger}


def _settle(state: DeliveryState) -> bulk.Maker:
    """Record the outcomes that a worker reports, if the table allows the move from the current state.

    A late 250 also settles an uncertain letter.
    """
    mine = {DeliveryState.CLAIMED, DeliveryState.HANDING_OVER} | (
        {DeliveryState.UNCERTAIN} if state is DeliveryState.ACCEPTED else set()
    )
    froms = [source for source in states.sources(state) if source in mine]

    def make(dialect: str) -> sa.Update:
        told = bulk.rows("told", _SAID, dialect)
        return (
            sa.update(DELIVERY)
            .where(
                DELIVERY.c.id == told.c.row,
                DELIVERY.c.lease_id == told.c.lease,
                sa.or_(*(DELIVERY.c.state == source for source in froms)),
            )
            .values(
                state=state.value,
                # A letter refused or deferred at its envelope also counts as an attempt.
                attempts=DELIVERY.c.attempts + sa.case((DELIVERY.c.state == DeliveryState.CLAIMED.value, 1), else_=0),
                reply=told.c.said,
                reason=told.c.why,
                next_at=told.c.again if state in _WAITING else models.NOT_DUE,
                updated_at=_now,
            )
        )

    return make


#: What became of one letter -> the statement that records it.
SETTLE = {
    state: _settle(state)
    for state in (
        DeliveryState.ACCEPTED, DeliveryState.DEFERRED, DeliveryState.REFUSED, DeliveryState.UNCERTAIN,
        DeliveryState.PLANNED, DeliveryState.EXCLUDED,
    )
}  # fmt: skip
