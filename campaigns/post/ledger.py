"""The ledger's verbs: claim, hand over, settle, release, reclaim. Each guards, changes and records in one statement.

Works on batches inside the caller's transaction; never loads a row as an object. What may become what
stands in `states`; a row that is not where the caller believes is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import lease_holders, models, providers, statements, states
from campaigns.post.statements import CAMPAIGN, DELIVERY, LEASE
from campaigns.post.states import DeliveryState
from mailer.verdicts import Reason
from runtime import bulk

#: Seconds that a lease lasts unless it is renewed.
LEASE_SECONDS = 120
#: Characters kept of a server's reply: enough as evidence.
LONGEST_REPLY = 500
#: States of a row that a live lease holds.
_HELD = (DeliveryState.CLAIMED.value, DeliveryState.HANDING_OVER.value)


class Claimed(NamedTuple):
    """One row that was leased."""

    id: int
    contact_id: int | None
    address: str
    address_key: bytes
    attempts: int
    #: Why an earlier attempt ended; empty when there was none, or nothing is known of it.
    reason: str = ""
    #: Whether it has the second subject.
    second: bool = False

    @property
    def is_alone(self) -> bool:
        """Whether the server ended a connection at this reader's name, while it served others."""
        return self.reason == Reason.CUT_OFF.value

    @property
    def turn(self) -> tuple[bool, bool, int]:
        """Its place in a batch: behind the letters that met no obstacle yet."""
        return self.is_alone, bool(self.reason), self.id


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows that one lease holds."""

    lease_id: int
    rows: list[Claimed]


class Intent(NamedTuple):
    """The record that a letter is about to be handed over; refused when the lease was given away."""

    delivery_id: int
    lease_id: int


class Settlement(NamedTuple):
    """What became of one letter."""

    delivery_id: int
    lease_id: int
    state: DeliveryState
    reply: str = ""
    reason: str = ""
    #: When it is due again, if it is to be tried again.
    next_at: int = 0
    #: The key of the address, if it will never accept a letter; otherwise `None`.
    hard: bytes | None = None


def may_send(place: bulk.Executor, campaign_id: int, now: int) -> bool:
    """Tell whether a campaign may hand letters over at this moment."""
    return bool(bulk.run(place, statements.may_send, {"campaign": campaign_id, "now": now}))


def claim(
    place: bulk.Executor, campaign_id: int, worker: str, limit: int, now: int, *, provider: int = 0
) -> Batch | None:
    """Lease up to `limit` rows of a provider that are due, oldest first.

    Returns `None` when no row is due, or the campaign may not be sent now.
    """
    if not may_send(place, campaign_id, now):
        return None
    given = {"campaign": campaign_id, "worker": worker, "until": now + LEASE_SECONDS}
    lease_id: int = bulk.run(place, statements.lease, given)[0][0]
    given = {"campaign": campaign_id, "whose": provider, "lease": lease_id, "most": limit, "now": now}
    rows = list(map(Claimed._make, bulk.run(place, statements.claim, given)))
    if not rows:
        bulk.run(place, statements.end_lease, {"lease": lease_id})
        return None
    # Readers who objected since the launch are dropped before their envelope; the intent checks once more.
    excluded = _exclude(place, [row.id for row in rows], now)
    claimed = [row for row in rows if row.id not in excluded] if excluded else rows
    return Batch(lease_id, sorted(claimed, key=lambda row: row.turn))


def hand_over(place: bulk.Executor, intents: Sequence[Intent], now: int) -> set[int]:
    """Record the intents and return the deliveries that may leave now.

    Checked in this transaction: the fence (the lease is still ours), the campaign's state and window, and
    who may no longer be written to. Readers who objected meanwhile are moved to `excluded`.
    """
    if not intents:
        return set()
    wanted = [intent.delivery_id for intent in intents]
    given = bulk.pack_numbers("ids", wanted, place) | {"now": now}
    given |= bulk.pack_numbers("leases", list({intent.lease_id for intent in intents}), place)
    allowed = {row[0] for row in bulk.run(place, statements.hand_over, given)}
    if len(allowed) < len(wanted):
        _exclude(place, [one for one in wanted if one not in allowed], now)
    return allowed


def settle(place: bulk.Executor, outcomes: Sequence[Settlement], now: int) -> None:
    """Record what became of letters, as far as the table allows from where their rows stand."""
    for state in {outcome.state for outcome in outcomes}:
        told = [
            (one.delivery_id, one.lease_id, one.reply, one.reason, one.next_at)
            for one in outcomes
            if one.state is state
        ]
        given = bulk.pack_rows("told", told, place) | {"now": now}
        bulk.run(place, statements.SETTLE[state], given)
    if any(outcome.state in (DeliveryState.PLANNED, DeliveryState.DEFERRED) for outcome in outcomes):
        bulk.run(place, statements.cancel_late, {"now": now})


def renew(session: Session, leases: Iterable[int], now: int) -> set[int]:
    """Renew the leases that are still valid, and return those; the others were given away."""
    kept = session.execute(
        sa.update(LEASE)
        .where(LEASE.c.id.in_(list(leases)), LEASE.c.until > now)
        .values(until=now + LEASE_SECONDS)
        .returning(LEASE.c.id)
    ).scalars()
    return set(kept)


def release(session: Session, leases: Iterable[int], now: int) -> None:
    """Give back what was leased and not handed over, and end the leases."""
    ids = list(leases)
    _move_leased(session, ids, DeliveryState.CLAIMED, DeliveryState.PLANNED, now)
    end_spent(session, ids)


def end_spent(session: Session, leases: Iterable[int]) -> set[int]:
    """End the leases that hold no more rows; return them."""
    used = sa.exists().where(models.LEASED, DELIVERY.c.lease_id == LEASE.c.id, DELIVERY.c.state.in_(_HELD))
    ended = session.execute(sa.delete(LEASE).where(LEASE.c.id.in_(list(leases)), ~used).returning(LEASE.c.id))
    return set(ended.scalars())


def reclaim(session: Session, now: int) -> int:
    """End leases that lapsed or whose process is gone; return how many.

    Claimed rows are planned again. A letter that was being handed over may have left: it is `uncertain`
    (RFC 1047), or planned again where the campaign said `resend`.
    """
    rows = session.execute(sa.select(LEASE.c.id, LEASE.c.worker, LEASE.c.until)).all()
    gone = {worker: lease_holders.is_gone(worker) for worker in {row.worker for row in rows}}
    ended = [row.id for row in rows if row.until <= now or gone[row.worker]]
    if not ended:
        return 0
    _move_leased(session, ended, DeliveryState.CLAIMED, DeliveryState.PLANNED, now)
    resend = sa.select(CAMPAIGN.c.id).where(CAMPAIGN.c.on_uncertain == "resend")
    session.execute(
        sa.update(DELIVERY)
        .where(
            models.LEASED,
            DELIVERY.c.lease_id.in_(ended),
            DELIVERY.c.state == DeliveryState.HANDING_OVER,
            DELIVERY.c.campaign_id.in_(resend),
            DELIVERY.c.attempts < states.MOST_RESENDS,
        )
        .values(state=DeliveryState.PLANNED, next_at=0, updated_at=now)
    )
    _move_leased(session, ended, DeliveryState.HANDING_OVER, DeliveryState.UNCERTAIN, now)
    session.execute(sa.delete(LEASE).where(LEASE.c.id.in_(ended)))
    bulk.run(session, statements.cancel_late, {"now": now})
    return len(ended)


def counts(session: Session, campaign_id: int) -> dict[DeliveryState, int]:
    """Return how many rows of a campaign stand in each state, zeros included."""
    rows = session.execute(
        sa.select(DELIVERY.c.state, sa.func.count())
        .where(DELIVERY.c.campaign_id == campaign_id)
        .group_by(DELIVERY.c.state)
    )
    found: dict[str, int] = {state: many for state, many in rows}  # noqa: C416 -- a result has keys() of its own
    return {state: found.get(state.value, 0) for state in DeliveryState}


def is_open(session: Session, campaign_id: int) -> bool:
    """Tell whether any row of a campaign is still to be handed over, now or later."""
    due = sa.select(DELIVERY.c.id).where(DELIVERY.c.campaign_id == campaign_id, models.DUE)
    held = (
        sa.select(DELIVERY.c.id)
        .join(LEASE, LEASE.c.id == DELIVERY.c.lease_id)
        .where(LEASE.c.campaign_id == campaign_id, models.LEASED, DELIVERY.c.state.in_(_HELD))
    )
    return any(session.execute(query.limit(1)).first() is not None for query in (due, held))


def due_providers(session: Session, campaign_id: int) -> dict[int, int]:
    """Return the providers that rows of a campaign wait for, and the second at which the first of each is due."""
    found = session.execute(
        sa.select(DELIVERY.c.provider, sa.func.min(DELIVERY.c.next_at))
        .where(DELIVERY.c.campaign_id == campaign_id, models.DUE)
        .group_by(DELIVERY.c.provider)
    )
    return dict(found.all())


def next_due(session: Session, campaign_id: int, now: int) -> int | None:
    """Return the second at which the next waiting row may be sent; `None` when no row waits.

    The rows of a resting provider wait for the end of the rest.
    """
    rests = providers.resting(session, now)
    dues = due_providers(session, campaign_id)
    return min((max(at, rests.get(provider, 0)) for provider, at in dues.items()), default=None)


def move_all(
    session: Session,
    campaign_id: int,
    target: DeliveryState,
    now: int,
    from_states: Iterable[DeliveryState],
    *,
    reply: str | None = None,
) -> int:
    """Move every row of a campaign that stands in `from_states` to `target`; return how many moved.

    Raises:
        errors.ForbiddenTransition.
    """
    froms = list(from_states)
    for source in froms:
        states.require(source, target)
    values = {"state": target.value, "next_at": _due_at(target), "updated_at": now} | (
        {} if reply is None else {"reply": reply}
    )
    moved = session.connection().execute(
        sa.update(DELIVERY).where(DELIVERY.c.campaign_id == campaign_id, DELIVERY.c.state.in_(froms)).values(values)
    )
    return moved.rowcount


def _move_leased(session: Session, leases: list[int], source: DeliveryState, target: DeliveryState, now: int) -> None:
    states.require(source, target)
    session.execute(
        sa.update(DELIVERY)
        .where(models.LEASED, DELIVERY.c.lease_id.in_(leases), DELIVERY.c.state == source)
        .values(state=target, next_at=_due_at(target), updated_at=now)
    )


def _exclude(place: bulk.Executor, ids: list[int], now: int) -> set[int]:
    given = bulk.pack_numbers("ids", ids, place) | {"now": now}
    return {row[0] for row in bulk.run(place, statements.exclude, given)}


def _due_at(target: DeliveryState) -> int:
    """Return when a row is due that a person or the clock moved: at once, or never."""
    return 0 if target is DeliveryState.PLANNED else models.NOT_DUE
