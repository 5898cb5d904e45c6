"""One person as an officer looks at them: all that is known, and for each letter whether they receive it and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from campaigns.acting.people.readerships import Readership
from campaigns.acting.rights import gathering, person_file
from campaigns.acting.rights.person_file import File
from lists import addresses, errors
from lists.contacts import standings
from lists.contacts.standings import Standing
from lists.models import Contact
from lists.permission.scopes import Scope
from runtime.installation import Installation


@dataclass(frozen=True)
class Person:
    """One contact, and the file of the person behind their address."""

    contact: person_file.Contact
    organisation_id: int | None
    #: For each letter that the asker may see.
    standings: tuple[tuple[Readership, Standing], ...]
    file: File

    @property
    def name(self) -> str:
        """« Zoé Dupont », else the address."""
        return " ".join(filter(None, (self.contact.first_name, self.contact.last_name))) or self.contact.email

    @property
    def others(self) -> tuple[person_file.Contact, ...]:
        """The contacts that the same person is elsewhere."""
        return tuple(one for one in self.file.contacts if one.id != self.contact.id)


def show(opened: Installation, contact_id: int, letters: Collection[Readership], scope: Scope) -> Person:
    """Return a person by the number of one of their contacts.

    Raises:
        errors.PersonUnknown: nobody within the scope has this number.
    """
    with opened.database.reading() as session:
        row = within(session, contact_id, scope)
        file = gathering.of(session, opened, row.address_key, addresses.parse(row.email_shown), scope)
        stands = tuple(
            (one, standings.of(session, [contact_id], one.mailing_list_id)[contact_id]) for one in letters
        )  # fmt: skip
    mine = next(one for one in file.contacts if one.id == contact_id)
    return Person(mine, row.organisation_id, stands, file)


def within(session: Session, contact_id: int, scope: Scope) -> Contact:
    """Return the contact of this number.

    Raises:
        errors.PersonUnknown: nobody within the scope has it.
    """
    found = session.exec(select(Contact).where(col(Contact.id) == contact_id, scope.contacts())).first()
    if found is None:
        raise errors.PersonUnknown
    return found
