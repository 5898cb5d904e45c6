"""The figures of a campaign, straight from the ledger: every recipient is counted once, and the sums are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial.models import Edition
from campaigns.post import ledger, tokens
from campaigns.post.leaving import LEFT
from campaigns.post.models import Campaign, Event
from campaigns.post.statements import DELIVERY
from campaigns.post.states import State

_BATCH = 1000


@dataclass(frozen=True)
class Report:
    """What became of one campaign."""

    campaign: Campaign
    title: str
    counts: dict[State, int]
    #: State -> reason -> how many, for refused, deferred, excluded and bounced.
    reasons: dict[State, dict[str, int]]
    #: How many left from this letter.
    left: int

    def as_json(self) -> dict[str, Any]:
        """Return the document that `--json` promises."""
        told = {state.value: reasons for state, reasons in self.reasons.items() if reasons}
        return summary(self.campaign, self.counts) | {"title": self.title, "reasons": told, "left": self.left}


def get(session: Session, campaign_id: int) -> Campaign:
    """Return one campaign.

    Raises:
        errors.UnknownCampaign.
    """
    found = session.get(Campaign, campaign_id)
    if found is None:
        raise errors.UnknownCampaign(id=campaign_id)
    return found


def listed(session: Session) -> list[Campaign]:
    """Return the campaigns, newest first."""
    return list(session.exec(select(Campaign).order_by(col(Campaign.id).desc())))


def summary(campaign: Campaign, counts: dict[State, int]) -> dict[str, Any]:
    """Return the document of `relais campaigns show`."""
    return {
        "id": campaign.id,
        "state": campaign.state,
        "audience": campaign.audience,
        "excluded_at_launch": dict(campaign.excluded_at_launch),
        "counts": {state.value: number for state, number in counts.items()},
    }


def report(session: Session, campaign_id: int) -> Report:
    """Return what became of a campaign.

    Raises:
        errors.UnknownCampaign.
    """
    campaign = get(session, campaign_id)
    edition = session.get_one(Edition, campaign.edition_id)
    left = session.exec(
        select(sa.func.count()).select_from(Event).where(Event.campaign_id == campaign_id, Event.kind == LEFT)
    ).one()
    return Report(
        campaign=campaign,
        title=edition.content["issue"]["title"],
        counts=ledger.counts(session, campaign_id),
        reasons={state: _reasons(session, campaign_id, state) for state in _WITH_REASONS},
        left=left,
    )


_WITH_REASONS = (State.REFUSED, State.DEFERRED, State.EXCLUDED, State.BOUNCED)


def _reasons(session: Session, campaign_id: int, state: State) -> dict[str, int]:
    rows = session.execute(
        sa.select(DELIVERY.c.reason, sa.func.count())
        .where(DELIVERY.c.campaign_id == campaign_id, DELIVERY.c.state == state)
        .group_by(DELIVERY.c.reason)
        .order_by(sa.func.count().desc(), DELIVERY.c.reason)
    )
    return {reason: many for reason, many in rows}  # noqa: C416 -- a result has keys() of its own


def deliveries(session: Session, campaign_id: int, state: State | None = None) -> Iterator[dict[str, Any]]:
    """Yield one document a recipient, in the order they were planned; memory stays constant.

    Raises:
        errors.UnknownCampaign.
    """
    campaign = get(session, campaign_id)
    domain = sender_domain(session, campaign)
    last = 0
    query = sa.select(DELIVERY).where(DELIVERY.c.campaign_id == campaign_id).order_by(DELIVERY.c.id).limit(_BATCH)
    if state is not None:
        query = query.where(DELIVERY.c.state == state)
    while rows := session.execute(query.where(DELIVERY.c.id > last)).all():
        for row in rows:
            yield _delivery(row, campaign.seed, domain)
        last = rows[-1].id


def edition_of(session: Session, campaign: Campaign) -> Edition:
    """Return what a campaign sends."""
    return session.get_one(Edition, campaign.edition_id)


def sender_domain(session: Session, campaign: Campaign) -> str:
    """Return the domain that this campaign's letters come from."""
    content = session.get_one(Edition, campaign.edition_id).content
    return str(content["publication"]["from_address"]).rpartition("@")[2]


def _delivery(row: sa.Row[Any], seed: bytes, domain: str) -> dict[str, Any]:
    return {
        "address": row.address,
        "state": row.state,
        "attempts": row.attempts,
        "message_id": tokens.message_id(seed, row.id, domain) if row.attempts else None,
        "reply": row.reply,
        "updated_at": datetime.fromtimestamp(row.updated_at, UTC).isoformat(),
    }
