"""Proposals as the newsroom reads them: the list, and one with all that is needed to answer it. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from campaigns.editorial.models import Item, ItemState
from campaigns.partnership.proposals import proposal_lookup, proposal_states, terms
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.partnership.proposals.proposal_states import ProposalState
from lists.models import Contact, Organisation
from runtime.installation import Installation
from runtime.language import _
from templates.rich_text import prosemirror, standalone


@dataclass(frozen=True)
class Line:
    """A proposal in a list."""

    id: int
    title: str
    organisation: str
    received_at: datetime
    #: One of `ProposalState`, and what people read.
    state: str
    words: str

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "id": self.id,
            "title": self.title,
            "organisation": self.organisation,
            "received_at": self.received_at.isoformat(),
            "state": self.state,
        }


@dataclass(frozen=True)
class Whole:
    """A proposal with all that a person needs to answer it."""

    line: Line
    #: Its article; `None` when that was deleted.
    item: int | None
    #: Who proposed it, and the address of a sender who is no contact.
    author: str
    sender: str
    place: str
    #: The picture that waits, as it is stored.
    picture: str
    rights: str
    consent: bool | None
    asked: tuple[str, ...]
    asked_at: datetime | None
    answered_at: datetime | None
    #: What was proposed, a paragraph a line.
    text: str
    #: To whom the author's invitation goes: « au Secrétariat général »; empty for nobody.
    guest: str
    comes: bool | None
    #: The partner who sees it first, as `Partner.of`; empty for nobody.
    first: str
    seen_at: datetime | None
    remark: str
    reason: str
    #: Whether it waits for an answer of the newsroom.
    is_open: bool

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return self.line.as_json() | {
            "item": self.item,
            "asked": list(self.asked),
            "answered": self.answered_at is not None,
            "invites": bool(self.guest),
            "comes": self.comes,
            "reason": self.reason,
        }


def listed(opened: Installation, state: ProposalState | None = None) -> list[Line]:
    """Return the proposals, those that wait first, then the newest; raises errors.NoProposals."""
    with opened.database.reading() as session:
        terms.lately(session, opened)
        query = select(Proposal).order_by(col(Proposal.settled_at).is_not(None), col(Proposal.id).desc())
        if state is not None:
            query = query.where(Proposal.state == state.value)
        return [_line(session, one) for one in session.exec(query)]


def waiting(opened: Installation) -> int:
    """Return how many proposals wait for the newsroom; none without a convention."""
    with opened.database.reading() as session:
        if not terms.is_any(session, opened):
            return 0
        mine = select(func.count(col(Proposal.id))).where(Proposal.state == ProposalState.RECEIVED.value)
        return session.exec(mine).one()


def show(opened: Installation, proposal_id: int) -> Whole:
    """Return one proposal; raises errors.NoProposals, errors.ProposalUnknown."""
    with opened.database.reading() as session:
        return whole(session, opened, proposal_lookup.get(session, proposal_id))


def whole(session: Session, opened: Installation, row: Proposal) -> Whole:
    """Return one proposal, in this transaction."""
    agreed = terms.lately(session, opened)
    item = session.get(Item, row.item_id) if row.item_id else None
    is_there = item is not None and item.deleted_at is None
    return Whole(
        line=_line(session, row),
        item=row.item_id if is_there else None,
        author=_author(session, row),
        sender=row.sender,
        place=item.place if item else "",
        picture=row.picture,
        rights=row.rights,
        consent=row.consent,
        asked=tuple(row.asked),
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        text=standalone.text(prosemirror.parse(item.body)).strip() if item else "",
        guest=agreed.guest.to if agreed.guest and row.invites else "",
        comes=row.comes,
        first=agreed.first.of if agreed.first and row.shown_at else "",
        seen_at=row.seen_at,
        remark=row.remark,
        reason=row.reason,
        is_open=row.settled_at is None,
    )


def _author(session: Session, row: Proposal) -> str:
    contact = session.get(Contact, row.contact_id) if row.contact_id else None
    return f"{contact.first_name or ''} {contact.last_name or ''}".strip() if contact else ""


def _organisation(session: Session, row: Proposal) -> str:
    found = session.get(Organisation, row.organisation_id) if row.organisation_id else None
    return found.name if found else ""


def _line(session: Session, row: Proposal) -> Line:
    return Line(row.id or 0, row.title, _organisation(session, row), row.received_at, row.state, words(session, row))


def words(session: Session, row: Proposal) -> str:
    """Say where a proposal stands."""
    item = session.get(Item, row.item_id) if row.item_id else None
    if row.state == ProposalState.ACCEPTED.value and item is not None and item.state == ItemState.PUBLISHED.value:
        return _(proposal_states.APPEARED)
    return _(proposal_states.NAMES[ProposalState(row.state)])
