"""What the convention asks for at all: the words of what its clauses accept. Screens of the rest are not shown."""

from __future__ import annotations

from campaigns.partnership import conventions
from runtime import clock
from runtime.installation import Installation


def acts(opened: Installation) -> frozenset[str]:
    """Return every word that proves something under the convention, or under the last one when it is over."""
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        found = conventions.in_force(session, today) or conventions.ended(session, today)
    return frozenset(act for one in found.commitments for act in one.accepts) if found else frozenset()
