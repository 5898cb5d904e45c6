"""The register of the rights desk: requests that wait, what was done, and which deadlines are near.

The verbs that do what was asked (`objection_and_erasure`, `rectification`, `access`) close the request for it,
and register one if there was none, so the register is complete.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from campaigns.acting.remedies import Call
from lists import addresses, rights_requests
from lists.kinds import RequestEnding, Right
from lists.permission import suppressing
from lists.rights_requests import Request
from runtime import audit, clock, spreadsheets
from runtime.installation import Installation
from runtime.language import N_, _, ngettext
from runtime.remedies import Remark

RIGHTS = {
    Right.ACCESS: N_("accès"),
    Right.RECTIFICATION: N_("rectification"),
    Right.ERASURE: N_("effacement"),
    Right.OBJECTION: N_("opposition"),
    Right.RESTRICTION: N_("limitation"),
    Right.PORTABILITY: N_("portabilité"),
}
ENDINGS = {
    RequestEnding.DONE: N_("faite"),
    RequestEnding.REFUSED: N_("refusée"),
    RequestEnding.WITHDRAWN: N_("retirée"),
}
#: The columns of the extract, in order; it names nobody.
HEADINGS = (
    N_("Numéro"), N_("Droit"), N_("Reçue le"), N_("À répondre avant le"), N_("Prolongée le"), N_("Motif"),
    N_("Close le"), N_("Suite"), N_("Délai tenu"), N_("Remarque"),
)  # fmt: skip


@dataclass(frozen=True)
class Register:
    """The register as a file."""

    #: Requests in it.
    rows: int
    #: Name of a file -> what it holds.
    files: Mapping[str, bytes]

    def as_json(self) -> dict[str, object]:
        """Return the shape that `relais requests register` promises, beside the name of the file."""
        return {"rows": self.rows}


def register(
    opened: Installation, email: str, kind: Right, *, received_on: date | None, note: str, actor: str
) -> Request:
    """Register a request, received today unless another day is given.

    Raises:
        lists.errors.AddressRefused, lists.errors.RequestRefused.
    """
    address = addresses.parse(addresses.clean(email))
    key = suppressing.address_key(opened.keyring, address)
    today = clock.today(opened.clock)
    with opened.database.transaction() as session:
        made = rights_requests.register(
            session, key, address.shown, kind,
            received_on=received_on or today, today=today, note=note, actor=actor,
        )  # fmt: skip
        audit.record(session, opened.clock.now(), actor, "request.registered", request=made.id, kind=kind.value)
        return rights_requests.told(made)


def extend(opened: Installation, number: int, reason: str, actor: str) -> Request:
    """Give a request two more months.

    Raises:
        lists.errors.RequestUnknown, lists.errors.RequestRefused.
    """
    with opened.database.transaction() as session:
        found = rights_requests.extend(session, number, reason, clock.today(opened.clock))
        audit.record(session, opened.clock.now(), actor, "request.extended", request=number)
        return rights_requests.told(found)


def close(opened: Installation, number: int, ending: RequestEnding, note: str, actor: str) -> Request:
    """Close a request that no verb closes by itself.

    Raises:
        lists.errors.RequestUnknown, lists.errors.RequestRefused.
    """
    with opened.database.transaction() as session:
        found = rights_requests.close(session, number, ending, clock.today(opened.clock), note)
        audit.record(session, opened.clock.now(), actor, "request.closed", request=number, ending=ending.value)
        return rights_requests.told(found)


def fulfil(session: Session, opened: Installation, key: bytes, kind: Right, *, note: str, actor: str) -> int:
    """Close the matching request as done today, after registering one if needed; return its number."""
    today = clock.today(opened.clock)
    found = rights_requests.waiting_for(session, key, kind) or rights_requests.register(
        session, key, "", kind, received_on=today, today=today, note="", actor=actor
    )
    rights_requests.close(session, found.id or 0, RequestEnding.DONE, today, note)
    return found.id or 0


def listed(opened: Installation, *, closed: bool) -> tuple[Request, ...]:
    """Return the open requests, the most urgent first; with `closed`, all requests."""
    with opened.database.reading() as session:
        return tuple(rights_requests.told(one) for one in rights_requests.listed(session, closed=closed))


def alerts(opened: Installation) -> list[Remark]:
    """Return today's alerts: the numbers of the requests that are late or soon will be."""
    today = clock.today(opened.clock)
    waiting = listed(opened, closed=False)
    late = [one.id for one in waiting if one.due_on < today]
    soon = [one.id for one in waiting if today <= one.due_on <= today + timedelta(days=rights_requests.SOON)]
    told = []
    if late:
        sentence = ngettext(
            "La demande {numbers} attend plus longtemps que la loi ne le permet.",
            "Les demandes {numbers} attendent plus longtemps que la loi ne le permet.",
            len(late),
        )
        told.append(Remark(sentence.format(numbers=_numbers(late)), Call.REQUESTS))
    if soon:
        sentence = ngettext(
            "La demande {numbers} est à faire dans les {days} jours.",
            "Les demandes {numbers} sont à faire dans les {days} jours.",
            len(soon),
        )
        told.append(Remark(sentence.format(numbers=_numbers(soon), days=rights_requests.SOON), Call.REQUESTS))
    return told


def extract(opened: Installation, name: str) -> Register:
    """Return the register in order of number, without addresses, as a file with this name, `.csv` or `.xlsx`.

    Raises:
        runtime.errors.FieldRefused: the name has another ending.
    """
    today = clock.today(opened.clock)
    rows = tuple(_line(one, today) for one in listed(opened, closed=True))
    table = spreadsheets.Table(_("Demandes"), tuple(map(_, HEADINGS)), rows)
    return Register(len(rows), {name: spreadsheets.written(name, table)})


def _line(one: Request, today: date) -> tuple[str, ...]:
    days = [f"{day:%d/%m/%Y}" if day else "" for day in (one.received_on, one.due_on, one.extended_on)]
    is_late = (one.closed_on or today) > one.due_on
    kept = "" if one.closed_on is None and not is_late else _("non") if is_late else _("oui")
    return (
        str(one.id), _(RIGHTS[one.kind]), *days, one.extension,
        f"{one.closed_on:%d/%m/%Y}" if one.closed_on else "",
        _(ENDINGS[one.ending]) if one.ending else "", kept, one.note,
    )  # fmt: skip


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(f"n°\u00a0{one}" for one in numbers)
