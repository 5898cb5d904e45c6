"""What the last letters left to do: addresses that were refused, and letters of which nobody knows whether they left.

Asks the ledger of one campaign alone, and of a month: what is older has its own page. Changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import col, select

from campaigns.post import completions
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import CampaignState, DeliveryState
from runtime.installation import Installation

_RECENT = 30 * 86_400
_FAILED = (DeliveryState.REFUSED.value, DeliveryState.BOUNCED.value)


@dataclass(frozen=True)
class Aftermath:
    """What the last campaign left to do."""

    campaign_id: int
    uncertain: int
    #: Letters that a server refused, or sent back.
    failed: int


def look(opened: Installation) -> Aftermath | None:
    """Return what the last campaign left to do; `None` when none has left within a month."""
    since = opened.clock.epoch() - _RECENT
    with opened.database.reading() as session:
        last = session.exec(
            select(Campaign.id)
            .where(col(Campaign.not_before) >= since, col(Campaign.id).not_in(completions.all_()))
            .where(col(Campaign.state).not_in([CampaignState.WAITING.value, CampaignState.CANCELLED.value]))
            .order_by(col(Campaign.id).desc())
            .limit(1)
        ).first()
        if last is None:
            return None
        wanted = (DeliveryState.UNCERTAIN.value, *_FAILED)
        counts = dict(
            session.execute(
                sa.select(DELIVERY.c.state, sa.func.count())
                .where(DELIVERY.c.campaign_id == last, DELIVERY.c.state.in_(wanted))
                .group_by(DELIVERY.c.state)
            ).all()
        )
    uncertain = counts.get(DeliveryState.UNCERTAIN.value, 0)
    return Aftermath(last, uncertain, sum(counts.get(one, 0) for one in _FAILED))
