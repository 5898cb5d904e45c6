"""What is written to the author of a proposal: by the outbox, in the transaction of the act that causes it."""

from __future__ import annotations

from sqlmodel import Session

from campaigns.editorial.models import Publication
from campaigns.partnership.proposals import expecting, lacks, links
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.post.outbox import queue
from lists import addresses
from lists.addresses import Address
from lists.models import Contact
from runtime import clock
from runtime.installation import Installation
from templates.notices import Notice
from templates.service_messages import Contribution, Receipt


def send(
    session: Session,
    opened: Installation,
    row: Proposal,
    *,
    title: str,
    paragraphs: tuple[str, ...],
    url: str = "",
    label: str = "",
) -> None:
    """Write to the author; to nobody when they are no longer known."""
    publication, contact = session.get_one(Publication, row.publication_id), _contact(session, row)
    said = Contribution(
        **queue.frame(publication), greeting=links.greeting(contact), title=title, paragraphs=paragraphs, url=url,
        label=label,
    )  # fmt: skip
    post(session, opened, row, said)


def post(session: Session, opened: Installation, row: Proposal, said: Notice) -> None:
    """Have a message to the author sent; nobody is written to when they are no longer known."""
    address, publication = _address(session, row), session.get_one(Publication, row.publication_id)
    if address is not None:
        queue.queue(session, opened.keyring, publication, address, said, now=opened.clock.now())


def receipt(session: Session, opened: Installation, row: Proposal) -> None:
    """Say that a proposal of a contact has arrived; a stranger's is answered by a person first."""
    contact = _contact(session, row)
    if contact is None:
        return
    publication = session.get_one(Publication, row.publication_id)
    said = Receipt(
        **queue.frame(publication),
        greeting=links.greeting(contact),
        number=row.id or 0,
        title=row.title,
        expected=expecting.said(session, publication, clock.today(opened.clock)),
        missing=lacks.worded(row.asked),
        url=links.question_url(opened, row.id or 0) if row.asked else "",
    )
    post(session, opened, row, said)


def greeting(session: Session, row: Proposal) -> str:
    """Return how a message to the author begins."""
    return links.greeting(_contact(session, row))


def _contact(session: Session, row: Proposal) -> Contact | None:
    return session.get(Contact, row.contact_id) if row.contact_id else None


def _address(session: Session, row: Proposal) -> Address | None:
    contact = _contact(session, row)
    wire = contact.email if contact is not None else row.sender
    return addresses.parse(wire) if wire else None
