"""What the checks look at: one issue as it would leave now, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from campaigns.editorial import editions
from campaigns.editorial.models import Edition
from campaigns.post import composing, variants
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from campaigns.post.variants import Variant
from lists import audiences, naming
from lists.kinds import Policy
from runtime.errors import RelaisError
from runtime.installation import Installation
from templates import letters


@dataclass(frozen=True)
class Draft:
    """An issue as it would leave now."""

    #: The snapshot that freezing would keep.
    content: dict[str, Any]
    #: The compiled letter, or why it cannot be compiled.
    letter: letters.Letter | None
    fault: str
    #: Who would receive it, and who is left out.
    audience: audiences.Count
    #: What each of them would receive.
    variants: list[Variant]
    #: Numbers of the campaigns, not cancelled, that sent or will send this very issue to some of the same readers.
    launched: list[int]
    installation: Installation


def gather(
    opened: Installation,
    session: Session,
    issue_id: int,
    mailing_list_id: int,
    segment: str | None,
    policy: Policy = Policy.ALL,
) -> Draft:
    """Read everything that the checks need.

    Raises:
        errors.UnknownIssue; lists.errors.ListsError: there is no such segment.
    """
    settings = opened.settings
    content = editions.snapshot(
        session, issue_id, settings.data, settings.base_url, by_mail=settings.mailbox_url is not None
    )
    letter, fault = None, ""
    try:
        letter = composing.compile_(content, settings.data / "templates")
    except RelaisError as problem:
        fault = str(problem)
    rule = naming.named(session, segment, opened.clock.now()) if segment else None
    audience = audiences.count(session, mailing_list_id, rule, policy)
    found = variants.listed(session, mailing_list_id, rule, content, letter, policy)
    return Draft(content, letter, fault, audience, found, launched(session, issue_id, segment), opened)


def launched(session: Session, issue_id: int, segment: str | None) -> list[int]:
    """Return the campaigns, not cancelled, of this issue to some of the same readers, oldest first."""
    found = session.exec(
        select(Campaign.id, Campaign.segment)
        .join(Edition, col(Edition.id) == Campaign.edition_id)
        .where(Edition.issue_id == issue_id, Campaign.state != CampaignState.CANCELLED.value)
        .order_by(col(Campaign.id))
    )
    return [campaign or 0 for campaign, name in found if not segment or name in ("", segment)]
