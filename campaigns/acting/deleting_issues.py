"""Deleting an issue that never left, and taking it out of the bin again.

A draft gives its number back, and takes it again if it is still free. Refuses to delete what was launched.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.checking.models import MutedFinding
from campaigns.editorial import issues, outlines, recycling
from campaigns.editorial.models import Edition, Issue, Item, Placement
from campaigns.editorial.outlines import Outline
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from runtime import audit
from runtime.installation import Installation
from runtime.language import _


def delete_issue(opened: Installation, issue_id: int, actor: str) -> Outline:
    """Put an issue into the bin; its items wait again.

    Raises:
        errors.UnknownIssue, errors.InBin.
        errors.DeletionRefused: it was launched.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        issue = issues.get(session, issue_id)
        _require_draft(session, issue)
        before = outlines.of(session, issue)
        issue.deleted_at, issue.former_number, issue.number = now, issue.number, None
        session.add(issue)
        audit.record(session, now, actor, "issue.deleted", id=issue_id)
        return before


def restore(opened: Installation, issue_id: int, actor: str) -> Outline:
    """Take an issue out of the bin, with the items of its own that are there too; one in use stays as it is.

    Raises:
        errors.UnknownIssue.
    """
    with opened.database.transaction() as session:
        issue = session.get(Issue, issue_id)
        if issue is None:
            raise errors.UnknownIssue(id=issue_id)
        if issue.deleted_at is not None:
            _take_out(session, issue)
            audit.record(session, opened.clock.now(), actor, "issue.restored", id=issue_id)
        return outlines.of(session, issue)


def empty(session: Session, before: datetime) -> int:
    """Delete for good what was put into the bin before a moment; return how much."""
    gone = recycling.expired_issues(session, before)
    session.execute(delete(MutedFinding).where(col(MutedFinding.issue_id).in_(gone)))
    return recycling.empty(session, before)


def _require_draft(session: Session, issue: Issue) -> None:
    sent = select(Campaign.id).join(Edition, col(Edition.id) == Campaign.edition_id)
    alive = sent.where(Edition.issue_id == issue.id, Campaign.state != CampaignState.CANCELLED.value)
    campaign = session.exec(alive.limit(1)).first()
    if campaign is not None:
        reason = _("il est parti, ou va partir, par l’envoi n° {id}").format(id=campaign)
        raise errors.DeletionRefused(what=issues.called(issue), reason=reason)


def _take_out(session: Session, issue: Issue) -> None:
    number = issue.former_number
    taken = select(Issue.id).where(Issue.publication_id == issue.publication_id, Issue.number == number)
    if number is not None and session.exec(taken).first() is not None:
        number = issues.next_number(session, issue.publication_id)
    issue.deleted_at, issue.number, issue.former_number = None, number, None
    session.add(issue)
    held = select(Item).join(Placement).where(Placement.issue_id == issue.id, col(Item.deleted_at).is_not(None))
    for item in session.exec(held):
        item.deleted_at = None
        session.add(item)
    session.flush()
