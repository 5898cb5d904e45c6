"""Recorded evidence: acts that no ledger keeps (a meeting, a transmission, a check, a word of a person).

Owns which clauses an act proves something for. Refuses nothing when there is no convention: then nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete
from sqlmodel import Session, col, or_, select

from campaigns.partnership import conventions
from campaigns.partnership.conventions import Convention
from campaigns.partnership.evidence.models import EvidenceRow
from campaigns.partnership.evidence.values import Evidence, Nature


def attach(
    session: Session,
    act: str,
    *,
    on: date,
    subject: str,
    text: str,
    nature: Nature,
    actor: str,
    link: str = "",
    sha256: str = "",
    until: date | None = None,
    commitments: Iterable[str] | None = None,
) -> None:
    """Record an act for the clauses of the convention of that day which accept it or are called by it, or for the
    `commitments` named.

    `until` is the last day of what lasts. Once more for the same act and subject replaces what was recorded before.
    `text` is French and names no reader.
    """
    session.execute(delete(EvidenceRow).where(col(EvidenceRow.act) == act, col(EvidenceRow.subject) == subject))
    session.add_all(
        EvidenceRow(
            act=act, subject=subject, commitment=one, on=on, until=until, text=text, nature=nature.value, actor=actor,
            link=link, sha256=sha256,
        )
        for one in _concerned(session, act, on, commitments)
    )  # fmt: skip
    session.flush()


def _concerned(session: Session, act: str, on: date, named: Iterable[str] | None) -> list[str]:
    """Return the clauses of the convention of a day that an act is for."""
    convention = conventions.in_force(session, on)
    if convention is None:
        return []
    if named is not None:
        return [one.id for one in convention.commitments if one.id in set(named)]
    return [one.id for one in convention.commitments if one.takes(act) or one.hears(act)]


def detach(session: Session, subject: str) -> None:
    """Forget what was recorded about a subject: it did not happen, or was taken back."""
    session.execute(delete(EvidenceRow).where(col(EvidenceRow.subject) == subject))


def recorded(session: Session, convention: Convention, since: date, until: date) -> tuple[Evidence, ...]:
    """Return what was recorded for the clauses of a convention in a period, both days included, oldest first.

    What lasts into the period belongs to it.
    """
    ids = [one.id for one in convention.commitments]
    lasts = or_(col(EvidenceRow.on) >= since, col(EvidenceRow.until) >= since)
    rows = session.exec(
        select(EvidenceRow)
        .where(lasts, col(EvidenceRow.on) <= until, col(EvidenceRow.commitment).in_(ids))
        .order_by(col(EvidenceRow.on), col(EvidenceRow.id))
    )
    return tuple(_value(row) for row in rows)


def _value(row: EvidenceRow) -> Evidence:
    return Evidence(
        act=row.act,
        subject=row.subject,
        commitment=row.commitment,
        on=row.on,
        text=row.text,
        nature=Nature(row.nature),
        actor=row.actor,
        link=row.link,
        sha256=row.sha256,
        until=row.until,
    )
