"""What was sent before this issue: the one before it, to how many, and where its items already stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from sqlmodel import Session, col, select

from campaigns.editorial import snapshots
from campaigns.editorial.models import Edition, Issue
from campaigns.editorial.snapshots import Snapshot
from campaigns.post import completions
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from lists.kinds import Policy
from runtime.language import _
from runtime.remembering import Memory

#: What each edition is called, and its items, by its hash: no edition ever changes.
_carried: Memory[tuple[str, frozenset[int]]] = Memory(5_000)


@dataclass(frozen=True)
class Past:
    """What a new issue is compared with."""

    #: The title of the previous issue of this kind, and its subject; empty when this is the first.
    before: str = ""
    subject: str = ""
    #: How many the last campaign to the same list or segment went to; `None` without such a campaign.
    audience: int | None = None
    #: Items that another issue has carried, and what the newest of these is called.
    published: dict[int, str] = field(default_factory=dict)


def of(session: Session, snapshot: Snapshot, segment: str, policy: Policy) -> Past:
    """Return the past of an issue, as if it were sent to this segment (an empty name is the whole list)."""
    before = _before(session, snapshot)
    sent = list(_sent(session, snapshot))
    audiences = [audience for kind, audience, _items in sent if kind == (segment, policy.value)]
    return Past(
        _name(before.number, before.title) if before else "",
        before.subject if before else "",
        audiences[-1] if audiences else None,
        {item: name for _kind, _audience, items in sent for item, name in items.items()},
    )


def _before(session: Session, snapshot: Snapshot) -> Issue | None:
    return session.exec(
        select(Issue)
        .where(
            Issue.publication_id == snapshot.publication.id,
            Issue.template == snapshot.template.name,
            col(Issue.id) < snapshot.issue.id,
            col(Issue.deleted_at).is_(None),
        )
        .order_by(col(Issue.id).desc())
        .limit(1)
    ).first()


def _sent(session: Session, snapshot: Snapshot) -> Iterator[tuple[tuple[str, str], int, dict[int, str]]]:
    """Yield (segment, policy), audience and items of the campaigns of other issues, oldest first."""
    ids = {item.id for item in snapshot.items}
    rows = session.exec(
        select(Campaign.segment, Campaign.policy, Campaign.audience, Edition.sha256)
        .select_from(Campaign)
        .join(Edition, col(Edition.id) == Campaign.edition_id)
        .join(Issue, col(Issue.id) == Edition.issue_id)
        .where(
            Issue.publication_id == snapshot.publication.id,
            Issue.id != snapshot.issue.id,
            Campaign.state != CampaignState.CANCELLED.value,
            col(Campaign.id).not_in(completions.all_()),
        )
        .order_by(col(Campaign.id))
    )
    for segment, policy, audience, sha256 in rows:
        name, held = _carried.get(sha256, partial(_read, session, sha256))
        yield (segment, policy), audience, dict.fromkeys(ids & held, name)


def _read(session: Session, sha256: str) -> tuple[str, frozenset[int]]:
    """Return what an edition is called, and its items."""
    frozen = snapshots.parse(session.exec(select(Edition.content).where(Edition.sha256 == sha256)).one())
    return _name(frozen.issue.number, frozen.issue.title), frozenset(item.id for item in frozen.items)


def _name(number: int | None, title: str) -> str:
    return _("le numéro {number}").format(number=number) if number else _("« {title} »").format(title=title)
