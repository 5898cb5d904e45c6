"""Putting right what is known of a person, by an officer who knows better, or because the person asked.

What the person asked is a sign of life and stands in the register of requests; what an officer mends is neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from campaigns.acting.people import persons
from campaigns.acting.rights import rectification, register
from campaigns.acting.rights.rectification import HERS, OF_HER_WORK
from lists import contact_lookup, contact_roles, errors
from lists.folding import fold
from lists.kinds import Right
from lists.models import Contact, Organisation
from lists.organisations import naming
from lists.organisations.naming import Named
from lists.permission.scopes import Scope
from lists.retention import inactivity
from runtime import audit
from runtime.installation import Installation
from runtime.language import _


def amend(
    opened: Installation, contact_id: int, given: Mapping[str, str], employer: Named, *,
    asked: str = "", scope: Scope, actor: str,
) -> bool:  # fmt: skip
    """Give a contact these values and this organisation; tell whether anything changed.

    Args:
        opened: The installation.
        contact_id: The number of the contact.
        given: Some of `HERS`, which go to every contact of the person, and of `OF_HER_WORK`; empty values clear.
        employer: Where the contact works.
        asked: How the person asked for it, never their address; empty: an officer mends it.
        scope: Whom the officer may change.
        actor: Who acts.

    Raises:
        errors.PersonUnknown, errors.AddressRefused, errors.CorrectionRefused, errors.OrganisationUnclear,
        errors.EntryRefused; templates.errors.TextRefused.
    """
    with opened.database.transaction() as session:
        contact = persons.within(session, contact_id, scope)
        key = contact.address_key
        changed = _changes(contact, given)
        if changed:
            _put_right(session, opened, contact, changed)
        moved = _move(session, contact, employer)
        if not changed and not moved:
            return False
        details: dict[str, Any] = {"contacts": [contact_id], "fields": [*sorted(changed), *["organisation"] * moved]}
        if asked.strip():
            inactivity.keep(session, contact.address_key, opened.clock.epoch())
            note = asked.strip()
            number = register.fulfil(session, opened, key, Right.RECTIFICATION, note=note, actor=actor)
            details["request"] = number
        audit.record(session, opened.clock.now(), actor, "reader.corrected", **details)
        return True


def _changes(contact: Contact, given: Mapping[str, str]) -> dict[str, str]:
    """Return what differs from what is known."""
    known = {name: getattr(contact, name) or "" for name in (*HERS, *OF_HER_WORK)} | {"email": contact.email_shown}
    return {name: text.strip() for name, text in given.items() if text.strip() != known[name]}


def _put_right(session: Session, opened: Installation, contact: Contact, changed: Mapping[str, str]) -> None:
    hers = {name: text for name, text in changed.items() if name in HERS}
    for one in contact_lookup.of(session, contact.address_key) if hers else []:
        if one.id != contact.id:
            rectification.apply(session, opened, one, hers)
    rectification.apply(session, opened, contact, changed)


def _move(session: Session, contact: Contact, named: Named) -> bool:
    """Let a contact work elsewhere; tell whether that is news."""
    now = session.get(Organisation, contact.organisation_id) if contact.organisation_id else None
    if not named.chosen and fold(named.name) == fold(now.name if now else ""):
        return False  # the name that stood there, which another organisation may bear as well
    organisation_id = naming.resolve(session, named)
    if organisation_id == contact.organisation_id:
        return False
    if contact_lookup.stands(session, contact.address_key, organisation_id):
        reason = _("cette organisation a déjà un contact qui a cette adresse")
        raise errors.CorrectionRefused(field="organisation", reason=reason)
    contact.organisation_id = organisation_id
    employer = session.get(Organisation, organisation_id) if organisation_id else None
    contact.role = contact_roles.role(contact.function, employer.kind if employer else None)
    session.add(contact)
    session.flush()
    return True
