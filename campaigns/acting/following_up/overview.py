"""What became of a letter, as a person follows it: the report, the people behind each figure, who is still to get it.

Reads only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.editorial import editions
from campaigns.editorial.models import Edition, Issue
from campaigns.post import completions, reports, states
from campaigns.post.figures import groups, persons
from campaigns.post.figures.groups import Asked, Group
from campaigns.post.figures.persons import Listed
from campaigns.post.models import Campaign
from campaigns.post.reports import Report
from campaigns.post.statements import DELIVERY
from campaigns.post.states import DeliveryState
from runtime.clock import PARIS
from runtime.installation import Installation
from runtime.language import _


@dataclass(frozen=True)
class Overview:
    """One campaign once it has left."""

    report: Report
    publication_id: int
    issue_id: int
    #: When its first letter could leave, in Paris.
    left_at: datetime
    #: Nothing more leaves.
    is_over: bool
    #: The campaign that it completes; `None` for a first sending.
    completes: int | None
    #: The campaigns that complete it, oldest first.
    completed_by: tuple[int, ...]
    #: How many it did not reach.
    unreached: int
    #: How many of these a completing campaign may write to now; zero while the campaign is under way.
    remaining: int


@dataclass(frozen=True)
class People:
    """The people behind one figure."""

    listed: Listed
    #: The contacts among everybody whom a completing campaign may write to now.
    remaining: frozenset[int]


def look(opened: Installation, campaign_id: int) -> Overview:
    """Return what became of a campaign.

    Raises:
        errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        told = reports.report(session, campaign_id)
        campaign = reports.get(session, campaign_id)
        issue = _issue(session, campaign)
        return Overview(
            report=told,
            publication_id=issue.publication_id,
            issue_id=issue.id or 0,
            left_at=datetime.fromtimestamp(max(campaign.not_before, campaign.launched_at), PARIS),
            is_over=campaign.state in states.CAMPAIGN_OVER,
            completes=completions.completed_by(session, campaign_id),
            completed_by=tuple(completions.of(session, campaign_id)),
            unreached=sum(told.counts[state] for state in completions.UNREACHED),
            remaining=len(remaining(session, campaign)),
        )


def comparable(opened: Installation, campaign_id: int) -> tuple[tuple[int, str], ...]:
    """Return the other letters that were sent to the same list, newest first: their campaign and its words.

    Raises:
        errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        campaign = reports.get(session, campaign_id)
        again = set(session.execute(completions.all_()).scalars())
        return tuple(
            (one.id or 0, _("{title} (envoi n°\u00a0{id})").format(title=title, id=one.id))
            for one, title in reports.listed(session)
            if one.mailing_list_id == campaign.mailing_list_id
            and one.id != campaign_id
            and one.id not in again
            and one.state != states.CampaignState.CANCELLED
        )


def people(opened: Installation, campaign_id: int, asked: Asked, page: int = 1, *, whole_issue: bool = False) -> People:
    """Return a page of the people behind a figure; with `whole_issue`, of all that its report adds up for the issue.

    Raises:
        errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        campaign = reports.get(session, campaign_id)
        on = editions.read(session, campaign.edition_id).issue.dated
        ids = groups.counted(session, campaign, asked) if whole_issue else [campaign_id]
        return People(persons.listed(session, campaign, ids, asked, on, page), frozenset(remaining(session, campaign)))


def left_to_write(opened: Installation, campaign_id: int, page: int = 1) -> People:
    """Return a page of those whom a completing campaign may write to now.

    Raises:
        errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        campaign = reports.get(session, campaign_id)
        on = editions.read(session, campaign.edition_id).issue.dated
        chosen = completions.writable(session, campaign).order_by(None).subquery()
        asked = replace(Asked(Group.UNREACHED), among=sa.select(chosen.c.contact_id))
        found = frozenset(remaining(session, campaign))
        if not found:
            return People(Listed((), 0, 1), found)
        return People(persons.listed(session, campaign, [campaign_id], asked, on, page), found)


def remaining(session: Session, campaign: Campaign) -> frozenset[int]:
    """Return the contacts whom a completing campaign may write to; nobody before the campaign is over.

    Nobody either when nothing of it left: its issue is a draft again.
    """
    if campaign.state not in states.CAMPAIGN_OVER:
        return frozenset()
    has_left = session.execute(sa.select(DELIVERY.c.id).where(_left(campaign)).limit(1)).first() is not None
    return completions.people(session, campaign) if has_left else frozenset()


def _left(campaign: Campaign) -> sa.ColumnElement[bool]:
    never = (DeliveryState.CANCELLED.value, DeliveryState.EXCLUDED.value, DeliveryState.PLANNED.value)
    return sa.and_(DELIVERY.c.campaign_id == campaign.id, DELIVERY.c.state.not_in(never))


def _issue(session: Session, campaign: Campaign) -> Issue:
    return session.get_one(Issue, session.get_one(Edition, campaign.edition_id).issue_id)
