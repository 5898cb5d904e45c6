"""Correcting the address of one person whom a letter did not reach, and sending it to them: one act, or nothing.

The old address keeps what servers said of it; the person keeps what they said. Refuses an address that has the letter.
"""

from __future__ import annotations

from sqlmodel import Session

from campaigns.acting.following_up import errors, overview, sending_again
from campaigns.acting.launching import DEFAULT_GRACE, Launched
from campaigns.post import completions, transitions
from campaigns.post.models import Campaign, Delivery
from lists import addresses, contact_lookup
from lists.contacts import readdressing
from lists.models import Contact
from runtime import audit, clock
from runtime.installation import Installation


def send(
    opened: Installation, campaign_id: int, delivery_id: int, email: str, actor: str, *, grace: int = DEFAULT_GRACE
) -> Launched:
    """Give the reader of one letter another address, wherever they stood under the old one, and write to them there.

    Raises:
        campaigns.errors.UnknownCampaign, campaigns.errors.WrongMoment; errors.NotHers, errors.AlreadyWritten.
        lists.errors.AddressRefused, lists.errors.CorrectionRefused.
    """
    address = addresses.parse(addresses.clean(email))
    with opened.database.transaction() as session:
        campaign = transitions.take(session, campaign_id)
        sending_again.require_over(campaign)
        reader = _reader(session, campaign, delivery_id)
        hers = contact_lookup.of(session, reader.address_key)
        for one in hers:
            readdressing.readdress(session, opened.keyring, one, address, clock.today(opened.clock))
        if reader.id not in overview.remaining(session, campaign):
            raise errors.AlreadyWritten
        audit.record(
            session, opened.clock.now(), actor, "reader.corrected",
            contacts=[one.id for one in hers], fields=["email"], request=None,
        )  # fmt: skip
        return sending_again.plan(session, opened, campaign, actor, contact_id=reader.id, grace=grace)


def _reader(session: Session, campaign: Campaign, delivery_id: int) -> Contact:
    letter = session.get(Delivery, delivery_id)
    is_lost = letter is not None and letter.campaign_id == campaign.id and letter.state in completions.UNREACHED
    found = session.get(Contact, letter.contact_id) if letter and is_lost and letter.contact_id else None
    if found is None:
        raise errors.NotHers(id=campaign.id)
    return found
