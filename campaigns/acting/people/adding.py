"""Entering one person by hand: with the organisation, and with where their address comes from, which they will read.

Where a letter asks for the consent of each person, the question is mailed to them and nothing else is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlmodel import Session

from campaigns.acting.people.readerships import Readership
from campaigns.acting.rights import rectification
from campaigns.post.readers import signup_forms
from lists import addresses, contact_lookup, contact_roles, errors
from lists.addresses import Address
from lists.contacts import enlisting
from lists.kinds import Basis
from lists.models import Contact, MailingList
from lists.organisations import naming
from lists.organisations.naming import Named
from lists.permission import suppressing
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text

_LONGEST = 200


@dataclass(frozen=True)
class Entry:
    """A person as an officer enters them; empty fields are not known."""

    email: str
    #: Where the address comes from, in a sentence that the person reads (GDPR art. 14).
    origin: str
    civility: str = ""
    first_name: str = ""
    last_name: str = ""
    function: str = ""
    phone: str = ""
    employer: Named = field(default_factory=Named)


def add(opened: Installation, entry: Entry, readership: Readership, actor: str) -> tuple[int, bool]:
    """Enter a person; return the number of the contact, and whether they must still confirm.

    Raises:
        errors.AddressRefused, errors.EntryRefused, errors.OrganisationUnclear, errors.CorrectionRefused.
        templates.errors.TextRefused: a value holds characters that no keyboard types.
    """
    address = addresses.parse(addresses.clean(entry.email))
    key = suppressing.address_key(opened.keyring, address)
    with opened.database.transaction() as session:
        enlisting.require_free(session, key, readership.mailing_list_id)
        form = _form(session, readership)
        made = _entered(session, opened, entry, address, key)
        if not form:
            enlisting.enlist(session, made, readership.mailing_list_id, now=opened.clock.now())
        audit.record(session, opened.clock.now(), actor, "reader.entered", contact=made.id)
    if form:
        signup_forms.ask(opened, form, address.shown)
    return made.id or 0, bool(form)


def _form(session: Session, readership: Readership) -> str:
    """Return the form by which people say yes to a letter that asks them; empty for a letter that does not ask."""
    if readership.basis != Basis.CONSENT:
        return ""
    form = session.get_one(MailingList, readership.mailing_list_id).form
    if form is None:
        reason = _("cette lettre demande l’accord de chaque personne : ouvrez d’abord son formulaire d’inscription")
        raise errors.EntryRefused(field="email", reason=reason)
    return form


def _entered(session: Session, opened: Installation, entry: Entry, address: Address, key: bytes) -> Contact:
    origin = " ".join(entry.origin.split())
    typed_text.require_printable(origin)
    if not origin or len(origin) > _LONGEST:
        reason = _("dites d’où vient l’adresse, en {n} signes au plus : la personne le lira").format(n=_LONGEST)
        raise errors.EntryRefused(field="origin", reason=reason)
    employer = naming.resolve(session, entry.employer)
    if contact_lookup.stands(session, key, employer):
        reason = (
            _("cette organisation a déjà un contact qui a cette adresse")
            if employer
            else _("cette adresse est déjà connue")
        )
        raise errors.EntryRefused(field="email", reason=reason)
    made = Contact(
        organisation_id=employer,
        email=address.wire,
        email_shown=address.shown,
        address_key=key,
        nature=contact_roles.nature(address.local).value,
        collected_from=origin,
        collected_on=clock.today(opened.clock),
    )
    session.add(made)
    session.flush()
    names = ("civility", "first_name", "last_name", "function", "phone")
    rectification.apply(session, opened, made, {name: getattr(entry, name) for name in names})
    session.flush()
    return made
