"""How far an article went: each letter that carried it, its readers, those near its author, and its clicks.

Counts only; a number so small that it could mean a person is said as « fewer than five ». Refuses letters that nobody
received.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.editorial import snapshots
from campaigns.editorial.models import Edition
from campaigns.editorial.snapshots import Piece, Snapshot
from campaigns.post.archives import queries, redacting
from campaigns.post.figures import interest
from campaigns.post.models import Article, Campaign
from lists import geography


@dataclass(frozen=True)
class Carried:
    """One letter that carried the article."""

    campaign: int
    #: « n° »; `None` never occurs for what is in the archive.
    number: int | None
    dated: date
    title: str
    #: Letters that reached a reader and contained the article.
    readers: int
    #: Clicks on its links, all readers together.
    clicks: int
    #: Of these readers, those of the author's département, and of its région.
    near: int
    around: int


def of(session: Session, item_id: int, departement: str | None) -> list[Carried]:
    """Return the letters that carried an article, the newest first."""
    rows = session.exec(
        select(Campaign, Edition)
        .join(Article, col(Article.campaign_id) == Campaign.id)
        .join(Edition, col(Edition.id) == Campaign.edition_id)
        .where(Article.item_id == item_id, col(Campaign.id).in_(queries.public()))
        .order_by(col(Campaign.id).desc())
    ).all()
    found = (_carried(session, campaign, edition, item_id, departement) for campaign, edition in rows)
    return [one for one in found if one is not None]


def _carried(
    session: Session, campaign: Campaign, edition: Edition, item_id: int, departement: str | None
) -> Carried | None:
    snapshot = snapshots.parse(edition.content)
    item = next(redacting.items_of(snapshot, item_id), None)
    if item is None:
        return None
    dated, here = snapshot.issue.dated, campaign.id or 0
    groups = interest.groups_of(session, here, snapshot, item)
    region = geography.region_at(departement, dated) if departement else None
    nearby = _departements(region, dated) if region else frozenset[str]()
    near = sum(one.many for one in groups if departement and one.placed_in == departement)
    around = sum(one.many for one in groups if one.placed_in in nearby)
    readers = sum(one.many for one in groups)
    clicks = _clicks(session, here, edition, snapshot, item)
    return Carried(here, snapshot.issue.number, dated, item.title, readers, clicks, near, around)


def _departements(region: geography.Region, on: date) -> frozenset[str]:
    return frozenset(
        code for code in geography.departements()
        if (found := geography.region_at(code, on)) is not None and found.code == region.code
    )  # fmt: skip


def _clicks(session: Session, campaign_id: int, edition: Edition, snapshot: Snapshot, item: Piece) -> int:
    counted = interest.interest(session, campaign_id, edition, snapshot, 0)
    return sum(one.clicks for section in counted.sections for one in section.items if one.id == item.id)
