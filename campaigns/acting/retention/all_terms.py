"""Every term, in the order in which people read them, and the values set in place of the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from campaigns.acting.absences import noting as absences
from campaigns.acting.importing import kept_files
from campaigns.editorial import recycling
from campaigns.partnership.approvals import forgetting as proofs
from campaigns.partnership.meetings import forgetting as guests
from campaigns.post import purging
from campaigns.post.answers import forgetting
from campaigns.post.outbox import queue
from lists import errors, mailing_lists
from lists.contacts import double_opt_in
from lists.retention import terms
from lists.retention.terms import EVERYWHERE, Keeper, Term, Unit
from runtime import audit
from runtime.installation import Installation
from runtime.language import N_

#: `queue.DAYS`; the outbox itself deletes what is older, at every tick.
NOTICE = Term("notice", N_("Qu’un message de service est parti"), Unit.DAYS, queue.DAYS, queue.DAYS, queue.DAYS)
#: Each tick deletes what is older.
_DAYS = double_opt_in.DAYS_TO_CONFIRM
UNCONFIRMED = Term("unconfirmed", N_("Une inscription que personne n’a confirmée"), Unit.DAYS, _DAYS, _DAYS, _DAYS)
#: Five years: as long as somebody may bring an action about what was done (Code civil, art. 2224).
AUDIT = Term("audit", N_("Qui a fait quoi dans Relais, sans adresse"), Unit.MONTHS, 60, 12, 72)
#: CNIL, délibération 2021-122: six months to a year.
LOG = Term("log", N_("Les journaux du système, adresses masquées"), Unit.MONTHS, 6, 1, 12, keeper=Keeper.ADMINISTRATOR)
BACKUP = Term("backup", N_("Une sauvegarde de la base"), Unit.DAYS, 35, 1, 90, keeper=Keeper.ADMINISTRATOR)
_BIN = recycling.DAYS
BIN = Term("bin", N_("Un article ou un numéro supprimé"), Unit.DAYS, _BIN, _BIN, _BIN)
_UPLOAD = kept_files.DAYS
UPLOAD = Term(
    "upload", N_("Un fichier déposé pour être importé, et ses lignes refusées"), Unit.DAYS, _UPLOAD, _UPLOAD, _UPLOAD
)
TERMS = (
    *terms.TERMS,
    UPLOAD,
    UNCONFIRMED,
    *purging.TERMS,
    forgetting.ANSWERS,
    guests.GUESTS,
    proofs.PROOFS,
    absences.ABSENCE,
    NOTICE,
    BIN,
    AUDIT,
    LOG,
    BACKUP,
)


@dataclass(frozen=True)
class Kept:
    """One term as it is in force."""

    term: Term
    #: In its unit.
    value: int
    #: The values of lists that have their own, by name.
    by_list: Mapping[str, int]

    @property
    def said(self) -> str:
        """The duration in words; those of lists that have their own follow, by name."""
        apart = [f"{name}\u00a0: {terms.said(self.term.unit, value)}" for name, value in self.by_list.items()]
        return ", ".join([terms.said(self.term.unit, self.value), *apart])

    @property
    def is_changeable(self) -> bool:
        """Whether there is another value that may be set."""
        return self.term.keeper is Keeper.TICK and self.term.least < self.term.most

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais retention show` promises."""
        return {
            "name": self.term.name,
            "value": self.value,
            "unit": self.term.unit.value,
            "default": self.term.default,
            "most": self.term.most,
            "lists": dict(self.by_list),
            "keeper": self.term.keeper.value,
        }


def listed(opened: Installation) -> tuple[Kept, ...]:
    """Return every term as it is in force."""
    with opened.database.reading() as session:
        names = mailing_lists.names(session)
        return tuple(_kept(session, term, names) for term in TERMS)


def _kept(session: Session, term: Term, names: Mapping[int, str]) -> Kept:
    apart = {names.get(one, str(one)): value for one, value in terms.by_list(session, term).items()}
    return Kept(term, terms.value(session, term), apart)


def show(opened: Installation, name: str) -> Kept:
    """Return one term as it is in force.

    Raises:
        lists.errors.TermUnknown.
    """
    term = _named(name)
    with opened.database.reading() as session:
        return _kept(session, term, mailing_lists.names(session))


def lists_of(opened: Installation, term: Term) -> tuple[str, ...]:
    """Return the names of the lists that may have their own value of a term; empty while there is one list only."""
    with opened.database.reading() as session:
        names = tuple(mailing_lists.names(session).values())
    return names if term.by_list and len(names) > 1 else ()


def settle(opened: Installation, name: str, value: int, own: Mapping[str, int | None], actor: str) -> None:
    """Set a term for everything, and for the lists of these names; `None` gives a list the general value.

    Raises:
        as `change`; nothing is set then.
    """
    term = _named(name)
    with opened.database.transaction() as session:
        terms.change(session, term, value)
        for list_name, apart in own.items():
            place = mailing_lists.named(session, list_name).id or EVERYWHERE
            if apart is None:
                terms.share(session, term, place)
            else:
                terms.change(session, term, apart, place)
        audit.record(session, opened.clock.now(), actor, "retention.set", term=name, value=value, list=EVERYWHERE)


def change(opened: Installation, name: str, value: int, list_name: str | None, actor: str) -> tuple[Kept, ...]:
    """Set a term, for everything or for the mailing list of that name; return every term.

    Raises:
        lists.errors.TermUnknown, lists.errors.TermRefused, lists.errors.MailingListUnnamed.
    """
    term = _named(name)
    with opened.database.transaction() as session:
        place = EVERYWHERE if list_name is None else mailing_lists.named(session, list_name).id or EVERYWHERE
        terms.change(session, term, value, place)
        audit.record(session, opened.clock.now(), actor, "retention.set", term=name, value=value, list=place)
    return listed(opened)


def _named(name: str) -> Term:
    term = next((one for one in TERMS if one.name == name), None)
    if term is None:
        raise errors.TermUnknown(name=name, known=", ".join(one.name for one in TERMS))
    return term
