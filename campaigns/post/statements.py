"""The statements of the hot path, built once: what runs for every letter must not be put together for every letter.

Every one guards in its WHERE what the table of transitions allows, so a row that moved meanwhile is left alone.
Names of parameters: `now` is in seconds since 1970; `ids` and `leases` are lists.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from campaigns.post import models, states
from campaigns.post.states import CampaignState, State
from lists import suppressing

DELIVERY = models.table("delivery")
LEASE = models.table("lease")
CAMPAIGN = models.table("campaign")

_now = sa.bindparam("now", type_=sa.BigInteger)
_ids = sa.bindparam("ids", expanding=True, type_=sa.BigInteger)
_leases = sa.bindparam("leases", expanding=True, type_=sa.BigInteger)

#: The lease that a row stands under is still held.
_lease_holds = sa.exists().where(LEASE.c.id == DELIVERY.c.lease_id, LEASE.c.until > _now)

#: A campaign may send at this moment: its state, its expiry, its window.
_is_open = sa.and_(
    CAMPAIGN.c.state == CampaignState.SENDING.value,
    CAMPAIGN.c.expires_at > _now,
    sa.or_(CAMPAIGN.c.not_after.is_(None), CAMPAIGN.c.not_after > _now),
)
MAY_SEND = sa.select(CAMPAIGN.c.id).where(CAMPAIGN.c.id == sa.bindparam("campaign"), _is_open)
_may_send = sa.exists().where(CAMPAIGN.c.id == DELIVERY.c.campaign_id, _is_open)

#: Why the row's address may not be written to on the campaign's list; NULL when it may.
_suppressed = suppressing.reason_of(
    DELIVERY.c.address_key,
    sa.select(CAMPAIGN.c.mailing_list_id).where(CAMPAIGN.c.id == DELIVERY.c.campaign_id).scalar_subquery(),
)

#: The oldest rows of `campaign` that are due, to the number of `most`; rows that another worker locks are skipped.
_due = (
    sa.select(DELIVERY.c.id)
    .where(
        DELIVERY.c.campaign_id == sa.bindparam("campaign"),
        models.DUE,
        DELIVERY.c.next_at <= _now,
    )
    .order_by(DELIVERY.c.next_at, DELIVERY.c.id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True)
)

CLAIM = (
    sa.update(DELIVERY)
    .where(DELIVERY.c.id.in_(_due))
    .values(state=State.CLAIMED.value, lease_id=sa.bindparam("lease"), updated_at=_now)
    .returning(DELIVERY.c.id, DELIVERY.c.contact_id, DELIVERY.c.address, DELIVERY.c.address_key, DELIVERY.c.attempts)
)

#: The intent: fence, campaign and suppression are read in the very statement that records it.
HAND_OVER = (
    sa.update(DELIVERY)
    .where(
        DELIVERY.c.id.in_(_ids),
        DELIVERY.c.state == State.CLAIMED.value,
        DELIVERY.c.lease_id.in_(_leases),
        _lease_holds,
        _may_send,
        _suppressed.is_(None),
    )
    .values(state=State.HANDING_OVER.value, attempts=DELIVERY.c.attempts + 1, updated_at=_now)
    .returning(DELIVERY.c.id)
)

EXCLUDE = (
    sa.update(DELIVERY)
    .where(DELIVERY.c.id.in_(_ids), DELIVERY.c.state == State.CLAIMED.value, _suppressed.is_not(None))
    .values(state=State.EXCLUDED.value, reason=_suppressed, updated_at=_now)
    .returning(DELIVERY.c.id)
)

#: Rows that come back to be sent after their campaign was cancelled: they were at their dot when it was.
CANCEL_LATE = (
    sa.update(DELIVERY)
    .where(
        models.DUE,
        DELIVERY.c.campaign_id.in_(sa.select(CAMPAIGN.c.id).where(CAMPAIGN.c.state == CampaignState.CANCELLED.value)),
    )
    .values(state=State.CANCELLED.value, next_at=0, updated_at=_now)
)


def _settle(state: State) -> sa.Update:
    return (
        sa.update(DELIVERY)
        .where(
            DELIVERY.c.id == sa.bindparam("row"),
            DELIVERY.c.lease_id == sa.bindparam("lease"),
            # An executemany takes no IN list.
            sa.or_(*(DELIVERY.c.state == source for source in _settled_from(state))),
        )
        .values(
            state=state.value,
            # Refused or deferred at its envelope: an attempt all the same.
            attempts=DELIVERY.c.attempts + sa.case((DELIVERY.c.state == State.CLAIMED.value, 1), else_=0),
            reply=sa.bindparam("said"),
            reason=sa.bindparam("why"),
            next_at=sa.bindparam("again"),
            updated_at=_now,
        )
    )


def _settled_from(state: State) -> list[str]:
    """From where a worker's own word may move a row; a late 250 also settles what was called uncertain."""
    mine = {State.CLAIMED, State.HANDING_OVER} | ({State.UNCERTAIN} if state is State.ACCEPTED else set())
    return [source for source in states.sources(state) if source in mine]


def run_many(connection: sa.Connection, statement: sa.Update, rows: list[dict[str, Any]]) -> None:
    """Run a statement once a row, past SQLAlchemy's work on every parameter of every row."""
    sql, constants = _driver_form(statement, connection.dialect)
    connection.exec_driver_sql(sql, [constants | row for row in rows])


@cache
def _driver_form(statement: sa.Update, dialect: sa.Dialect) -> tuple[str, dict[str, Any]]:
    compiled = statement.compile(dialect=dialect)
    given = {name: value for name, value in compiled.params.items() if value is not None}
    return str(compiled), given


#: What became of one letter -> the statement that records it.
SETTLE = {
    state: _settle(state)
    for state in (
        State.ACCEPTED, State.DEFERRED, State.REFUSED, State.UNCERTAIN, State.PLANNED, State.EXCLUDED,
    )
}  # fmt: skip
