"""Departures as people look at them: the list « Envois », and one of them with all that its page says.

Changes nothing. What is watched every second stands in `progress`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns import errors
from campaigns.acting.audit_trail import reading
from campaigns.acting.audit_trail.reading import Act
from campaigns.acting.departing import figures, moments
from campaigns.acting.departing.figures import Figures
from campaigns.editorial.models import Edition, Publication
from campaigns.post import states
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from runtime.installation import Installation
from runtime.language import _

#: Departures that are over and shown on one page.
PAGE = 30
#: The kind of mark that the word of each state has.
KINDS = {
    CampaignState.WAITING: "todo",
    CampaignState.SENDING: "ready",
    CampaignState.PAUSED: "stopped",
    CampaignState.HELD: "stopped",
    CampaignState.FINISHED: "sent",
    CampaignState.CANCELLED: "draft",
}


@dataclass(frozen=True)
class Line:
    """One departure of the list."""

    id: int
    #: The issue that it carries, by number as the database counts and as people do; `None` outside the series.
    issue_id: int
    number: int | None
    title: str
    publication_id: int
    letter: str
    state: CampaignState
    #: Why it is held or paused, in French; empty otherwise.
    reason: str
    #: When it leaves, as screens count to it and as people say it; seconds since 1970.
    leaves_at: int
    said_at: int
    #: When its list of recipients was drawn up last.
    listed_at: int
    finished_at: int | None
    audience: int

    @property
    def word(self) -> str:
        """Its state, in the one word that it has everywhere."""
        return _(states.CAMPAIGN_NAMES[self.state])

    @property
    def kind(self) -> str:
        """The kind of mark that the word has."""
        return KINDS[self.state]

    @property
    def is_over(self) -> bool:
        """Whether nothing more leaves unless a person says so."""
        return self.state in states.CAMPAIGN_OVER


@dataclass(frozen=True)
class Listed:
    """A departure of the list, and how many of its letters were accepted."""

    line: Line
    accepted: int


@dataclass(frozen=True)
class Departures:
    """The list « Envois »."""

    ahead: tuple[Listed, ...]
    #: Under way, or stopped on the way.
    running: tuple[Listed, ...]
    #: One page of those that are over, the newest first.
    over: tuple[Listed, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class Departure:
    """One departure with all that its page says."""

    line: Line
    figures: Figures
    #: No letter leaves after this second; `None`: it may take its time.
    not_after: int | None
    #: What was done about it, the newest first.
    acts: tuple[Act, ...]


def listed(opened: Installation, letters: Collection[int], page: int = 1) -> Departures:
    """Return the departures of some publications, by their numbers."""
    with opened.database.reading() as session:
        mine = _lines(col(Publication.id).in_(letters))
        alive = _all(session, mine.where(col(Campaign.state).not_in(states.CAMPAIGN_OVER)))
        over = mine.where(col(Campaign.state).in_(states.CAMPAIGN_OVER))
        many = session.execute(sa.select(sa.func.count()).select_from(over.order_by(None).subquery())).scalar_one()
        pages = max(1, -(-many // PAGE))
        page = min(max(1, page), pages)
        past = _all(session, over.offset((page - 1) * PAGE).limit(PAGE))
        accepted = figures.accepted(session, [one.id for one in (*alive, *past)])

    def counted(lines: list[Line], *kinds: CampaignState) -> tuple[Listed, ...]:
        return tuple(Listed(one, accepted.get(one.id, 0)) for one in lines if one.state in kinds)

    running = (CampaignState.SENDING, CampaignState.PAUSED, CampaignState.HELD)
    ahead = sorted(counted(alive, CampaignState.WAITING), key=lambda one: one.line.leaves_at)
    return Departures(tuple(ahead), counted(alive, *running), counted(past, *states.CAMPAIGN_OVER), page, pages)


def show(opened: Installation, campaign_id: int) -> Departure:
    """Return one departure.

    Raises:
        errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        found = line(session, campaign_id)
        closes = session.execute(sa.select(col(Campaign.not_after)).where(col(Campaign.id) == campaign_id)).scalar_one()
        return Departure(
            found, figures.count(session, [campaign_id])[campaign_id], closes, reading.of_campaign(session, campaign_id)
        )


def publication_of(opened: Installation, campaign_id: int) -> int:
    """Return the publication of a campaign.

    Raises:
        errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        return line(session, campaign_id).publication_id


def line(session: Session, campaign_id: int) -> Line:
    """Return what the list says of one departure.

    Raises:
        errors.UnknownCampaign.
    """
    found = _all(session, _lines(col(Campaign.id) == campaign_id))
    if not found:
        raise errors.UnknownCampaign(id=campaign_id)
    return found[0]


def near(opened: Installation) -> list[Line]:
    """Return the departures that every page speaks of: under way, stopped on the way, or about to leave."""
    now = opened.clock.epoch()
    soon = sa.and_(
        col(Campaign.state) == CampaignState.WAITING.value,
        col(Campaign.not_before) <= now + moments.NEAR + moments.MARGIN,
    )
    stands = col(Campaign.state).in_([CampaignState.SENDING, CampaignState.PAUSED, CampaignState.HELD])
    with opened.database.reading() as session:
        return _all(session, _lines(sa.or_(stands, soon)).order_by(None).order_by(col(Campaign.not_before)))


def _lines(*wanted: Any) -> Any:
    issue = col(Edition.content)["issue"]
    return (
        sa.select(
            col(Campaign.id), col(Edition.issue_id), issue["number"].as_integer(), issue["title"].as_string(),
            col(Publication.id), col(Publication.name), col(Campaign.state), col(Campaign.state_reason),
            col(Campaign.not_before), sa.func.coalesce(col(Campaign.listed_at), col(Campaign.launched_at)),
            col(Campaign.finished_at), col(Campaign.audience),
        )
        .join(Edition, col(Edition.id) == col(Campaign.edition_id))
        .join(Publication, col(Publication.mailing_list_id) == col(Campaign.mailing_list_id))
        .where(*wanted)
        .order_by(col(Campaign.id).desc())
    )  # fmt: skip


def _all(session: Session, statement: Any) -> list[Line]:
    return [
        Line(id_, issue, number, title, letter, name, CampaignState(state), reason, moments.shown(leaves),
             moments.said(leaves), began, ended, audience)
        for id_, issue, number, title, letter, name, state, reason, leaves, began, ended, audience
        in session.execute(statement)
    ]  # fmt: skip
