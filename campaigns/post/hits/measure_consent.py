"""Whether a reader's clicks and openings may be recorded with the reader: checked at the time of each hit.

The current consent counts, also for earlier letters. Refuses to cache an answer: consent may be withdrawn a second
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
    """The reader and the letter behind a measure token."""

    campaign_id: int
    delivery_id: int


NOBODY = Measured(0, 0)
_WHOSE = (
    sa.select(DELIVERY.c.campaign_id, DELIVERY.c.address_key, CAMPAIGN.c.mailing_list_id)
    .join_from(DELIVERY, CAMPAIGN, DELIVERY.c.campaign_id == CAMPAIGN.c.id)
    .where(DELIVERY.c.id == sa.bindparam("wanted"))
)


def agreed(opened: Installation, token: str, purpose: Purpose) -> Measured:
    """Return the same as `of`, without a database query when the token is not ours."""
    if tokens.read_measure(opened.keyring, token) is None:
        return NOBODY
    with opened.database.reading() as session:
        return of(session, opened.keyring, token, purpose)


def of(session: Session, keyring: Keyring, token: str, purpose: Purpose) -> Measured:
    """Return the reader behind a measure token, if they consent to this purpose now; otherwise `NOBODY`."""
    delivery_id = tokens.read_measure(keyring, token)
    row = session.execute(_WHOSE, {"wanted": delivery_id}).first() if delivery_id is not None else None
    if delivery_id is None or row is None:
        return NOBODY
    agrees = consents.holds(session, row.address_key, purpose, row.mailing_list_id)
    return Measured(row.campaign_id, delivery_id) if agrees else NOBODY
