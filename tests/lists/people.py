"""The cast of these tests: how to put an organisation or a contact into a database in one line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from lists import addresses
from lists.kinds import OrganisationKind, SubscriptionState
from lists.models import Contact, Organisation, Signature, Subscription
from lists.permission import suppressing
from runtime.keyring import Keyring

NOW = datetime(2009, 9, 15, 8, 0, tzinfo=UTC)
KEYRING = Keyring(suppression=b"s" * 32, signing={1: b"k" * 32})


def key(email: str) -> bytes:
    """Return the key of an address."""
    return suppressing.address_key(KEYRING, addresses.parse(email))


def organisation(session: Session, name: str = "Ateliers Brumevent", **columns: Any) -> int:
    """Put an organisation in, a company unless told otherwise, and return its number."""
    made = Organisation(**{"kind": OrganisationKind.COMPANY, "name": name, **columns})
    session.add(made)
    session.flush()
    assert made.id is not None
    return made.id


def signature(session: Session, organisation_id: int, day: date, withdrawn: date | None = None) -> None:
    """Let an organisation sign."""
    session.add(Signature(organisation_id=organisation_id, signed_on=day, registered_on=day, withdrawn_on=withdrawn))
    session.flush()


def contact(
    session: Session,
    email: str,
    *,
    mailing_list_id: int | None = None,
    state: SubscriptionState = SubscriptionState.SUBSCRIBED,
    **columns: Any,
) -> int:
    """Put a contact in, on a list if one is given, and return its number."""
    address = addresses.parse(email)
    made = Contact(
        email=address.wire,
        email_shown=address.shown,
        address_key=key(email),
        collected_from="test",
        collected_on=NOW.date(),
        **columns,
    )
    session.add(made)
    session.flush()
    assert made.id is not None
    if mailing_list_id is not None:
        session.add(Subscription(contact_id=made.id, mailing_list_id=mailing_list_id, state=state, since=NOW))
        session.flush()
    return made.id
