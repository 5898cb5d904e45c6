"""Signs of life: the officer reports one, or the person answers the question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session

from campaigns.post import tokens
from lists import contact_lookup, errors
from lists.retention import inactivity
from runtime import audit
from runtime.installation import Installation


class Standing(StrEnum):
    """The state of the question that a link answers."""

    ASKED = "asked"
    #: The person answered, or gave another sign.
    KEPT = "kept"
    #: The person was erased.
    GONE = "gone"


def look(opened: Installation, token: str) -> Standing:
    """Return the state of the question behind a link; changes nothing.

    Raises:
        campaigns.errors.LinkRefused: the token was cut or changed.
    """
    said = tokens.read_keep(opened.keyring, token)
    with opened.database.reading() as session:
        return _standing(session, said)


def answer(opened: Installation, token: str) -> Standing:
    """Keep the person whom this question asked: the answer is their sign of life. Repeating it changes nothing.

    Raises:
        campaigns.errors.LinkRefused: the token was cut or changed.
    """
    said = tokens.read_keep(opened.keyring, token)
    with opened.database.transaction() as session:
        if _standing(session, said) is Standing.ASKED:
            contacts = inactivity.keep(session, said.address_key, opened.clock.epoch())
            audit.record(session, opened.clock.now(), "reader", "reader.stayed", contacts=contacts)
        return _standing(session, said)


def _standing(session: Session, said: tokens.Keep) -> Standing:
    if inactivity.is_asked(session, said.address_key, date.fromordinal(said.day)):
        return Standing.ASKED
    return Standing.KEPT if contact_lookup.numbers(session, said.address_key) else Standing.GONE


@dataclass(frozen=True)
class Kept:
    """A person who gave a sign."""

    #: How many contacts the person has.
    contacts: int

    def as_json(self) -> dict[str, int]:
        """Return the shape that `relais readers keep` promises."""
        return {"contacts": self.contacts}


def keep(opened: Installation, email: str, evidence: str, actor: str) -> Kept:
    """Note that the person with this address gave a sign today, outside Relais.

    Raises:
        lists.errors.AddressRefused, lists.errors.ContactUnknown.
    """
    key = contact_lookup.key_of(opened.keyring, email)
    now = opened.clock.now()
    with opened.database.transaction() as session:
        many = inactivity.keep(session, key, opened.clock.epoch())
        if not many:
            raise errors.ContactUnknown(value=email)
        audit.record(session, now, actor, "reader.kept", contacts=many, evidence=evidence)
    return Kept(many)
