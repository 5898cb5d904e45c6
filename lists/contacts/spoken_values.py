"""What letters may say about everybody who may be written to, read in one pass for those who look for faults in it.

The pieces are `audiences.Reader`'s texts, run together: enough to see whether any needs a closer look, and cheap for a
list of any length. Refuses to judge them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import sqlalchemy as sa
from sqlmodel import Session, col

from lists import audiences
from lists.kinds import Policy
from lists.models import Contact, Organisation, Subscription
from lists.segments.rules import Rule

#: Rows that are in memory at once.
_BATCH = 2_000


def texts(
    session: Session, mailing_list_id: int, rule: Rule | None, policy: Policy, *, special: bool = False
) -> Iterator[tuple[int, str, str]]:
    """Yield contact, address, and all that a letter to them may say of them, for each who may be written to now."""
    audience = audiences.selection(mailing_list_id, rule, policy, special=special).order_by(None).subquery("audience")
    said = (
        Contact.civility, Contact.first_name, Contact.last_name, Contact.function, Organisation.name,
        Subscription.origin, Contact.collected_from,
    )  # fmt: skip
    joined: Any = sa.literal("")
    for one in said:
        joined = joined.concat(sa.func.coalesce(col(cast("Any", one)), ""))
    mine = sa.and_(
        col(Subscription.contact_id) == audience.c.contact_id, col(Subscription.mailing_list_id) == mailing_list_id
    )
    query = (
        sa.select(audience.c.contact_id, audience.c.address, joined)
        .select_from(audience)
        .join(Contact, col(Contact.id) == audience.c.contact_id)
        .join(Subscription, mine)
        .outerjoin(Organisation, col(Organisation.id) == col(Contact.organisation_id))
    )
    for rows in session.execute(query).partitions(_BATCH):
        yield from (tuple(row) for row in rows)
