"""Contacts that an officer put into a segment, or took out of it, by hand. The officer's choice overrides the rule.

Overrides nothing else: refuses to write to a picked contact who is not on the list, or who objected.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy
from sqlmodel import Field, Session, SQLModel, col, select

from lists import contact_lookup as people
from lists import errors
from lists.models import Segment
from runtime.keyring import Keyring


class Pick(SQLModel, table=True):
    """One contact in or out of one segment, whatever its rule says."""

    __tablename__ = "segment_pick"

    segment_id: int = Field(primary_key=True, foreign_key="segment.id", ondelete="CASCADE")
    contact_id: int = Field(primary_key=True, foreign_key="contact.id", ondelete="CASCADE", index=True)
    #: Whether the contact is in; else the contact is out.
    included: bool


def include(session: Session, name: str, contact_ids: Collection[int]) -> None:
    """Put contacts into a segment whatever its rule says.

    Raises:
        errors.SegmentUnknown.
    """
    _pick(session, name, contact_ids, included=True)


def exclude(session: Session, name: str, contact_ids: Collection[int]) -> None:
    """Take contacts out of a segment whatever its rule says.

    Raises:
        errors.SegmentUnknown.
    """
    _pick(session, name, contact_ids, included=False)


def contacts(session: Session, keyring: Keyring, emails: Iterable[str]) -> list[int]:
    """Return the contacts who have one of these addresses, in each organisation where they stand.

    Raises:
        errors.AddressRefused: one of them is not an address.
        errors.ContactUnknown: nobody has it.
    """
    found: list[int] = []
    for email in emails:
        hers = people.numbers(session, people.key_of(keyring, email))
        if not hers:
            raise errors.ContactUnknown(value=email)
        found += hers
    return found


def leave_to_rule(session: Session, name: str, contact_ids: Collection[int]) -> None:
    """Let the rule alone decide about these contacts again.

    Raises:
        errors.SegmentUnknown.
    """
    segment_id = _segment(session, name)
    session.execute(
        sqlalchemy.delete(Pick).where(col(Pick.segment_id) == segment_id, col(Pick.contact_id).in_(contact_ids))
    )


def picked(session: Session) -> set[int]:
    """Return the segments in which somebody picked by hand."""
    return set(session.exec(select(Pick.segment_id).distinct()))


def counted(session: Session, segment_id: int) -> tuple[int, int]:
    """Count the contacts who were put into a segment by hand, and those who were taken out."""
    rows = session.exec(select(Pick.included).where(Pick.segment_id == segment_id)).all()
    return sum(rows), len(rows) - sum(rows)


def _pick(session: Session, name: str, contact_ids: Collection[int], *, included: bool) -> None:
    leave_to_rule(session, name, contact_ids)
    segment_id = _segment(session, name)
    session.add_all(
        [Pick(segment_id=segment_id, contact_id=one, included=included) for one in sorted(set(contact_ids))]
    )
    session.flush()


def _segment(session: Session, name: str) -> int:
    found = session.exec(select(Segment.id).where(Segment.name == name)).one_or_none()
    if found is None:
        raise errors.SegmentUnknown(name=name)
    return found
