"""A proposal enters: its draft in the newsroom, its row, its receipt, and whatever else it causes, in one transaction.

Both ways in (the page, the mailbox) come through here. A picture stays apart from the draft until it is said who
allowed it and, where somebody young is shown or quoted, that they agreed: so the article can run without it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlmodel import Session

from campaigns.editorial import ingesting
from campaigns.editorial.images import Stored
from campaigns.editorial.item_files import ItemSource
from campaigns.editorial.models import ItemState
from campaigns.partnership import evidence
from campaigns.partnership.evidence import Nature
from campaigns.partnership.proposals import first_looks, links, messages, terms
from campaigns.partnership.proposals.lacks import Lack
from campaigns.partnership.proposals.links import Contributor
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.partnership.proposals.proposal_states import ProposalOrigin, ProposalState
from campaigns.partnership.proposals.terms import Terms
from lists.addresses import Address
from lists.permission import suppressing
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _

#: Who acts behind a personal link or a letter, as the audit says it.
ACTOR = "reader"


@dataclass(frozen=True)
class Entrance:
    """What comes in, read and checked."""

    origin: ProposalOrigin
    source: ItemSource
    #: Who proposes; `None` for an unknown sender.
    contributor: Contributor | None
    #: The address of an unknown sender.
    sender: Address | None = None
    picture: Stored | None = None
    #: Who allowed the picture to be shown; empty when nobody said.
    rights: str = ""
    #: Whether somebody young is shown or quoted and agreed; `None`: nobody has said.
    consent: bool | None = None
    #: What must be asked.
    lacks: tuple[Lack, ...] = ()
    invites: bool = False
    mail_id: str | None = None


def enter(session: Session, opened: Installation, found: Entrance, agreed: Terms) -> Proposal:
    """Keep a proposal and return its row; raises as `ingesting.made`."""
    now = opened.clock.now()
    made = ingesting.made(opened.settings.data, replace(found.source, strict=False), now)
    item = made.row
    item.state = ItemState.DRAFT.value
    is_clear = found.picture is not None and not found.lacks
    if found.picture is not None and is_clear:
        item.image, item.rights, item.alt_awaited = found.picture.name, found.rights, True
        item.image_width, item.image_height = found.picture.width, found.picture.height
    session.add(item)
    session.flush()
    row = Proposal(
        item_id=item.id,
        publication_id=links.letter(session).id or 0,
        organisation_id=found.contributor.organisation.id if found.contributor else None,
        contact_id=found.contributor.contact.id if found.contributor else None,
        origin=found.origin.value,
        mail_id=found.mail_id,
        received_at=now,
        title=item.title,
        state=ProposalState.RECEIVED.value,
        picture=found.picture.name if found.picture and not is_clear else "",
        rights=found.rights,
        consent=found.consent,
        asked=[one.value for one in found.lacks],
        asked_at=now if found.lacks and found.contributor else None,
        invites=found.invites and agreed.guest is not None,
    )
    if found.sender is not None:
        row.sender, row.sender_key = found.sender.wire, suppressing.address_key(opened.keyring, found.sender)
    session.add(row)
    session.flush()
    audit.record(session, now, ACTOR, "proposal.received", proposal=row.id, item=item.id)
    _count(session, opened, row, found.contributor, agreed)
    first_looks.ask(session, opened, row, agreed)
    messages.receipt(session, opened, row)
    return row


def _count(session: Session, opened: Installation, row: Proposal, by: Contributor | None, agreed: Terms) -> None:
    """Attach what the proposal proves: that there was an occasion, and whom it invites."""
    subject, day = f"proposal:{row.id}", clock.today(opened.clock)
    whose = by.organisation.name if by else _("un expéditeur inconnu")
    said = _("Proposition n° {id} {of} : « {title} ».").format(id=row.id, of=_of(whose), title=row.title)
    evidence.attach(session, terms.PROPOSED, on=day, subject=subject, text=said, nature=Nature.OBSERVED, actor=ACTOR)
    if row.invites and agreed.guest is not None:
        row.invited_on = opened.clock.now()
        session.add(row)
        said = _("Invitation {to} : « {title} », {whose}.").format(to=agreed.guest.to, title=row.title, whose=whose)
        evidence.attach(
            session, terms.INITIATIVE, on=day, subject=subject, text=said, nature=Nature.OBSERVED, actor=ACTOR
        )


def _of(whose: str) -> str:
    return _("de « {whose} »").format(whose=whose)
