"""How an issue compares with those before it: the same few figures for the last six."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.editorial.models import Edition, Issue
from campaigns.post import completions, models
from campaigns.post.delivery_events import HOW_OFTEN, EventKind
from campaigns.post.figures import departures, groups
from campaigns.post.figures.groups import Asked, Group
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import REACHED, CampaignState, DeliveryState

#: How many issues are compared, the newest included.
ISSUES = 6
_EVENT = models.table("event")


@dataclass(frozen=True)
class Point:
    """One issue, all its campaigns together."""

    #: Its last campaign.
    campaign_id: int
    #: `None` for a letter without a number.
    number: int | None
    title: str
    dated: date
    #: Recipients planned.
    audience: int
    reached: int
    #: Refused by a server, or sent back.
    failed: int
    #: Of people.
    clicks: int
    left: int
    complained: int

    @property
    def name(self) -> str:
        """Its number, or its title where it has none."""
        return f"n°\u00a0{self.number}" if self.number is not None else self.title

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {name: value for name, value in asdict(self).items() if name != "campaign_id"} | {
            "dated": self.dated.isoformat()
        }


def trend(session: Session, campaign: Campaign) -> tuple[Point, ...]:
    """Return the issues of the same publication up to this campaign's, oldest first, six at most."""
    issue = _issue(session, campaign)
    campaigns = session.execute(
        sa.select(col(Edition.issue_id), col(Campaign.id), col(Campaign.audience))
        .join_from(Campaign, Edition, col(Edition.id) == col(Campaign.edition_id))
        .join(Issue, col(Issue.id) == col(Edition.issue_id))
        .where(
            col(Issue.publication_id) == issue.publication_id,
            col(Issue.id) <= issue.id,
            col(Campaign.state) != CampaignState.CANCELLED.value,
        )
    ).all()
    sent = session.exec(
        select(Issue)
        .where(col(Issue.id).in_({row.issue_id for row in campaigns}))
        .order_by(col(Issue.id).desc())
        .limit(ISSUES)
    ).all()
    again = set(session.execute(completions.all_()).scalars())
    return tuple(
        # Whom a completing campaign writes to was planned for already.
        _point(
            session,
            one,
            {row.id: 0 if row.id in again else row.audience for row in campaigns if row.issue_id == one.id},
        )
        for one in reversed(sent)
    )


def _issue(session: Session, campaign: Campaign) -> Issue:
    return session.get_one(Issue, session.get_one(Edition, campaign.edition_id).issue_id)


def _point(session: Session, issue: Issue, audiences: dict[int, int]) -> Point:
    ids = list(audiences)
    states: Counter[str] = Counter()
    for state, many in session.execute(
        sa.select(DELIVERY.c.state, sa.func.count()).where(DELIVERY.c.campaign_id.in_(ids)).group_by(DELIVERY.c.state)
    ):
        states[state] += many
    clicks = sa.select(sa.func.coalesce(sa.func.sum(HOW_OFTEN), 0)).where(
        _of(ids, EventKind.CLICKED), _EVENT.c.robot == ""
    )
    return Point(
        campaign_id=max(ids),
        number=issue.number,
        title=issue.title,
        dated=issue.dated,
        audience=sum(audiences.values()),
        reached=sum(states[state] for state in REACHED),
        failed=groups.count(session, ids, Asked(Group.FAILED), issue.dated),
        clicks=session.execute(clicks).scalar_one(),
        left=departures.left(session, ids),
        complained=states[DeliveryState.COMPLAINED],
    )


def _of(campaign_ids: list[int], kind: EventKind) -> sa.ColumnElement[bool]:
    return sa.and_(_EVENT.c.campaign_id.in_(campaign_ids), _EVENT.c.kind == kind.value)
