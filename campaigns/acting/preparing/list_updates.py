"""The list of a campaign that waits: when it was fixed, what changed since, and drawing it up again before the first
letter.

Refuses once a letter may have left, and for another rule than the partners approved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from campaigns import errors
from campaigns.acting.partnership import departures
from campaigns.checking import drafts
from campaigns.editorial import editions
from campaigns.editorial.models import Edition
from campaigns.post import completions, relisting, reports, transitions
from campaigns.post.engine import job_slices
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from lists.segments import saved
from lists.segments.rules import Rule
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _

#: Campaigns whose list may be drawn up again, as long as no letter has left.
_STANDING = (CampaignState.WAITING, CampaignState.PAUSED, CampaignState.HELD)
#: Names that are shown of those who came, and of those who are gone.
MOST = 20


@dataclass(frozen=True)
class Changes:
    """How the list of a campaign stands."""

    campaign: int
    #: A segment's name; empty is the whole list.
    segment: str
    #: When the list was fixed, in Paris.
    fixed_at: datetime
    audience: int
    #: People who would get it now and are not on the list, and the first of them by name.
    added: int
    newcomers: tuple[str, ...]
    #: People on the list who would not get it now.
    removed: int
    leavers: tuple[str, ...]
    #: Whether the list can be drawn up again: no letter has left.
    may_update: bool

    @property
    def has_moved(self) -> bool:
        """Whether it differs from the list of now."""
        return bool(self.added or self.removed)

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais campaigns relist` promises."""
        return {
            "id": self.campaign, "fixed_at": self.fixed_at.isoformat(), "audience": self.audience,
            "added": self.added, "removed": self.removed,
        }  # fmt: skip


def look(opened: Installation, campaign_id: int) -> Changes:
    """Return what changed since the list of a campaign was fixed.

    Raises:
        campaigns.errors.UnknownCampaign; lists.errors.ListsError: its segment is gone.
    """
    with opened.database.reading() as session:
        return _changes(session, opened, reports.get(session, campaign_id))


def of_issue(opened: Installation, issue_id: int) -> Changes | None:
    """Return the same of the last campaign of an issue that is not cancelled; `None` without one.

    Raises:
        as `look`.
    """
    with opened.database.reading() as session:
        launched = drafts.launched(session, issue_id, None)
        return _changes(session, opened, reports.get(session, launched[-1])) if launched else None


def issue_of(opened: Installation, campaign_id: int) -> int:
    """Return the issue that a campaign sends.

    Raises:
        campaigns.errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        return session.get_one(Edition, reports.get(session, campaign_id).edition_id).issue_id


def update(opened: Installation, campaign_id: int, actor: str) -> Changes:
    """Draw up the list of a campaign again; return how it stands then, with who came and who is gone.

    Raises:
        campaigns.errors.UnknownCampaign; lists.errors.ListsError: its segment is gone.
        campaigns.errors.WrongMoment: a letter has left, or is about to.
        campaigns.errors.IssueRefused: the partners approved it for another rule.
    """
    with opened.database.transaction() as session:
        campaign = transitions.take(session, campaign_id)
        if campaign.state not in _STANDING or relisting.has_begun(session, campaign_id):
            raise transitions.wrong_moment(campaign, _("des lettres sont parties, sa liste ne change plus"))
        if completions.completed_by(session, campaign_id) is not None:
            raise transitions.wrong_moment(campaign, _("il complète un autre envoi, sa liste est celle des manquants"))
        rule, tree = _rule(session, opened, campaign)
        _require_approval(session, opened, campaign)
        before = _changes(session, opened, campaign)
        moved = relisting.relist(session, campaign, rule, tree, opened.clock.epoch())
        job_slices.defer(session, campaign_id, campaign.audience, campaign.not_before)
        audit.record(
            session, opened.clock.now(), actor, "campaign.relisted",
            campaign=campaign_id, added=moved.added, removed=moved.removed, audience=campaign.audience,
        )  # fmt: skip
        return Changes(
            campaign_id, campaign.segment, clock.in_paris(opened.clock.now()), campaign.audience,
            moved.added, before.newcomers, moved.removed, before.leavers, may_update=True,
        )  # fmt: skip


def _changes(session: Session, opened: Installation, campaign: Campaign) -> Changes:
    campaign_id = campaign.id or 0
    rule, _tree = _rule(session, opened, campaign)
    moved = relisting.moved(session, campaign, rule)
    came, gone = relisting.named(session, campaign, rule, MOST) if moved.added or moved.removed else ((), ())
    is_first = completions.completed_by(session, campaign_id) is None
    may = is_first and campaign.state in _STANDING and not relisting.has_begun(session, campaign_id)
    at = clock.in_paris(datetime.fromtimestamp(campaign.listed_at or campaign.launched_at, UTC))
    return Changes(
        campaign_id, campaign.segment, at, campaign.audience, moved.added, tuple(came), moved.removed, tuple(gone), may
    )  # fmt: skip


def _rule(session: Session, opened: Installation, campaign: Campaign) -> tuple[Rule | None, dict[str, Any] | None]:
    if not campaign.segment:
        return None, None
    found = saved.found(session, campaign.segment, opened.clock.now())
    return found.rule, found.tree


def _require_approval(session: Session, opened: Installation, campaign: Campaign) -> None:
    """Refuse a list by another rule than the partners approved: a segment may have been changed since."""
    snapshot = editions.read(session, campaign.edition_id)
    if found := departures.missing(session, opened, snapshot, campaign.segment or None):
        raise errors.IssueRefused(codes=departures.CODE, findings=list(found))
