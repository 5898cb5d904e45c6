"""The mailing lists themselves: creating them, and setting the legal basis on which each is written to.

Refuses a basis that the law does not know. That a list without a basis may not be written to is checked where
letters are sent.
"""

from __future__ import annotations

import re

from sqlmodel import Session, col, select

from lists import errors
from lists.kinds import Basis
from lists.models import MailingList
from lists.permission.scopes import EVERYTHING, Scope
from runtime.language import N_, _

#: The form of a name that appears in web addresses, and its most words: people must be able to read it out.
WORDS = 10
_NAMEABLE = re.compile(rf"[a-z0-9]+(?:-[a-z0-9]+){{0,{WORDS - 1}}}", re.ASCII)
NAMEABLE = N_("des minuscules sans accent, des chiffres et « - » sont attendus")
#: The legal bases by their name in commands and database (GDPR art. 6(1)).
BASES = tuple(basis.value for basis in Basis)
#: What people read for each.
BASIS_NAMES = {
    Basis.CONSENT.value: N_("consentement"),
    Basis.LEGITIMATE_INTEREST.value: N_("intérêt légitime"),
    Basis.PUBLIC_TASK.value: N_("mission d’intérêt public"),
    Basis.CONTRACT.value: N_("contrat"),
}


def make_first(session: Session, name: str) -> MailingList:
    """Return the first mailing list; create it under this name if there is no list yet."""
    found = _first(session)
    if found is not None:
        return found
    made = MailingList(name=name)
    session.add(made)
    session.flush()
    return made


def make(session: Session, name: str) -> MailingList:
    """Create and return another mailing list, under this name or, when it is taken, the next free one."""
    known = set(names(session).values())
    several = (f"{name} ({number})" for number in range(2, len(known) + 2))
    made = MailingList(name=next(one for one in (name, *several) if one not in known))
    session.add(made)
    session.flush()
    return made


def is_nameable(text: str) -> bool:
    """Tell whether a name may stand in addresses, see `NAMEABLE`."""
    return _NAMEABLE.fullmatch(text) is not None


def named(session: Session, name: str, scope: Scope = EVERYTHING) -> MailingList:
    """Return the mailing list of that name.

    Raises:
        errors.MailingListUnnamed: no list within this scope has this name.
    """
    mine = scope.lists(col(MailingList.id))
    found = session.exec(select(MailingList).where(MailingList.name == name, mine)).first()
    if found is None:
        known = session.exec(select(MailingList.name).where(mine).order_by(col(MailingList.id))).all()
        raise errors.MailingListUnnamed(name=name, known=", ".join(f"« {one} »" for one in known))
    return found


def by_form(session: Session, form: str) -> MailingList | None:
    """Return the list whose subscription form has this name, else `None`."""
    return session.exec(select(MailingList).where(MailingList.form == form)).first()


def open_(session: Session, mailing_list_id: int, form: str) -> MailingList:
    """Let anybody ask to be on a list, under this name in web addresses; an empty name closes the form.

    Raises:
        errors.FormRefused: the name cannot be part of a web address, or another list has it.
    """
    if form and not is_nameable(form):
        raise errors.FormRefused(form=form, reason=_(NAMEABLE))
    taken = by_form(session, form)
    if taken is not None and taken.id != mailing_list_id:
        raise errors.FormRefused(form=form, reason=_("une autre liste porte ce nom"))
    found = session.get_one(MailingList, mailing_list_id)
    found.form = form or None
    session.add(found)
    session.flush()
    return found


def names(session: Session) -> dict[int, str]:
    """Return the name of every list."""
    return {one.id or 0: one.name for one in session.exec(select(MailingList).order_by(col(MailingList.id)))}


def justify(
    session: Session, mailing_list_id: int, *, basis: str | None = None, note: str | None = None
) -> MailingList:
    """Set the legal basis of a list, the note that explains it, or both; `None` leaves the current value.

    Raises:
        errors.BasisRefused: the law knows no such basis.
        errors.MailingListUnknown: there is no such list.
    """
    if basis is not None and basis not in BASES:
        raise errors.BasisRefused(basis=basis, known=", ".join(BASES))
    found = session.get(MailingList, mailing_list_id)
    if found is None:
        raise errors.MailingListUnknown
    found.basis = basis if basis is not None else found.basis
    found.note = note if note is not None else found.note
    session.add(found)
    session.flush()
    return found


def _first(session: Session) -> MailingList | None:
    return session.exec(select(MailingList).order_by(col(MailingList.id)).limit(1)).first()
