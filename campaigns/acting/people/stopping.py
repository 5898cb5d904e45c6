"""« Ne plus lui écrire »: because the person asked, for good and on every list; or because the officer decided so.

The first is an objection and only the person takes it back. The second is a decision that an officer may change.
"""

from __future__ import annotations

from campaigns.acting.people import persons
from campaigns.acting.rights import objection_and_erasure
from lists import contact_lookup, errors
from lists.contacts import enlisting
from lists.permission.scopes import Scope
from runtime import audit
from runtime.installation import Installation
from runtime.language import _


def object_(opened: Installation, contact_id: int, evidence: str, *, scope: Scope, actor: str) -> None:
    """Record that the person asked for no more letters; `evidence` says how, never their address.

    Raises:
        errors.PersonUnknown, errors.EvidenceMissing.
    """
    _require(evidence)
    objection_and_erasure.object_(opened, _address(opened, contact_id, scope), actor, evidence.strip())


def object_address(opened: Installation, email: str, evidence: str, actor: str) -> None:
    """Record the same of an address, known or not.

    Raises:
        errors.AddressRefused, errors.EvidenceMissing.
    """
    _require(evidence)
    objection_and_erasure.object_(opened, email, actor, evidence.strip())


def hear(opened: Installation, contact_id: int, evidence: str, *, scope: Scope, actor: str) -> None:
    """Record that the person no longer objects.

    Raises:
        errors.PersonUnknown, errors.EvidenceMissing, errors.NothingToLift.
    """
    objection_and_erasure.hear(opened, _address(opened, contact_id, scope), actor, evidence)


def let_go(opened: Installation, contact_id: int, mailing_list_id: int, *, scope: Scope, actor: str) -> bool:
    """Take a person off a list, wherever they work; tell whether they were on it.

    Raises:
        errors.PersonUnknown.
    """
    with opened.database.transaction() as session:
        contact = persons.within(session, contact_id, scope)
        hers = contact_lookup.of(session, contact.address_key)
        now = opened.clock.now()
        gone = sum(enlisting.take_off(session, one, mailing_list_id, now) for one in hers) > 0
        if gone:
            audit.record(session, opened.clock.now(), actor, "reader.let_go", contact=contact_id, list=mailing_list_id)
        return gone


def enlist(opened: Installation, contact_id: int, mailing_list_id: int, *, scope: Scope, actor: str) -> None:
    """Put a contact on a list, again or for the first time.

    Raises:
        errors.PersonUnknown, errors.EntryRefused.
    """
    with opened.database.transaction() as session:
        contact = persons.within(session, contact_id, scope)
        enlisting.enlist(session, contact, mailing_list_id, now=opened.clock.now())
        audit.record(session, opened.clock.now(), actor, "reader.enlisted", contact=contact_id, list=mailing_list_id)


def _require(evidence: str) -> None:
    if not evidence.strip():
        raise errors.EvidenceMissing(field="evidence", reason=_("dites comment la personne l’a demandé"))


def _address(opened: Installation, contact_id: int, scope: Scope) -> str:
    with opened.database.reading() as session:
        return persons.within(session, contact_id, scope).email_shown
