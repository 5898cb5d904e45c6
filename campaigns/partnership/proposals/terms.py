"""What the convention says about proposals: the one place that reads it for this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from campaigns.partnership import conventions
from campaigns.partnership.conventions import Convention, Partner
from campaigns.partnership.proposals import errors
from runtime import clock
from runtime.installation import Installation

#: What an invitation to the other partner proves, and what each proposal is an occasion for.
INITIATIVE, PROPOSED = "association:initiative", "proposal"


@dataclass(frozen=True)
class Terms:
    """The terms of one convention."""

    #: The partner whom contributors may invite; `None` where no clause speaks of it.
    guest: Partner | None
    #: The partner who sees proposals first; `None` for nobody.
    first: Partner | None
    #: Days before an issue at which networks are asked, if nothing waits for it.
    reminder_days: int


def on(session: Session, day: date) -> Terms:
    """Return the terms of a day.

    Raises:
        errors.NoProposals: no convention is in force.
    """
    found = conventions.in_force(session, day)
    if found is None:
        raise errors.NoProposals
    return _terms(found)


def today(session: Session, opened: Installation) -> Terms:
    """Return the terms of today; raises as `on`."""
    return on(session, clock.today(opened.clock))


def lately(session: Session, opened: Installation) -> Terms:
    """Return the terms of today, or of the convention that has ended: what came in under it is answered all the same.

    Raises:
        errors.NoProposals: there was never a convention.
    """
    day = clock.today(opened.clock)
    found = conventions.in_force(session, day) or conventions.ended(session, day)
    if found is None:
        raise errors.NoProposals
    return _terms(found)


def is_any(session: Session, opened: Installation) -> bool:
    """Tell whether a convention is in force today, or was: what was published under it stays."""
    day = clock.today(opened.clock)
    return conventions.in_force(session, day) is not None or conventions.ended(session, day) is not None


def _terms(convention: Convention) -> Terms:
    creditors = (one.creditor for one in convention.commitments if INITIATIVE in one.accepts)
    code = next((codes[0] for codes in creditors if codes), "")
    rules = convention.rules
    return Terms(convention.partner(code), convention.partner(rules.proposals_seen_by), rules.reminder_days)
