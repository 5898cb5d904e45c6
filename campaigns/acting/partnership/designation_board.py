"""The designated persons as the console shows them: by partner, who holds each role today, who will, who did.

A role that nobody holds today has a line too. Refuses to change anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from campaigns.acting.partnership import renewals
from campaigns.editorial import event_times
from campaigns.partnership.designations import verbs
from campaigns.partnership.designations.verbs import Designation, Role
from lists import addresses
from lists.permission import suppressing
from runtime import clock
from runtime.installation import Installation
from runtime.language import _


@dataclass(frozen=True)
class Line:
    """A designation, or a role that nobody holds."""

    #: `None` when nobody holds the role.
    id: int | None
    role: str
    name: str
    function: str
    email: str
    deputy: bool
    until: date | None
    #: Whether it counts today, in words, with the kind of its mark.
    state: str
    kind: str
    #: « du 16 juin 2009 au 31 mars 2010 ».
    when: str
    can_end: bool


@dataclass(frozen=True)
class Side:
    """A partner with its designations."""

    code: str
    name: str
    lines: tuple[Line, ...]


def look(opened: Installation) -> tuple[Side, ...]:
    """Return the partners, in the order in which they were entered."""
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        everything = verbs.everything(session)
        gone = {
            one.id
            for one in everything
            if one.email
            and renewals.is_unreachable(session, suppressing.address_key(opened.keyring, addresses.parse(one.email)))
        }
        known = verbs.sides(session)
    return tuple(Side(code, name, _lines(code, everything, gone, today)) for code, name in known)


def _lines(code: str, everything: tuple[Designation, ...], gone: set[int], today: date) -> tuple[Line, ...]:
    found: list[Line] = []
    for role in Role:
        mine = [one for one in everything if one.side == code and one.role is role]
        if not any(one.holds(today) and not one.deputy for one in mine):
            words = _("à désigner")
            found.append(Line(None, _(verbs.ROLES[role]), "", "", "", False, None, words, "stopped", "", can_end=False))
        mine.sort(key=lambda one: (not one.holds(today), one.deputy, -one.since.toordinal()))
        found += [_line(one, today, is_gone=one.id in gone) for one in mine]
    return tuple(found)


def _line(one: Designation, today: date, *, is_gone: bool) -> Line:
    if one.holds(today):
        state, kind = (_("à renouveler : l’adresse n’existe plus"), "stopped") if is_gone else (_("en cours"), "ready")
    elif one.since > today:
        state, kind = _("à venir"), "todo"
    else:
        state, kind = _("finie"), "draft"
    words = _("depuis le {since}") if one.until is None else _("du {since} au {until}")
    when = words.format(since=event_times.day(one.since), until=event_times.day(one.until) if one.until else "")
    return Line(
        one.id, _(verbs.ROLES[one.role]), one.name, one.function, one.email, one.deputy, one.until, state, kind, when,
        can_end=bool(one.name) and (one.until is None or one.until >= today),
    )  # fmt: skip
