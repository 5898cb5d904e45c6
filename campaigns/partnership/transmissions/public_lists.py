"""The lists as anybody may read them, for the partners' sites: only where a convention asks for them. Reads only."""

from __future__ import annotations

from datetime import timedelta

from campaigns.partnership.transmissions import errors, kept_lists, obligations, starting
from campaigns.partnership.transmissions.values import Transmission
from lists.organisations import signatories
from lists.organisations.signatories import Signatory
from runtime import clock
from runtime.installation import Installation

#: Days for which a signatory counts as new, and how many are named: the newest.
NEW, MOST = timedelta(days=92), 300


def listed(opened: Installation) -> tuple[Transmission, ...] | None:
    """Return every list, the newest first; `None` where no convention asks for them."""
    return kept_lists.listed(opened) if _is_told(opened) else None


def show(opened: Installation, number: int) -> Transmission | None:
    """Return one list; `None` when there is no such list, or no convention that asks for it."""
    try:
        return kept_lists.show(opened, number) if _is_told(opened) else None
    except errors.UnknownTransmission:
        return None


def newest(opened: Installation) -> tuple[list[Signatory], int] | None:
    """Return who became a signatory lately, and how many there are in all; `None` where no convention asks for it."""
    if not _is_told(opened):
        return None
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        start = starting.day(session)
    return signatories.newest(opened, today - NEW, today, MOST, start)


def _is_told(opened: Installation) -> bool:
    with opened.database.reading() as session:
        return obligations.told(session, clock.today(opened.clock)) is not None
