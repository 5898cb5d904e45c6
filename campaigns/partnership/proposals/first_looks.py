"""The partner who sees proposals first, where the convention says so: asked by a signed link, answered by « vu ».

A proposal waits for it, and for nothing else: the partner remarks, and decides nothing. Where nobody is designated to
follow the partnership, nothing waits.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from campaigns.editorial import event_times
from campaigns.editorial.models import Item, Publication
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.proposals import links, proposal_lookup
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.partnership.proposals.proposal_states import ProposalState
from campaigns.partnership.proposals.terms import Terms
from campaigns.post.outbox import queue
from lists import addresses
from lists.models import Organisation
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from templates.rich_text import prosemirror, standalone
from templates.service_messages import Reminder

_FOLLOWS = "follow_up"
_LONGEST = 1_000


@dataclass(frozen=True)
class Shown:
    """A proposal as the partner sees it."""

    id: int
    title: str
    organisation: str
    #: « jeudi 8 octobre 2009 », and where; empty when nothing is said.
    when: str
    place: str
    #: One paragraph a line.
    text: str
    seen: bool


def ask(session: Session, opened: Installation, row: Proposal, agreed: Terms) -> None:
    """Let a proposal wait for the partner, and mail them the link."""
    holders = (
        designations.holding(session, agreed.first.code, _FOLLOWS, clock.today(opened.clock)) if agreed.first else ()
    )
    if not holders:
        return
    row.state, row.shown_at = ProposalState.AWAITING.value, opened.clock.now()
    session.add(row)
    publication = session.get_one(Publication, row.publication_id)
    said = Reminder(
        **queue.frame(publication),
        greeting=holders[0].name or _("Bonjour"),
        title=_("À regarder : « {title} »").format(title=row.title),
        paragraphs=(
            _("{who} propose une action pour un prochain numéro.").format(who=_organisation(session, row)),
            _("La convention prévoit que vous la voyiez d’abord : la rédaction attend votre regard, et vos remarques."),
        ),
        url=links.look_url(opened, row.id or 0),
        label=_("Regarder la proposition"),
    )
    address = addresses.parse(holders[0].email)
    queue.queue(session, opened.keyring, publication, address, said, now=opened.clock.now())


def look(opened: Installation, token: str) -> Shown:
    """Return what the partner sees; changes nothing.

    Raises:
        link_errors.LinkRefused, errors.ProposalUnknown.
    """
    with opened.database.reading() as session:
        row = proposal_lookup.get(session, links.looked_at(opened.keyring, token))
        return _shown(session, row)


def see(opened: Installation, token: str, remark: str) -> Shown:
    """Note that the partner saw a proposal; a second time changes nothing.

    Raises:
        link_errors.LinkRefused, errors.ProposalUnknown.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        row = proposal_lookup.locked(session, links.looked_at(opened.keyring, token))
        if row.seen_at is None:
            row.seen_at, row.remark = now, remark.strip()[:_LONGEST]
            if row.state == ProposalState.AWAITING.value:
                row.state = ProposalState.RECEIVED.value
            session.add(row)
            audit.record(session, now, "reader", "proposal.seen", proposal=row.id)
        return _shown(session, row)


def _shown(session: Session, row: Proposal) -> Shown:
    item = session.get(Item, row.item_id) if row.item_id else None
    return Shown(
        row.id or 0,
        row.title,
        _organisation(session, row),
        event_times.span(item.starts, item.ends) if item and item.starts else "",
        item.place if item else "",
        standalone.text(prosemirror.parse(item.body)).strip() if item else "",
        row.seen_at is not None,
    )


def _organisation(session: Session, row: Proposal) -> str:
    found = session.get(Organisation, row.organisation_id) if row.organisation_id else None
    return found.name if found else _("Un expéditeur inconnu")
