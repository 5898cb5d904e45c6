"""Meetings of a later day: they prove nothing yet, and the reason of a status says when they are announced for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from campaigns.partnership.conventions import Convention
from campaigns.partnership.evidence import Evidence, Nature
from campaigns.partnership.meetings import listing
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.rows import MeetingState


def meetings(session: Session, convention: Convention, after: date) -> Iterator[Evidence]:
    """Yield what planned meetings of later days will prove for the clauses of a convention, if they are held."""
    for kind in MeetingKind:
        act = f"meeting:{kind.value}"
        clauses = [one.id for one in convention.commitments if one.takes(act)]
        for row in listing.standing(session, kind, convention) if clauses else ():
            on = listing.day(row)
            if on > after and row.state == MeetingState.PLANNED.value:
                for clause in clauses:
                    yield Evidence(act, f"meeting:{row.id}", clause, on, row.title, Nature.DECLARED, "")
