"""Which partner answers for the missions locales in letters: the one to whom a clause owes the block."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership import conventions
from runtime import clock
from runtime.installation import Installation

#: What a letter with the block proves.
ACT = "block:recruit"


def partner(session: Session, on: date) -> str:
    """Return the code of the partner who answers on a day; empty where no convention asks for the block."""
    convention = conventions.in_force(session, on)
    clauses = [one for one in convention.commitments if one.takes(ACT)] if convention else []
    return next((code for one in clauses for code in one.creditor), "")


def is_open(opened: Installation) -> bool:
    """Tell whether the convention asks for it today."""
    with opened.database.reading() as session:
        return bool(partner(session, clock.today(opened.clock)))


def filled(session: Session, _opened: Installation, snapshot: Snapshot) -> Snapshot:
    """Return a snapshot that names the partner, so that its letter has the block."""
    return replace(snapshot, network=partner(session, snapshot.issue.dated))
