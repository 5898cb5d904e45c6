"""Whether the convention asks for these lists, who owes them to whom, and who is written to for a partner.

What asks for them is a clause that a transmission proves; without such a clause nobody is written to, reminded or
shown anything. Refuses to write to a partner that has named nobody and has no contact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.partnership import conventions
from campaigns.partnership.conventions import Commitment, Convention
from campaigns.partnership.designations import verbs as designations
from lists import organisation_seats
from lists.kinds import Nature, OrganisationKind
from lists.models import Contact, Organisation
from runtime.language import _

#: What proves that a list was handed over.
ACT = "transmission"


@dataclass(frozen=True)
class Person:
    """Somebody who is written to."""

    #: How the message greets them.
    greeting: str
    email: str
    organisation_id: int | None = None


def owed(session: Session, on: date) -> Convention | None:
    """Return the convention that asks for the lists on a day; `None` when none does."""
    found = conventions.in_force(session, on)
    return found if found and _clauses(found) else None


def told(session: Session, on: date) -> Convention | None:
    """Return the convention under which lists are shown on a day: one that asks for them, or the last one that did."""
    found = owed(session, on) or conventions.ended(session, on)
    return found if found and _clauses(found) else None


def _clauses(convention: Convention) -> list[Commitment]:
    return [one for one in convention.commitments if one.takes(ACT)]


def debtors(convention: Convention) -> tuple[str, ...]:
    """Return the codes of the partners who owe the lists."""
    return tuple(dict.fromkeys(code for one in _clauses(convention) for code in one.debtor))


def creditors(convention: Convention) -> tuple[str, ...]:
    """Return the codes of the partners to whom they are owed."""
    return tuple(dict.fromkeys(code for one in _clauses(convention) for code in one.creditor))


def answering(session: Session, code: str, on: date) -> Person | None:
    """Return who is written to for a partner: whoever follows the partnership there, or else its first contact."""
    held = designations.holding(session, code, designations.Role.FOLLOW_UP, on)
    if held:
        return Person(held[0].name, held[0].email)
    kind = OrganisationKind.PARTNER.value
    number = session.exec(select(Organisation.id).where(Organisation.kind == kind, Organisation.code == code)).first()
    return _first(session, number) if number is not None else None


def networks(session: Session, on: date) -> Iterator[Person]:
    """Yield who is written to for each regional network that is active, in the order of their names."""
    found = session.exec(
        select(Organisation)
        .where(Organisation.kind == OrganisationKind.REGIONAL_NETWORK.value)
        .order_by(col(Organisation.name), col(Organisation.id))
    ).all()
    for one in found:
        begun = one.active_from is None or one.active_from <= on
        person = (
            _first(session, one.id or 0) if begun and (one.active_until is None or one.active_until >= on) else None
        )
        if person is not None:
            yield person


def _first(session: Session, organisation_id: int) -> Person | None:
    contacts = session.exec(select(Contact).where(Contact.organisation_id == organisation_id)).all()
    found = min(contacts, key=_seat, default=None)
    if found is None:
        return None
    name = " ".join(filter(None, (found.civility, found.first_name, found.last_name)))
    return Person(name or _("Madame, Monsieur"), found.email, organisation_id)


def _seat(one: Contact) -> tuple[bool, int, int, bool, int]:
    roles = [role.value for role in organisation_seats.ORDER]
    place = roles.index(one.role) if one.role in roles else len(roles)
    return one.rank is None, one.rank or 0, place, one.nature != Nature.NAMED.value, one.id or 0
