"""The mailing lists themselves: making the first one, saying on which legal basis it is written to.

Refuses a basis that the law does not know; that a list without one may not be written to is checked where
letters leave.
"""

from __future__ import annotations

import re

from sqlmodel import Session, col, select

from lists import errors
from lists.kinds import Basis
from lists.models import MailingList
from lists.permission.scopes import EVERYTHING, Scope
from runtime.language import N_, _

#: Words of a name that stands in addresses, and what it is made of: people can read it out.
WORDS = 10
_NAMEABLE = re.compile(rf"[a-z0-9]+(?:-[a-z0-9]+){{0,{WORDS - 1}}}", re.ASCII)
NAMEABLE = N_("des minuscules sans accent, des chiffres et « - » sont attendus")
#: The legal bases by their name in commands and database (GDPR art. 6(1)).
BASES = tuple(basis.value for basis in Basis)


def make_first(session: Session, name: str) -> MailingList:
    """Return the first mailing list, made under this name if there is none yet."""
    found = _first(session)
    if found is not None:
        return found
    made = MailingList(name=name)
    session.add(made)
    session.flush()
    return made


def make(session: Session, name: str) -> MailingList:
    """Return one more mailing list, under this name or, where another has it, the next that is free."""
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
        errors.MailingListUnnamed: there is none within this scope.
    """
    mine = scope.lists(col(MailingList.id))
    found = session.exec(select(MailingList).where(MailingList.name == name, mine)).first()
    if found is None:
        known = session.exec(select(MailingList.name).where(mine).order_by(col(MailingList.id))).all()
        raise errors.MailingListUnnamed(name=name, known=", ".join(f"« {one} »" for one in known))
    return found


def by_form(session: Session, form: str) -> MailingList | None:
    """Return the list that is open to whoever asks under this name."""
    return session.exec(select(MailingList).where(MailingList.form == form)).first()


def open_(session: Session, mailing_list_id: int, form: str) -> MailingList:
    """Let anybody ask to be on a list, under this name in addresses; an empty one closes it.

    Raises:
        errors.FormRefused: it cannot stand in an address, or is another list's.
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
    """Set the legal basis of a list, the note that explains it, or both; None leaves what is there.

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
