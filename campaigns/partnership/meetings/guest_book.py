"""The guests of a meeting: entering persons by their addresses, finding them, forgetting who is erased.

A person is a guest once. Refuses addresses that are none.
"""

from __future__ import annotations

from sqlmodel import Session, col, select

from campaigns.editorial import issues
from campaigns.partnership.meetings.errors import MeetingRefused
from campaigns.partnership.meetings.rows import GuestRow, MeetingRow
from lists import addresses
from lists.errors import AddressRefused
from lists.permission import suppressing
from runtime.installation import Installation
from runtime.language import _


def enter(
    session: Session, opened: Installation, meeting: MeetingRow, name: str, email: str, *, side: str = ""
) -> GuestRow:
    """Enter a person, or return the guest who has this address already; a side is added to whom had none.

    Raises:
        MeetingRefused (`email`): it is no address, (`name`) it is missing. templates.errors.TextRefused.
    """
    try:
        address = addresses.parse(addresses.clean(email))
    except AddressRefused as problem:
        raise MeetingRefused(field="email", reason=str(problem).removesuffix(".")) from None
    key = suppressing.address_key(opened.keyring, address)
    known = of_key(session, meeting, key)
    if known is not None:
        known.side = known.side or side
        session.add(known)
        return known
    said = issues.printable(name)
    if not said:
        raise MeetingRefused(field="name", reason=_("donnez le nom de la personne"))
    made = GuestRow(meeting_id=meeting.id or 0, name=said, email=address.wire, address_key=key, side=side)
    session.add(made)
    session.flush()
    return made


def of_key(session: Session, meeting: MeetingRow, key: bytes) -> GuestRow | None:
    """Return the guest of a meeting who has an address; `None` when nobody has it."""
    query = select(GuestRow).where(GuestRow.meeting_id == meeting.id, GuestRow.address_key == key)
    return session.exec(query).first()


def of_person(session: Session, key: bytes) -> list[tuple[GuestRow, MeetingRow]]:
    """Return what meetings know of the person with an address, the oldest meeting first."""
    query = (
        select(GuestRow, MeetingRow)
        .join(MeetingRow, col(MeetingRow.id) == col(GuestRow.meeting_id))
        .where(GuestRow.address_key == key)
    )
    return list(session.exec(query.order_by(col(MeetingRow.starts), col(GuestRow.id))))


def erase(session: Session, key: bytes) -> None:
    """Forget a person who is erased; how many came to a meeting stays."""
    for guest in session.exec(select(GuestRow).where(GuestRow.address_key == key)).all():
        session.delete(guest)
