"""One request at the rights desk: how long is left, whom it concerns, and doing what was asked.

What is done closes the request, with the proof; see the verbs that it calls. Refuses to do anything for a request that
is closed: its address is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.acting.rights import access, objection_and_erasure
from lists import addresses, contact_lookup, errors, rights_requests
from lists.kinds import Right
from lists.rights_requests import Request
from runtime import clock
from runtime.installation import Installation
from runtime.language import _

#: What a button does at once; the others are answered by hand.
DONE_HERE = (Right.OBJECTION, Right.ERASURE)
HANDED_OVER = (Right.ACCESS, Right.PORTABILITY)


@dataclass(frozen=True)
class Case:
    """A request, and what an officer needs to answer it."""

    request: Request
    #: Days until the last on which it may be answered, or until it was closed; negative: too late.
    days_left: int
    #: The contacts of the person: number and name, else address.
    people: tuple[tuple[int, str], ...]


def open_(opened: Installation) -> tuple[Case, ...]:
    """Return the requests that wait, the most urgent first."""
    with opened.database.reading() as session:
        today = clock.today(opened.clock)
        waiting = map(rights_requests.told, rights_requests.listed(session, closed=False))
        return tuple(Case(one, (one.due_on - today).days, ()) for one in waiting)


def closed(opened: Installation, most: int) -> tuple[Request, ...]:
    """Return the requests that were answered, the newest first, `most` at most."""
    with opened.database.reading() as session:
        every = map(rights_requests.told, rights_requests.listed(session, closed=True))
        return tuple(sorted((one for one in every if one.closed_on), key=lambda one: -one.id)[:most])


def show(opened: Installation, number: int) -> Case:
    """Return one request.

    Raises:
        errors.RequestUnknown.
    """
    with opened.database.reading() as session:
        one = rights_requests.told(rights_requests.get(session, number))
        key = contact_lookup.key_of(opened.keyring, one.address) if one.address else b""
        hers = contact_lookup.of(session, key) if key else []
        people = tuple(
            (each.id or 0, " ".join(filter(None, (each.first_name, each.last_name))) or each.email_shown)
            for each in hers
        )
    until = one.closed_on or clock.today(opened.clock)
    return Case(one, (one.due_on - until).days, people)


def grant(opened: Installation, number: int, evidence: str, actor: str) -> None:
    """Do what was asked, for an objection or an erasure.

    Raises:
        errors.RequestUnknown, errors.RequestRefused, errors.EvidenceMissing.
    """
    one = _waiting(opened, number, evidence)
    if one.kind not in DONE_HERE:
        raise errors.RequestRefused(reason=_("elle demande autre chose"))
    act = objection_and_erasure.forget if one.kind is Right.ERASURE else objection_and_erasure.object_
    act(opened, one.address, actor, evidence.strip())


def hand_over(opened: Installation, number: int, evidence: str, actor: str) -> bytes:
    """Return the `.zip` to be handed to the person, for access or portability.

    Raises:
        as `grant`.
    """
    one = _waiting(opened, number, evidence)
    if one.kind not in HANDED_OVER:
        raise errors.RequestRefused(reason=_("elle demande autre chose"))
    return access.access(opened, one.address, evidence=evidence.strip(), actor=actor, right=one.kind)


def _waiting(opened: Installation, number: int, evidence: str) -> Request:
    one = show(opened, number).request
    if one.closed_on is not None:
        raise errors.RequestRefused(reason=_("elle est close"))
    if not evidence.strip():
        reason = _("dites comment vous vous êtes assuré de l’identité de la personne")
        raise errors.EvidenceMissing(field="evidence", reason=reason)
    addresses.parse(one.address)
    return one
