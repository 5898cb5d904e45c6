"""Finding contacts by address: the key of an address as somebody typed it, and the contacts under a key.

A person may be a contact of several organisations, with one address. Refuses to change anything, and to say whether
the person may be written to: that is for `audiences`.
"""

from __future__ import annotations

from sqlmodel import Session, col, select

from lists import addresses
from lists.models import Contact
from lists.permission import suppressing
from runtime.keyring import Keyring


def key_of(keyring: Keyring, typed: str) -> bytes:
    """Return the key of an address in any spelling.

    Raises:
        errors.AddressRefused.
    """
    return suppressing.address_key(keyring, addresses.parse(addresses.clean(typed)))


def of(session: Session, key: bytes) -> list[Contact]:
    """Return the contacts who have an address, the oldest first."""
    return list(session.exec(select(Contact).where(Contact.address_key == key).order_by(col(Contact.id))))


def numbers(session: Session, key: bytes) -> list[int]:
    """Return the numbers of the contacts who have an address, in their order."""
    found = session.exec(select(Contact.id).where(Contact.address_key == key).order_by(col(Contact.id)))
    return [one for one in found if one is not None]


def stands(session: Session, key: bytes, organisation_id: int | None) -> bool:
    """Tell whether an organisation already has a contact with this address; `None`: contacts without one."""
    here = col(Contact.organisation_id).is_not_distinct_from(organisation_id)
    return session.exec(select(Contact.id).where(Contact.address_key == key, here)).first() is not None
