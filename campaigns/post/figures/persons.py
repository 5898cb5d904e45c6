"""The people behind a figure, page by page: who, what became of their letter, why, and what may be done now.

Names are those of the contacts today. Of whoever was erased only the fate of the letter is left: such a row names
nobody. Refuses to change anything.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns.post import completions
from campaigns.post.figures import groups
from campaigns.post.figures.groups import Asked
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import REACHED, DeliveryState
from lists.models import Contact, Organisation
from lists.permission import suppressing

#: Rows of one page.
PAGE = 50


@dataclass(frozen=True)
class Person:
    """One letter of a figure, and whose it was."""

    #: Zero where the letter is no longer in the ledger, or must not be told from others.
    delivery_id: int
    campaign_id: int
    #: `None` once the person was erased.
    contact_id: int | None
    #: First and last name; empty when nobody has given them.
    name: str
    organisation: str
    #: Where the letter went; empty once the person was erased or its term is over.
    address: str
    #: Where letters go today, if that is another address; else empty.
    now_at: str
    #: `None` where only a breakdown counts it.
    state: DeliveryState | None
    #: Why, as the ledger has it.
    reason: str
    #: The server's last word.
    reply: str
    at: datetime | None
    #: Why the person may no longer be written to (`kinds.SuppressionReason`); empty when they may.
    stop: str
    #: Another campaign of the same issue that has reached the person, or may still; `None` when there is none.
    had_by: int | None
    #: Whether it has reached them.
    has_it: bool


@dataclass(frozen=True)
class Listed:
    """One page of the people behind a figure."""

    people: tuple[Person, ...]
    #: The figure itself.
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // PAGE))


def listed(session: Session, campaign: Campaign, ids: Sequence[int], asked: Asked, on: date, page: int = 1) -> Listed:
    """Return a page of the people behind a figure of these campaigns, which sent the issue of `campaign`."""
    total = groups.count(session, ids, asked, on)
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    first = (page - 1) * PAGE
    rows = session.execute(_rows(campaign, ids, asked, on).limit(PAGE).offset(first)).all()
    had = _had(session, campaign, [row.contact_id for row in rows if row.contact_id is not None])
    people = [_person(row, had) for row in rows]
    missing = min(PAGE, total - first) - len(people)
    return Listed((*people, *[_NOBODY] * missing), total, page)


def _rows(campaign: Campaign, ids: Sequence[int], asked: Asked, on: date) -> sa.Select[Any]:
    stop = suppressing.reason_of(col(Contact.address_key), campaign.mailing_list_id).label("stop")
    return (
        sa.select(
            DELIVERY, col(Contact.first_name), col(Contact.last_name), col(Contact.email_shown),
            col(Contact.address_key).label("key_now"), col(Organisation.name).label("organisation"), stop,
        )
        .join_from(DELIVERY, Contact, col(Contact.id) == DELIVERY.c.contact_id, isouter=True)
        .join(Organisation, col(Organisation.id) == col(Contact.organisation_id), isouter=True)
        .where(groups.chosen(ids, asked, on))
        # Whoever was erased comes last, on both databases.
        .order_by(
            DELIVERY.c.contact_id.is_(None), sa.func.coalesce(col(Organisation.name), ""),
            sa.func.coalesce(col(Contact.last_name), ""), DELIVERY.c.id,
        )
    )  # fmt: skip


def _had(session: Session, campaign: Campaign, contacts: Collection[int]) -> dict[int, dict[int, bool]]:
    """Return the campaigns of the issue that reached these contacts, or may still: contact -> campaign -> reached."""
    others = completions.of_same_issue(session, campaign)
    found: dict[int, dict[int, bool]] = {}
    rows = sa.select(DELIVERY.c.contact_id, DELIVERY.c.campaign_id, DELIVERY.c.state).where(
        DELIVERY.c.campaign_id.in_(others),
        DELIVERY.c.contact_id.in_(list(contacts)),
        DELIVERY.c.state.in_(completions.TAKEN),
    )
    for contact, number, state in session.execute(rows.order_by(DELIVERY.c.campaign_id)) if len(others) > 1 else ():
        found.setdefault(contact, {})[number] = state in REACHED
    return found


def _person(row: Any, had: dict[int, dict[int, bool]]) -> Person:
    elsewhere = {one: has for one, has in had.get(row.contact_id, {}).items() if one != row.campaign_id}
    return Person(
        delivery_id=row.id,
        campaign_id=row.campaign_id,
        contact_id=row.contact_id,
        name=" ".join(filter(None, (row.first_name, row.last_name))),
        organisation=row.organisation or "",
        address=row.address,
        now_at=row.email_shown if row.contact_id is not None and row.key_now != row.address_key else "",
        state=DeliveryState(row.state),
        reason=row.reason,
        reply=row.reply,
        at=datetime.fromtimestamp(row.updated_at, UTC),
        stop=row.stop or "",
        had_by=max(elsewhere, default=None),
        has_it=any(elsewhere.values()),
    )


_NOBODY = Person(0, 0, None, "", "", "", "", None, "", "", None, "", None, has_it=False)
