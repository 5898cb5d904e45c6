"""Whether what one reader does with her letter may be known: asked at the very moment when she does it.

Her word of now counts, for letters that left before too. Refuses to remember an answer: a yes may be withdrawn a second
later (GDPR art. 7(3); CNIL, deliberation 2026-042).
"""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import tokens
from campaigns.post.statements import CAMPAIGN, DELIVERY
from lists.kinds import Purpose
from lists.permission import consents
from runtime.installation import Installation
from runtime.keyring import Keyring


class Measured(NamedTuple):
    """Whose letter it is."""

    campaign_id: int
    delivery_id: int


NOBODY = Measured(0, 0)
_WHOSE = (
    sa.select(DELIVERY.c.campaign_id, DELIVERY.c.address_key, CAMPAIGN.c.mailing_list_id)
    .join_from(DELIVERY, CAMPAIGN, DELIVERY.c.campaign_id == CAMPAIGN.c.id)
    .where(DELIVERY.c.id == sa.bindparam("wanted"))
)


def agreed(opened: Installation, token: str, purpose: Purpose) -> Measured:
    """Return as `of`; what is no token of ours costs no look into the database."""
    if tokens.read_measure(opened.keyring, token) is None:
        return NOBODY
    with opened.database.reading() as session:
        return of(session, opened.keyring, token, purpose)


def of(session: Session, keyring: Keyring, token: str, purpose: Purpose) -> Measured:
    """Return whose letter a measure token stands in, when she says yes to this purpose now; otherwise `NOBODY`."""
    delivery_id = tokens.read_measure(keyring, token)
    row = session.execute(_WHOSE, {"wanted": delivery_id}).first() if delivery_id is not None else None
    if delivery_id is None or row is None:
        return NOBODY
    agrees = consents.holds(session, row.address_key, purpose, row.mailing_list_id)
    return Measured(row.campaign_id, delivery_id) if agrees else NOBODY
