"""The register of the rights desk: requests that wait, what was done, and who must hurry.

Whoever does what was asked (`rights`, `correcting`, `handing`) closes the request that asked for it, and registers one
when there was none: so the register is whole.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from lists import addresses, requests, suppressing
from lists.kinds import Ending, Right
from lists.requests import RightsRequest
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import N_, _, ngettext

RIGHTS = {
    Right.ACCESS: N_("accès"),
    Right.RECTIFICATION: N_("rectification"),
    Right.ERASURE: N_("effacement"),
    Right.OBJECTION: N_("opposition"),
    Right.RESTRICTION: N_("limitation"),
    Right.PORTABILITY: N_("portabilité"),
}
ENDINGS = {Ending.DONE: N_("faite"), Ending.REFUSED: N_("refusée"), Ending.WITHDRAWN: N_("retirée")}
#: The columns of the extract, in order; it names nobody.
HEADINGS = (
    N_("Numéro"), N_("Droit"), N_("Reçue le"), N_("À répondre avant le"), N_("Prolongée le"), N_("Motif"),
    N_("Close le"), N_("Suite"), N_("Délai tenu"), N_("Remarque"),
)  # fmt: skip


def register(
    opened: Installation, email: str, kind: Right, *, received_on: date | None, note: str, actor: str
) -> RightsRequest:
    """Register a request, received today unless another day is given.

    Raises:
        lists.errors.AddressRefused, lists.errors.RequestRefused.
    """
    address = addresses.parse(addresses.clean(email))
    key = suppressing.address_key(opened.keyring, address)
    today = clock.today(opened.clock)
    with opened.database.transaction() as session:
        made = requests.register(
            session, key, address.shown, kind,
            received_on=received_on or today, today=today, note=note, actor=actor,
        )  # fmt: skip
        audit.record(session, opened.clock.now(), actor, "request.registered", request=made.id, kind=kind.value)
        return made


def extend(opened: Installation, number: int, reason: str, actor: str) -> RightsRequest:
    """Give a request two more months.

    Raises:
        lists.errors.RequestUnknown, lists.errors.RequestRefused.
    """
    with opened.database.transaction() as session:
        found = requests.extend(session, number, reason, clock.today(opened.clock))
        audit.record(session, opened.clock.now(), actor, "request.extended", request=number)
        return found


def close(opened: Installation, number: int, ending: Ending, note: str, actor: str) -> RightsRequest:
    """Close a request that no verb closes by itself.

    Raises:
        lists.errors.RequestUnknown, lists.errors.RequestRefused.
    """
    with opened.database.transaction() as session:
        found = requests.close(session, number, ending, clock.today(opened.clock), note)
        audit.record(session, opened.clock.now(), actor, "request.closed", request=number, ending=ending.value)
        return found


def fulfil(session: Session, opened: Installation, key: bytes, kind: Right, *, note: str, actor: str) -> int:
    """Close, as done today, the request for this, one that is registered now if need be; return its number."""
    today = clock.today(opened.clock)
    found = requests.waiting_for(session, key, kind) or requests.register(
        session, key, "", kind, received_on=today, today=today, note="", actor=actor
    )
    requests.close(session, found.id or 0, Ending.DONE, today, note)
    return found.id or 0


def listed(opened: Installation, *, closed: bool) -> list[RightsRequest]:
    """Return what waits, the most urgent first; with `closed` everything."""
    with opened.database.reading() as session:
        return requests.listed(session, closed=closed)


def alerts(opened: Installation) -> list[str]:
    """Return what a person must hear today: which requests are late, and which soon will be; their numbers only."""
    today = clock.today(opened.clock)
    waiting = listed(opened, closed=False)
    late = [one.id for one in waiting if one.due_on < today]
    soon = [one.id for one in waiting if today <= one.due_on <= today + timedelta(days=requests.SOON)]
    told = []
    if late:
        sentence = ngettext(
            "La demande {numbers} attend plus longtemps que la loi ne le permet : « relais requests list ».",
            "Les demandes {numbers} attendent plus longtemps que la loi ne le permet : « relais requests list ».",
            len(late),
        )
        told.append(sentence.format(numbers=_numbers(late)))
    if soon:
        sentence = ngettext(
            "La demande {numbers} est à faire dans les {days} jours : « relais requests list ».",
            "Les demandes {numbers} sont à faire dans les {days} jours : « relais requests list ».",
            len(soon),
        )
        told.append(sentence.format(numbers=_numbers(soon), days=requests.SOON))
    return told


def extract(opened: Installation) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the lines of the register, by number."""
    return [_(one) for one in HEADINGS], [_line(one, clock.today(opened.clock)) for one in listed(opened, closed=True)]


def shown(one: RightsRequest) -> dict[str, Any]:
    """Return a request as scripts see it."""
    days = {name: getattr(one, f"{name}_on") for name in ("received", "due", "extended", "closed")}
    return {
        "id": one.id,
        "kind": one.kind,
        "address": one.address or None,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "extension": one.extension or None,
        "ending": one.ending or None,
        "note": one.note or None,
    }


def _line(one: RightsRequest, today: date) -> list[str]:
    days = [f"{day:%d/%m/%Y}" if day else "" for day in (one.received_on, one.due_on, one.extended_on)]
    is_late = (one.closed_on or today) > one.due_on
    kept = "" if one.closed_on is None and not is_late else _("non") if is_late else _("oui")
    return [
        str(one.id), _(RIGHTS[Right(one.kind)]), *days, one.extension,
        f"{one.closed_on:%d/%m/%Y}" if one.closed_on else "",
        _(ENDINGS[Ending(one.ending)]) if one.ending else "", kept, one.note,
    ]  # fmt: skip


def _numbers(numbers: list[int | None]) -> str:
    return ", ".join(f"n°\u00a0{one}" for one in numbers)
