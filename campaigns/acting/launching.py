"""Launching: checks, freezes, plans. All in one transaction: a refused launch leaves no trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from campaigns import errors
from campaigns.acting.partnership import departures
from campaigns.checking import checks, drafts, muting
from campaigns.checking.findings import Review
from campaigns.checking.links import draft_links
from campaigns.checking.links.redirects import Visitor
from campaigns.editorial import editions, event_times, issues, second_subjects
from campaigns.editorial.models import Edition, Issue, Item, ItemState, Publication
from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership import snapshotting
from campaigns.partnership.transmissions import announcements
from campaigns.post import planning
from campaigns.post.archives import publishing
from campaigns.post.engine import job_slices
from campaigns.post.hits import tracked_links
from campaigns.post.models import Campaign
from campaigns.post.variants import Variant
from lists.kinds import Policy
from runtime import audit
from runtime.clock import PARIS
from runtime.installation import Installation
from runtime.language import _

#: Seconds in which a launch can still be taken back, unless told otherwise.
DEFAULT_GRACE = 600


@dataclass(frozen=True)
class Order:
    """What a person asks for by pressing Send."""

    issue_id: int
    #: A segment's name; `None` is the whole list.
    segment: str | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None
    #: Seconds before the first letter, in which Cancel still works for everybody.
    grace: int = DEFAULT_GRACE
    on_uncertain: str = "hold"
    #: Code of a blocking finding -> why the letter leaves anyway.
    overrides: dict[str, str] = field(default_factory=dict)
    #: How many contacts of one organisation are written to.
    policy: Policy = Policy.ALL
    #: Why it leaves without the approvals that it lacks; empty when it waits for them.
    without_approval: str = ""
    #: How many recipients, and which version (SHA-256), the person read before pressing Send: it leaves to exactly as
    #: many, and as it was read. `None` and empty ask for neither.
    expected: int | None = None
    version: str = ""
    #: A second subject and how it is tried, kept with the issue before anything is checked; `None` leaves what is kept.
    trial: second_subjects.Wish | None = None


@dataclass(frozen=True)
class Launched:
    """A campaign that was just planned."""

    id: int
    #: Recipients planned.
    audience: int
    #: Why contacts were left out -> how many.
    excluded_at_launch: Mapping[str, int]
    #: When the first letter leaves, in Paris.
    not_before: datetime
    #: The number of what it sends, and its fingerprint in hexadecimal.
    edition_id: int
    edition_sha256: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais campaigns launch` promises."""
        return {"id": self.id, "audience": self.audience, "edition_sha256": self.edition_sha256}


def check(opened: Installation, issue_id: int, visitor: Visitor | None = None) -> Review:
    """Return every finding about an issue, as if it were sent to its whole list now; muted ones are marked.

    `visitor` follows its links; without one, the results of recent visits count.

    Raises:
        errors.UnknownIssue.
    """
    draft, muted = look(opened, Order(issue_id), visitor)
    return Review(tuple(checks.run(draft, muted)))


def variants(opened: Installation, issue_id: int, segment: str | None) -> list[Variant]:
    """Return what each reader would receive if the issue were sent now.

    Raises:
        errors.UnknownIssue; lists.errors.ListsError: there is no such segment.
    """
    with opened.database.reading() as session:
        return drafts.gather(opened, session, issue_id, segment).variants


def launch(opened: Installation, order: Order, actor: str, visitor: Visitor | None = None) -> Launched:
    """Freeze the issue and plan one delivery per recipient.

    Raises:
        errors.UnknownIssue; lists.errors.ListsError: there is no such segment.
        errors.WindowRefused: the window is empty or over.
        errors.IssueRefused: a blocking finding that nobody overrode; `findings` holds them.
        errors.ChangedMeanwhile: somebody changed or launched the issue while it was checked, or since it was read.
        errors.AudienceMoved: there are more or fewer recipients than the person read.
    """
    now = opened.clock.now()
    not_before, not_after = _window(order, opened.clock.epoch())
    if order.trial is not None:
        second_subjects.keep(opened, order.issue_id, order.trial, actor)
    # The slow work comes before the write lock. What may have changed meanwhile is checked again under it.
    draft, _muted = look(opened, order, visitor)
    _refuse_blocked(draft, order.overrides)
    with opened.database.transaction() as session:
        edition = _freeze(session, opened, order, draft)
        passed = _refuse_unapproved(session, opened, order, draft.snapshot, actor)
        mailing_list_id = _list_of(session, order.issue_id)
        assert edition.id is not None
        rule, tree = (draft.segment.rule, draft.segment.tree) if draft.segment else (None, None)
        decided = planning.Plan(
            edition.id, mailing_list_id, order.segment or "", rule, tree, not_before, not_after, order.on_uncertain,
            order.policy, draft.audience, second_subjects.of(session, order.issue_id),
        )  # fmt: skip
        campaign = planning.plan(session, decided, opened.clock.epoch())
        if order.expected not in (None, campaign.audience):
            raise errors.AudienceMoved(read=order.expected, now=campaign.audience)
        job_slices.defer(session, campaign.id or 0, campaign.audience, campaign.not_before)
        publishing.keep(session, campaign, edition)
        _mark_published(session, draft.snapshot)
        audit.record(
            session, now, actor, "campaign.launched",
            campaign=campaign.id, edition=edition.sha256, audience=campaign.audience,
            overrides=order.overrides | passed,
        )  # fmt: skip
        return launched(campaign, edition)


