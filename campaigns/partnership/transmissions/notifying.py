"""The letters of a transmission: to the designated contact of the other partner, and, if the partners agreed so, to the
regional networks, each with the signatories of its own région.

They are queued in the transaction of the transmission: what is transmitted is written to, or nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlmodel import Session, col, select

from campaigns.editorial import event_times, publications
from campaigns.partnership.conventions import Convention
from campaigns.partnership.transmissions import list_files, obligations
from campaigns.partnership.transmissions.obligations import Person
from campaigns.partnership.transmissions.values import Transmission
from campaigns.post.outbox import queue
from lists import addresses
from lists.models import Organisation, ServedDepartement
from lists.organisations import signatories
from lists.organisations.signatories import Signatory
from runtime.installation import Installation
from runtime.language import _
from templates import service_messages
from templates.service_messages import SignatoryList

#: Where the lists stand below the base address.
PATH = "/l/nouveaux-signataires"
#: A list is written to for a week at most, should a server be away.
_WEEK = timedelta(days=7)


def send(session: Session, opened: Installation, made: Transmission, convention: Convention, on: date) -> int:
    """Queue the letters of a transmission; return to how many people."""
    publication = publications.ensure(session)
    many = 0
    for person, companies in _readers(session, made.companies, convention, on):
        said = SignatoryList(
            **queue.frame(publication),
            greeting=person.greeting,
            number=made.number or 0,
            period=list_files.period(made),
            regions=tuple(_regions(companies)),
            url=f"{opened.settings.base_url}{PATH}/{made.number}",
            convention=convention.short,
        )
        now = opened.clock.now()
        address = addresses.parse(person.email)
        queue.queue(session, opened.keyring, publication, address, said, now=now, until=now + _WEEK)
        many += 1
    return many


def _readers(
    session: Session, companies: tuple[Signatory, ...], convention: Convention, on: date
) -> Iterator[tuple[Person, tuple[Signatory, ...]]]:
    written: set[str] = set()
    for code in obligations.creditors(convention):
        person = obligations.answering(session, code, on)
        if person is not None and person.email not in written:
            written.add(person.email)
            yield person, companies
    for person in obligations.networks(session, on) if convention.rules.transmission_to_networks else ():
        theirs = _near(session, person.organisation_id or 0, companies)
        if theirs and person.email not in written:
            written.add(person.email)
            yield person, theirs


def _near(session: Session, network: int, companies: tuple[Signatory, ...]) -> tuple[Signatory, ...]:
    """Return the signatories where a network has its missions locales; all of them as long as none is known."""
    missions = select(Organisation.id).where(Organisation.regional_network_id == network)
    own = session.exec(select(Organisation.departement).where(col(Organisation.id).in_(missions)))
    served = session.exec(
        select(ServedDepartement.departement).where(col(ServedDepartement.organisation_id).in_(missions))
    )
    places = {place for place in (*own, *served) if place}
    return tuple(one for one in companies if one.departement in places) if places else companies


def _regions(companies: Iterable[Signatory]) -> Iterator[tuple[str, tuple[service_messages.Signatory, ...]]]:
    for region, group in signatories.regions(companies):
        yield region.name if region else _("Région inconnue"), tuple(map(_said, group))


def _said(one: Signatory) -> service_messages.Signatory:
    place = ", ".join(filter(None, (one.commune, list_files.place(one))))
    return service_messages.Signatory(one.name, place, event_times.day(one.signed_on), one.late)
