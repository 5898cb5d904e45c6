"""Rectification (GDPR art. 16): what a person says about themselves replaces what was known.

It is a sign of life and closes the request. The record names the changed fields, never their contents.
A campaign under way still writes to the address that it was launched with.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from sqlmodel import Session

from campaigns.acting.rights import register
from lists import addresses, contact_lookup, contact_roles, errors
from lists.contacts import readdressing
from lists.importing.reading import cells
from lists.kinds import Right
from lists.models import Contact, Organisation
from lists.retention import inactivity
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text

#: What belongs to the person, then what belongs to their work in one organisation.
HERS = ("civility", "first_name", "last_name", "email")
OF_HER_WORK = ("function", "phone")
_LONGEST = 200


def correct(
    opened: Installation, email: str, given: Mapping[str, str], *, contact: int | None, evidence: str, actor: str
) -> str:
    """Correct a person's data; return the address by which they are known now. An empty value clears a field.

    Args:
        opened: The installation.
        email: The address by which the person is known so far.
        given: Some of `HERS` and `OF_HER_WORK`.
        contact: The number of one of the person's contacts, when only one organisation is concerned.
        evidence: How the person asked; never the address.
        actor: Who acts.

    Raises:
        lists.errors.AddressRefused, lists.errors.ContactUnknown, lists.errors.NothingToCorrect.
        lists.errors.CorrectionRefused: `field` is one of `given`, or `contact`.
        lists.errors.ContactUnclear: the person has several contacts, and `contact` must say which one.
        templates.errors.TextRefused: a value holds characters that no keyboard types.
    """
    require(given)
    key = contact_lookup.key_of(opened.keyring, email)
    with opened.database.transaction() as session:
        hers = contact_lookup.of(session, key)
        if not hers:
            raise errors.ContactUnknown(value=email)
        return put_right(session, opened, key, hers, given, contact=contact, evidence=evidence, actor=actor)


def require(given: Mapping[str, str]) -> None:
    """Refuse a correction that says nothing.

    Raises:
        lists.errors.CorrectionRefused.
    """
    if not given:
        raise errors.NothingToCorrect


def put_right(
    session: Session, opened: Installation, key: bytes, hers: Sequence[Contact], given: Mapping[str, str], *,
    contact: int | None, evidence: str, actor: str,
) -> str:  # fmt: skip
    """Correct the data of the person with this address key and these contacts; see `correct`."""
    chosen = _chosen(hers, given, contact)
    for one in chosen:
        apply(session, opened, one, given)
    for now_hers in {one.address_key for one in chosen}:
        inactivity.keep(session, now_hers, opened.clock.epoch())
    number = register.fulfil(session, opened, key, Right.RECTIFICATION, note=evidence, actor=actor)
    audit.record(
        session, opened.clock.now(), actor, "reader.corrected",
        contacts=[one.id for one in chosen], fields=sorted(given), request=number,
    )  # fmt: skip
    return chosen[0].email_shown


def _chosen(hers: Sequence[Contact], given: Mapping[str, str], contact: int | None) -> Sequence[Contact]:
    if contact is not None:
        found = [one for one in hers if one.id == contact]
        if not found:
            reason = _("cette personne n’a pas de contact de ce numéro")
            raise errors.CorrectionRefused(field="contact", reason=reason)
        return found
    if len(hers) > 1 and any(name in given for name in OF_HER_WORK):
        numbers = ", ".join(str(one.id) for one in hers)
        reason = _("elle est {n} contacts ({numbers}), dites lequel").format(n=len(hers), numbers=numbers)
        raise errors.ContactUnclear(field=", ".join(OF_HER_WORK), reason=reason)
    return hers


def apply(session: Session, opened: Installation, contact: Contact, given: Mapping[str, str]) -> None:
    """Put right one contact, without a record; raises as `correct`."""
    for name in (*HERS, *OF_HER_WORK):
        if name == "email" or name not in given:
            continue
        setattr(contact, name, _read(name, given[name]))
    if "function" in given:
        employer = session.get(Organisation, contact.organisation_id) if contact.organisation_id else None
        contact.role = contact_roles.role(contact.function, employer.kind if employer else None)
    session.add(contact)
    if "email" in given:
        address = addresses.parse(addresses.clean(given["email"]))
        readdressing.readdress(session, opened.keyring, contact, address, clock.today(opened.clock))


def _read(name: str, text: str) -> str | None:
    typed_text.require_printable(text)
    said = " ".join(unicodedata.normalize("NFC", text).split())
    if len(said) > _LONGEST:
        raise errors.CorrectionRefused(field=name, reason=_("plus de {n} signes").format(n=_LONGEST))
    if not said:
        return None
    return {"phone": _phone, "civility": _civility}.get(name, str)(said)


def _phone(text: str) -> str:
    return str(cells.phone(text).value)


def _civility(text: str) -> str:
    return str(cells.civility(text).value)
