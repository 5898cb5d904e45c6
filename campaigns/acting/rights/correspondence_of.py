"""What a person wrote back to us, what we answered, and when they said they were away: for the file of the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from campaigns.acting.absences.rows import Absence
from campaigns.acting.rights import person_file
from campaigns.post.returns import correspondence
from lists.addresses import Address
from lists.models import Contact


def written(session: Session, address: Address, deliveries: Sequence[int]) -> tuple[person_file.Written, ...]:
    """Return the letters from this address or about these deliveries, oldest first."""
    return tuple(
        person_file.Written(
            letter=one.id or 0,
            subject=one.subject,
            words=one.words,
            attachments=tuple(one.attachments),
            our_answers=tuple(answer.words for answer in correspondence.answers_to(session, one)),
            at=datetime.fromtimestamp(one.at, UTC),
        )
        for one in correspondence.of_person(session, address.wire, deliveries)
    )


def absences(session: Session, key: bytes) -> tuple[person_file.Away, ...]:
    """Return the absences of the contacts with this address."""
    rows = session.exec(
        select(Absence)
        .join(Contact, col(Contact.id) == col(Absence.contact_id))
        .where(Contact.address_key == key)
        .order_by(col(Absence.first_day))
    )
    return tuple(person_file.Away(first_day=one.first_day, last_day=one.last_day) for one in rows)
