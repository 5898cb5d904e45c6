"""The issue that may carry a proposal: the next one that is planned and has not left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.editorial import event_times, issues
from campaigns.editorial.models import Edition, Issue, Publication
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from runtime.language import _


@dataclass(frozen=True)
class Planned:
    """An issue of the series that is being composed."""

    id: int
    number: int
    dated: date


def following(session: Session, publication: Publication, after: date) -> Planned | None:
    """Return the issue that is planned next after a day; `None` when none is."""
    launched = sa.exists().where(
        col(Edition.issue_id) == col(Issue.id), col(Campaign.edition_id) == col(Edition.id),
        col(Campaign.state) != CampaignState.CANCELLED.value,
    )  # fmt: skip
    found = session.exec(
        select(Issue)
        .where(Issue.publication_id == publication.id, col(Issue.number).is_not(None), Issue.dated > after)
        .where(col(Issue.deleted_at).is_(None), sa.not_(launched))
        .order_by(col(Issue.dated), col(Issue.id))
        .limit(1)
    ).first()
    return Planned(found.id or 0, found.number or 0, found.dated) if found is not None else None


def said(session: Session, publication: Publication, after: date) -> str:
    """Say which issue may carry what is proposed now, and when: « n° 5, prévu le 12 janvier 2010 »."""
    planned = following(session, publication, after)
    if planned is not None:
        return _("n° {number}, prévu le {day}").format(number=planned.number, day=event_times.day(planned.dated))
    number = issues.next_number(session, publication.id or 0)
    return _("n° {number}, à une date qui n’est pas encore fixée").format(number=number)
