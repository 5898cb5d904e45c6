"""« Votre action est parue »: told once, a day after the letter that carried it has left, with what it reached.

A day, so that there are clicks to tell; the page of the contributor goes on counting. Refuses letters that were
cancelled, or that every server refused: nothing has appeared then.
"""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, select

from campaigns.editorial import event_times, letter_context
from campaigns.editorial.models import Publication
from campaigns.partnership.proposals import carried, links, messages
from campaigns.partnership.proposals.carried import Carried
from campaigns.partnership.proposals.proposal_rows import Proposal
from campaigns.partnership.proposals.proposal_states import ProposalState
from campaigns.post.models import Campaign
from campaigns.post.outbox import queue
from campaigns.post.states import CampaignState
from lists.models import Contact, Organisation
from runtime import audit
from runtime.installation import Installation
from runtime.language import _
from templates.service_messages import Thanks

_LATER = timedelta(days=1)
OWN_PATH = "/articles"


def thank(opened: Installation) -> list[int]:
    """Thank whoever's article has appeared since; return the numbers of their proposals."""
    with opened.database.transaction() as session:
        waiting = select(Proposal).where(
            Proposal.state == ProposalState.ACCEPTED.value, col(Proposal.thanked_at).is_(None),
            col(Proposal.item_id).is_not(None),
        )  # fmt: skip
        rows = session.exec(waiting.order_by(col(Proposal.id)).with_for_update()).all()
        return [row.id or 0 for row in rows if _thank(session, opened, row)]


def _thank(session: Session, opened: Installation, row: Proposal) -> bool:
    now = opened.clock.now()
    letters = carried.of(session, row.item_id or 0, _departement(session, row))
    over = [one for one in letters if _is_over(session, one, int((now - _LATER).timestamp()))]
    if not over:
        return False
    publication = session.get_one(Publication, row.publication_id)
    contact = session.get(Contact, row.contact_id) if row.contact_id else None
    home = opened.settings.base_url + letter_context.home(publication.slug)
    said = Thanks(
        **queue.frame(publication),
        greeting=links.greeting(contact),
        title=over[0].title,
        issue=_("n° {number}, {month}").format(number=over[-1].number, month=event_times.month(over[-1].dated)),
        url=f"{home}{letter_context.ARTICLE_PATH}{row.item_id}",
        readers=sum(one.readers for one in over),
        clicks=sum(one.clicks for one in over),
        own_url=links.url(opened, contact) + OWN_PATH if contact else "",
    )
    messages.post(session, opened, row, said)
    row.thanked_at, row.sender, row.sender_key = now, "", None
    session.add(row)
    audit.record(session, now, "tick", "proposal.thanked", proposal=row.id)
    return True


def _is_over(session: Session, letter: Carried, before: int) -> bool:
    campaign = session.get_one(Campaign, letter.campaign)
    is_done = campaign.state == CampaignState.FINISHED.value and letter.readers > 0
    return is_done and (campaign.finished_at or campaign.launched_at) <= before


def _departement(session: Session, row: Proposal) -> str | None:
    found = session.get(Organisation, row.organisation_id) if row.organisation_id else None
    return found.departement if found else None
