"""Designating a person, ending a designation, and who holds a role on a day.

A designation counts from its first day to its last, both included. Refuses sides that are no partner, and to rewrite
who held a role before: what was is ended, never deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, or_, select

from campaigns.editorial import event_times, issues
from campaigns.partnership import conventions, evidence
from campaigns.partnership.designations.errors import DesignationRefused, DesignationUnknown
from campaigns.partnership.designations.rows import DesignationRow
from lists import addresses
from lists.errors import AddressRefused
from lists.kinds import OrganisationKind
from lists.models import Organisation
from lists.permission import suppressing
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import N_, _


class Role(StrEnum):
    """What a person is designated for."""

    FOLLOW_UP = "follow_up"
    EXCHANGE = "exchange"
    STEERING = "steering"


#: Each in words, as « chargée de suivre le partenariat ».
ROLES = {
    Role.FOLLOW_UP: N_("suivi du partenariat"),
    Role.EXCHANGE: N_("échange de bonnes pratiques"),
    Role.STEERING: N_("comité de pilotage"),
}


@dataclass(frozen=True)
class Naming:
    """Who is designated, by whom, for what and when."""

    side: str
    role: Role
    name: str
    email: str
    #: First day, in Paris; the last one, `None` while nobody knows it.
    since: date
    until: date | None = None
    deputy: bool = False
    function: str = ""


@dataclass(frozen=True)
class Designation:
    """A person who speaks for a side in a role."""

    id: int
    #: The code of the partner.
    side: str
    role: Role
    name: str
    function: str
    #: Empty once the person was erased.
    email: str
    deputy: bool
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        """Tell whether it counts on a day."""
        return self.since <= on and (self.until is None or self.until >= on) and bool(self.email)

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "id": self.id,
            "side": self.side,
            "role": self.role.value,
            "name": self.name,
            "function": self.function,
            "email": self.email,
            "deputy": self.deputy,
            "from": self.since.isoformat(),
            "to": self.until.isoformat() if self.until else None,
        }


def add(opened: Installation, naming: Naming, actor: str) -> Designation:
    """Designate a person.

    Raises:
        DesignationRefused: (`side`) no partner has this code, (`name`) it is empty, (`email`) it is no address,
        (`until`) it lies before the first day, or (`side, role`) the role is held on one of these days.
        templates.errors.TextRefused.
    """
    with opened.database.transaction() as session:
        made = enter(session, opened, naming)
        audit.record(
            session, opened.clock.now(), actor, "designation.made",
            id=made.id, side=made.side, role=made.role.value, deputy=made.deputy,
        )  # fmt: skip
        return made


def enter(session: Session, opened: Installation, naming: Naming) -> Designation:
    """Designate a person inside the transaction of another act.

    Raises:
        as `add`.
    """
    _require_side(session, naming.side)
    name = issues.printable(naming.name)
    if not name:
        raise DesignationRefused(field="name", reason=_("donnez le nom de la personne"))
    try:
        address = addresses.parse(addresses.clean(naming.email))
    except AddressRefused as problem:
        raise DesignationRefused(field="email", reason=str(problem).removesuffix(".")) from None
    if naming.until is not None and naming.until < naming.since:
        raise DesignationRefused(field="until", reason=_("le dernier jour précède le premier"))
    _require_free(session, naming)
    row = DesignationRow(
        side=naming.side, role=naming.role.value, name=name, function=issues.printable(naming.function),
        email=address.wire, address_key=suppressing.address_key(opened.keyring, address),
        deputy=naming.deputy, since=naming.since, until=naming.until,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _prove(session, opened, row)
    return _value(row)


def end(opened: Installation, id_: int, on: date, actor: str) -> Designation:
    """End a designation: `on` is its last day.

    Raises:
        DesignationUnknown; DesignationRefused (`until`): it has ended before, or begins later.
    """
    with opened.database.transaction() as session:
        row = session.get(DesignationRow, id_)
        if row is None:
            raise DesignationUnknown(id=id_)
        if on < row.since:
            raise DesignationRefused(field="until", reason=_("le dernier jour précède le premier"))
        if row.until is not None and row.until <= min(on, clock.today(opened.clock)):
            when = event_times.day(row.until)
            raise DesignationRefused(field="until", reason=_("elle est déjà finie le {day}").format(day=when))
        row.until = on
        session.add(row)
        _prove(session, opened, row)
        audit.record(
            session,
            opened.clock.now(),
            actor,
            "designation.ended",
            id=id_,
            side=row.side,
            role=row.role,
            on=on.isoformat(),
        )
        return _value(row)


def listed(opened: Installation) -> tuple[Designation, ...]:
    """Return every designation ever made: by side, role, then first day; deputies after whom they stand in for."""
    with opened.database.reading() as session:
        return everything(session)


def everything(session: Session) -> tuple[Designation, ...]:
    """Return the same to a caller that has a session."""
    order = (DesignationRow.side, DesignationRow.role, DesignationRow.deputy, DesignationRow.since, DesignationRow.id)
    return tuple(_value(row) for row in session.exec(select(DesignationRow).order_by(*map(col, order))))


def holding(session: Session, side: str, role: str, on: date) -> tuple[Designation, ...]:
    """Return who speaks for a side in a role on a day, the deputies last."""
    found = select(DesignationRow).where(
        DesignationRow.side == side,
        DesignationRow.role == role,
        col(DesignationRow.since) <= on,
        or_(col(DesignationRow.until).is_(None), col(DesignationRow.until) >= on),
        DesignationRow.email != "",
    )
    order = (col(DesignationRow.deputy), col(DesignationRow.since).desc(), col(DesignationRow.id))
    return tuple(_value(row) for row in session.exec(found.order_by(*order)))


def keys(session: Session, on: date) -> frozenset[bytes]:
    """Return the keyed hashes of the addresses of everybody who is designated on a day, or will be."""
    found = select(DesignationRow.address_key).where(
        or_(col(DesignationRow.until).is_(None), col(DesignationRow.until) >= on)
    )
    return frozenset(session.exec(found))


def erase(session: Session, key: bytes) -> None:
    """Forget the name and the address of somebody who is erased; that a role was held on these days stays."""
    for row in session.exec(select(DesignationRow).where(DesignationRow.address_key == key)).all():
        row.name, row.function, row.email, row.address_key = "", "", "", b""
        session.add(row)


def sides(session: Session) -> tuple[tuple[str, str], ...]:
    """Return the partners for which a person can be designated, code and name: those that are entered, in their order,
    and those of the newest convention that are not.
    """
    found = (
        select(Organisation.code, Organisation.name)
        .where(Organisation.kind == OrganisationKind.PARTNER.value, col(Organisation.code).is_not(None))
        .order_by(col(Organisation.id))
    )
    known = {code or "": name for code, name in session.exec(found)}
    return _with_partners(known, conventions.newest(session))


def _with_partners(known: dict[str, str], convention: conventions.Convention | None) -> tuple[tuple[str, str], ...]:
    others = {one.code: one.name for one in convention.partners if one.code not in known} if convention else {}
    return tuple((known | others).items())


def _require_side(session: Session, side: str) -> None:
    known = [code for code, _name in sides(session)]
    if side not in known:
        words = (
            _("« {side} » n’est pas un partenaire : {known}").format(side=side, known=_joined(known))
            if known
            else _("aucun partenaire n’est encore décrit : décrivez-le d’abord")
        )
        raise DesignationRefused(field="side", reason=words)


def _prove(session: Session, opened: Installation, row: DesignationRow) -> None:
    """Record what was done for the clauses that ask for it; nothing counts before its first day."""
    convention = conventions.in_force(session, max(row.since, clock.today(opened.clock)))
    if convention is not None:
        evidence.attach(
            session, f"designation:{row.side}:{row.role}", on=max(row.since, convention.first_day), until=row.until,
            subject=f"designation:{row.id}", text=_("Désignation : {role}").format(role=_(ROLES[Role(row.role)])),
            nature=evidence.Nature.OBSERVED, actor="designation",
        )  # fmt: skip


def _joined(codes: Iterable[str]) -> str:
    return _(" ou ").join(f"« {code} »" for code in codes)


def _require_free(session: Session, naming: Naming) -> None:
    """Refuse a second holder of a role on the same days, who is no deputy; and a second deputy."""
    taken = select(DesignationRow).where(
        DesignationRow.side == naming.side,
        DesignationRow.role == naming.role.value,
        col(DesignationRow.deputy) == naming.deputy,
        or_(col(DesignationRow.until).is_(None), col(DesignationRow.until) >= naming.since),
        DesignationRow.email != "",
    )
    if naming.until is not None:
        taken = taken.where(col(DesignationRow.since) <= naming.until)
    row = session.exec(taken.limit(1)).first()
    if row is not None:
        words = _(
            "ce rôle est tenu par {name} (désignation n° {id}) depuis le {since} : mettez-y fin d’abord, ou désignez "
            "une suppléance"
        )
        if naming.deputy:
            words = _(
                "la suppléance est assurée par {name} (désignation n° {id}) depuis le {since} : mettez-y fin d’abord"
            )
        said = words.format(name=row.name, id=row.id, since=event_times.day(row.since))
        raise DesignationRefused(field="role", reason=said)


def _value(row: DesignationRow) -> Designation:
    return Designation(
        row.id or 0, row.side, Role(row.role), row.name, row.function, row.email, row.deputy, row.since, row.until
    )
