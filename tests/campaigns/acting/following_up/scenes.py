"""A campaign that is over, whose ledger is known row by row, and whose unknown address was stopped by a server."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session, select

from campaigns.acting.launching import Launched
from campaigns.post.models import Campaign, Delivery
from campaigns.post.states import CampaignState
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime.installation import Installation
from tests import cast

MAITE, AMADOU, ZOE = "maite@exemple.example", "amadou@exemple.example", "zoe@exemple.example"


def over(opened: Installation, campaign: Launched) -> Launched:
    """End the campaign of `figures.conftest`: the server said of Maïté that there is no such box."""
    with opened.database.transaction() as session:
        session.execute(
            sa.update(Campaign).where(sa.column("id") == campaign.id).values(state=CampaignState.FINISHED.value)
        )
        suppressing.suppress(
            session, cast.key(opened, MAITE), reason=SuppressionReason.BOUNCED, since=opened.clock.now(), evidence="x"
        )
    return campaign


def delivery(opened: Installation, address: str, campaign_id: int = 1) -> int:
    """Return the number of the letter to an address."""
    with opened.database.reading() as session:
        mine = select(Delivery.id).where(Delivery.address == address, Delivery.campaign_id == campaign_id)
        return session.exec(mine).one() or 0


def planned(session: Session, campaign_id: int) -> list[str]:
    """Return the addresses that a campaign was planned for."""
    return sorted(session.exec(select(Delivery.address).where(Delivery.campaign_id == campaign_id)))
