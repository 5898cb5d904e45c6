"""Regional networks are asked for an action when the next issue has none: one message each and issue, never twice.

Owns what was asked. Refuses to ask who contributed lately, and anybody while there is something to print.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, select

from campaigns.editorial import event_times
from campaigns.editorial.models import Item, ItemState, ItemType, Placement, Publication
from campaigns.partnership.proposals import errors, expecting, links, terms
from campaigns.partnership.proposals.expecting import Planned
from campaigns.partnership.proposals.proposal_rows import AskedNetwork, Proposal
from campaigns.post.outbox import queue
from lists import addresses
from lists.kinds import OrganisationKind
from lists.models import Contact, Organisation
from lists.permission import suppressing
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from templates.service_messages import Reminder

#: Days of peace after a contribution.
PEACE = 60


def remind(opened: Installation) -> int:
    """Ask the networks for what the next issue lacks; return how many people were asked."""
    today, now = clock.today(opened.clock), opened.clock.now()
    with opened.database.transaction() as session:
        try:
            days = timedelta(days=terms.on(session, today).reminder_days)
        except errors.NoProposals:
            return 0
        publication = links.letter(session)
        planned = expecting.following(session, publication, today)
        if planned is None or planned.dated - today > days or _has_any(session, planned, today):
            return 0
        asked = [one for one in _network(session, now.date()) if _ask(session, opened, publication, planned, one)]
        if asked:
            audit.record(session, now, "tick", "networks.asked", issue=planned.id, many=len(asked))
        return len(asked)


def _has_any(session: Session, planned: Planned, today: date) -> bool:
    """Tell whether an action waits for its place, or stands in the issue already."""
    placed = select(Placement.item_id)
    found = (
        select(Item.id)
        .where(Item.type == ItemType.LOCAL_MISSION_ACTION.value, col(Item.deleted_at).is_(None))
        .where(
            ((col(Item.state) == ItemState.READY.value) & col(Item.id).not_in(placed))
            & (col(Item.expires).is_(None) | (col(Item.expires) >= today))
            | col(Item.id).in_(placed.where(Placement.issue_id == planned.id))
        )
    )
    return session.exec(found.limit(1)).first() is not None


def _network(session: Session, today: date) -> Sequence[Contact]:
    """Return the people of the regional networks who contributed nothing lately, each address once."""
    lately = today - timedelta(days=PEACE)
    busy = select(Proposal.organisation_id).where(col(Proposal.received_at) >= clock.midnight(lately))
    people = session.exec(
        select(Contact)
        .join(Organisation, col(Organisation.id) == Contact.organisation_id)
        .where(Organisation.kind == OrganisationKind.REGIONAL_NETWORK.value)
        .where(col(Organisation.active_until).is_(None) | (col(Organisation.active_until) >= today))
        .where(col(Organisation.id).not_in(busy.where(col(Proposal.organisation_id).is_not(None))))
        .order_by(col(Contact.id))
    )
    return list({one.address_key: one for one in people}.values())


def _ask(session: Session, opened: Installation, publication: Publication, planned: Planned, one: Contact) -> bool:
    """Ask one person, unless that was done, or they object to being written to."""
    if session.get(AskedNetwork, (planned.id, one.address_key)) is not None:
        return False
    if suppressing.reasons(session, one.address_key, publication.mailing_list_id):
        return False
    day = event_times.day(planned.dated)
    said = Reminder(
        **queue.frame(publication),
        greeting=links.greeting(one),
        title=_("Avez-vous une action à raconter ?"),
        paragraphs=(
            _("Le n° {number} de {letter} est prévu le {day}, et aucune action n’y figure encore.").format(
                number=planned.number, letter=publication.name, day=day
            ),
            _("Six champs suffisent : un titre, une date, un lieu, cinq lignes, une photo et votre nom. La rédaction "
              "s’occupe du reste."),
        ),
        url=links.url(opened, one),
        label=_("Proposer une action"),
    )  # fmt: skip
    queue.queue(session, opened.keyring, publication, addresses.parse(one.email), said, now=opened.clock.now())
    session.add(AskedNetwork(issue_id=planned.id, address_key=one.address_key, at=opened.clock.now()))
    return True