def launched(campaign: Campaign, edition: Edition) -> Launched:
    """Return what was just planned."""
    return Launched(
        campaign.id or 0,
        campaign.audience,
        campaign.excluded_at_launch,
        datetime.fromtimestamp(campaign.not_before, PARIS),
        campaign.edition_id,
        edition.sha256,
    )


def look(opened: Installation, order: Order, visitor: Visitor | None = None) -> tuple[drafts.Draft, frozenset[str]]:
    """Return what a launch would check, and the codes that somebody muted.

    Raises:
        errors.UnknownIssue; lists.errors.ListsError: there is no such segment.
    """
    with opened.database.reading() as session:
        draft = drafts.gather(opened, session, order.issue_id, order.segment, order.policy, order.not_before)
        muted = muting.muted(session, order.issue_id).codes
    visits = draft_links.follow(opened, draft.snapshot, visitor)
    return replace(draft, visits=visits), muted


def _freeze(session: Session, opened: Installation, order: Order, draft: drafts.Draft) -> Edition:
    # Two people may press Send together: the second waits here, and then sees the campaign of the first.
    session.get(Issue, order.issue_id, populate_existing=True, with_for_update={"key_share": True})
    snapshot = snapshotting.snapshot(session, opened, order.issue_id)
    repeated = drafts.launched(session, order.issue_id, order.segment)
    is_same = {snapshot.sha256, draft.snapshot.sha256, order.version or snapshot.sha256} == {snapshot.sha256}
    if not is_same or repeated != draft.launched:
        raise errors.ChangedMeanwhile
    if draft.letter is None:  # a template that does not compile cannot be overridden
        raise errors.IssueRefused(codes="template_fault", findings=[])
    tracked_links.register(session, draft.letter)
    announcements.hold(session, opened, order.issue_id)
    return editions.freeze(session, snapshot, draft.letter, opened.clock.now())


#: Seconds by which « pas avant » may be past: somebody typed it, and the checks took their time.
_LATE = 3_600


def _window(order: Order, now: int) -> tuple[int, int | None]:
    if order.not_before is not None and order.not_before.timestamp() < now - _LATE:
        reason = _("ce moment est passé ({when}) : corrigez-le, ou ne donnez aucun moment pour partir aussitôt")
        when = event_times.moment(order.not_before.astimezone(PARIS))
        raise errors.WindowRefused(field="not_before", reason=reason.format(when=when))
    opens = max(now + order.grace, int(order.not_before.timestamp()) if order.not_before else 0)
    closes = int(order.not_after.timestamp()) if order.not_after else None
    if closes is not None and closes <= opens:
        reason = _("la fenêtre se ferme avant de s’ouvrir (délai de grâce compris)")
        raise errors.WindowRefused(field="not_after", reason=reason)
    return opens, closes


def _list_of(session: Session, issue_id: int) -> int:
    return session.get_one(Publication, issues.get(session, issue_id).publication_id).mailing_list_id


def _refuse_blocked(draft: drafts.Draft, overrides: dict[str, str]) -> None:
    blocking = [one for one in checks.run(draft) if one.blocking and one.code not in overrides]
    if blocking:
        codes = ", ".join(dict.fromkeys(one.code for one in blocking))
        raise errors.IssueRefused(codes=codes, findings=blocking)


def _refuse_unapproved(
    session: Session, opened: Installation, order: Order, snapshot: Snapshot, actor: str
) -> dict[str, str]:
    """Refuse what the partners have not approved; return why it leaves without that, by the code of the finding."""
    if reason := order.without_approval or order.overrides.get(departures.CODE, ""):
        departures.record(session, opened, snapshot, order.segment, reason, actor)
    found = departures.missing(session, opened, snapshot, order.segment)
    if found:
        raise errors.IssueRefused(codes=departures.CODE, findings=list(found))
    kept = departures.reason(session, opened, snapshot, order.segment)
    return {departures.CODE: kept} if kept else {}


def _mark_published(session: Session, snapshot: Snapshot) -> None:
    for item in snapshot.items:
        session.get_one(Item, item.id).state = ItemState.PUBLISHED.value
