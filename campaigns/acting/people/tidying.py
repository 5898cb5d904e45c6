"""Tidying by one gesture each: organisations and people who are there twice, and domains that were mistyped.

What looks wrong is found by `lists.tidying`; here it is put right, and written down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.acting.people import persons
from lists import addresses, domain_typos, errors, tidying
from lists.contacts import merging, readdressing
from lists.models import Contact, Organisation, Signature
from lists.permission.scopes import EVERYTHING
from lists.tidying import Survey, told_apart, twins
from lists.tidying.twins import Twin
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _

#: How many groups are looked at closely; whoever has more begins with these.
MOST = 30


@dataclass(frozen=True)
class Mistyped:
    """A domain that looks like a slip of the fingers."""

    domain: str
    meant: str
    #: The addresses that have it.
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """An organisation beside the one that it may be."""

    #: Street and postcode, as far as they are known.
    address: str
    #: How many people of it are known.
    people: int
    #: Its first signature; `None` without one.
    signed_on: date | None


@dataclass(frozen=True)
class Untidy:
    """What a person should look at."""

    survey: Survey
    twins: tuple[tuple[Twin, ...], ...]
    mistyped: tuple[Mistyped, ...]
    #: Of each organisation that is there twice what tells them apart.
    sides: Mapping[int, Side]


@dataclass(frozen=True)
class Merged:
    """What became of organisations that were one."""

    organisation: int
    merged: int
    #: People who moved.
    people: int

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers merge` promises."""
        return {"organisation": self.organisation, "merged": self.merged, "people": self.people}


@dataclass(frozen=True)
class Corrected:
    """How many addresses were put right, and how many could not be: somebody else has the right one, or opposed."""

    corrected: int
    left: int


def look(opened: Installation, mailing_list_id: int) -> Untidy:
    """Look through organisations, people, and the addresses of one list; changes nothing."""
    with opened.database.reading() as session:
        found = tidying.survey(session, mailing_list_id, clock.today(opened.clock))
        doubled = tuple(twins.likely(session))
        sides = _sides(session, [place.id for group in found.duplicates[:MOST] for place in group.places])
    by_domain: dict[tuple[str, str], list[str]] = {}
    for one in found.slips:
        by_domain.setdefault((one.address.rpartition("@")[2], one.meant), []).append(one.address)
    mistyped = tuple(Mistyped(*key, tuple(several)) for key, several in by_domain.items())
    return Untidy(found, doubled, mistyped, sides)


def _sides(session: Session, numbers: Collection[int]) -> dict[int, Side]:
    people, signed = sa.func.count(sa.distinct(col(Contact.id))), sa.func.min(col(Signature.signed_on))
    query = (
        sa.select(col(Organisation.id), col(Organisation.address), col(Organisation.postcode), people, signed)
        .outerjoin(Contact, col(Contact.organisation_id) == col(Organisation.id))
        .outerjoin(Signature, col(Signature.organisation_id) == col(Organisation.id))
        .where(col(Organisation.id).in_(numbers))
        .group_by(col(Organisation.id), col(Organisation.address), col(Organisation.postcode))
    )
    return {
        number: Side(" ".join(filter(None, (street, postcode))), many, first)
        for number, street, postcode, many, first in session.execute(query)
    }


def merge_organisations(opened: Installation, kept: int, gone: Collection[int], actor: str) -> Merged:
    """Merge organisations into one of them; all of it or nothing.

    Raises:
        errors.OrganisationUnknown, errors.MergeRefused.
    """
    with opened.database.transaction() as session:
        moved = 0
        for one in gone:
            moved += merging.organisations(session, kept, one)
            audit.record(session, opened.clock.now(), actor, "organisation.merged", organisation=kept, gone=one)
    return Merged(kept, len(gone), moved)


def tell_apart(opened: Installation, numbers: Collection[int], actor: str) -> None:
    """Note that organisations look like one and are not: they are proposed no more."""
    with opened.database.transaction() as session:
        many = told_apart.note(session, numbers)
        audit.record(session, opened.clock.now(), actor, "organisation.told_apart", many=many)


def merge_people(opened: Installation, kept: int, gone: Collection[int], actor: str) -> None:
    """Merge contacts of one organisation into one of them, whose address stays.

    Raises:
        errors.PersonUnknown, errors.MergeRefused.
    """
    with opened.database.transaction() as session:
        into = persons.within(session, kept, EVERYTHING)
        for one in gone:
            merging.people(session, into, persons.within(session, one, EVERYTHING), clock.today(opened.clock))
            audit.record(session, opened.clock.now(), actor, "reader.merged", contact=kept, gone=one)


def correct_domain(opened: Installation, domain: str, actor: str) -> Corrected:
    """Put right every address of a mistyped domain.

    Raises:
        errors.MergeRefused: the domain may well be right.
    """
    meant = domain_typos.meant(domain)
    if meant is None:
        raise errors.MergeRefused(reason=_("ce nom de domaine peut être le bon"))
    done = left = 0
    with opened.database.transaction() as session:
        today = clock.today(opened.clock)
        for one in session.exec(
            select(Contact).where(col(Contact.email).endswith(f"@{domain}", autoescape=True))
        ).all():
            try:
                right = addresses.parse(f"{one.email.rpartition('@')[0]}@{meant}")
                readdressing.readdress(session, opened.keyring, one, right, today)
            except (errors.CorrectionRefused, errors.AddressRefused):
                left += 1
            else:
                done += 1
        audit.record(session, opened.clock.now(), actor, "readers.domain_corrected", domain=domain, corrected=done)
    return Corrected(done, left)
