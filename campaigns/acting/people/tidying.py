"""Tidying by one gesture each: organisations and people who are there twice, and domains that were mistyped.

What looks wrong is found by `lists.tidying`; here it is put right, and written down.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from campaigns.acting.people import persons
from lists import addresses, domain_typos, errors, tidying
from lists.contacts import merging, readdressing
from lists.models import Contact
from lists.permission.scopes import EVERYTHING
from lists.tidying import Survey, twins
from lists.tidying.twins import Twin
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _


@dataclass(frozen=True)
class Mistyped:
    """A domain that looks like a slip of the fingers."""

    domain: str
    meant: str
    #: The addresses that have it.
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Untidy:
    """What a person should look at."""

    survey: Survey
    twins: tuple[tuple[Twin, ...], ...]
    mistyped: tuple[Mistyped, ...]


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
    by_domain: dict[tuple[str, str], list[str]] = {}
    for one in found.slips:
        by_domain.setdefault((one.address.rpartition("@")[2], one.meant), []).append(one.address)
    return Untidy(found, doubled, tuple(Mistyped(*key, tuple(several)) for key, several in by_domain.items()))


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
        for one in session.exec(select(Contact).where(col(Contact.email).endswith(f"@{domain}", autoescape=True))):
            try:
                right = addresses.parse(f"{one.email.rpartition('@')[0]}@{meant}")
                readdressing.readdress(session, opened.keyring, one, right, today)
            except (errors.CorrectionRefused, errors.AddressRefused):
                left += 1
            else:
                done += 1
        audit.record(session, opened.clock.now(), actor, "readers.domain_corrected", domain=domain, corrected=done)
    return Corrected(done, left)
