"""Terms: how long each kind of thing is kept, by default and at most, and the values set instead.

Each package declares its own terms; the values of all of them are kept here, for everything or for one mailing
list. Refuses a term beyond what the law allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, col, select

from lists import errors
from runtime import clock
from runtime.language import N_, _, ngettext

#: Stands for all mailing lists.
EVERYWHERE = 0


class Unit(StrEnum):
    """What a term is counted in."""

    DAYS = "days"
    MONTHS = "months"


class Keeper(StrEnum):
    """Who enforces a term."""

    TICK = "tick"
    #: Not controlled by Relais: the logs of the system, copies of the database.
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Term:
    """How long one kind of thing is kept."""

    name: str
    #: What is kept, in French.
    title: str
    unit: Unit
    default: int
    #: The shortest and the longest that may be set.
    least: int
    most: int
    #: Whether each mailing list may have its own.
    by_list: bool = False
    keeper: Keeper = Keeper.TICK


class RetentionTerm(SQLModel, table=True):
    """A value set instead of the default of a term."""

    __tablename__ = "retention_term"

    name: str = Field(primary_key=True)
    #: `EVERYWHERE`, or the number of a mailing list.
    mailing_list_id: int = Field(primary_key=True)
    #: In the unit of the term.
    value: int


#: After the last sign, or the collection (CNIL, référentiel « gestion commerciale », 2022: three years).
CONTACT = Term("contact", N_("Une personne, après son dernier signe"), Unit.MONTHS, 36, 1, 36, by_list=True)
REVIEW = Term("review", N_("Relecture de la liste, avant la question"), Unit.DAYS, 14, 1, 180, by_list=True)
ANSWER = Term("answer", N_("Attente de la réponse, avant l’effacement"), Unit.DAYS, 30, 7, 180, by_list=True)
IMPORT = Term("import", N_("Ce qu’il faut pour reprendre un import"), Unit.DAYS, 30, 30, 30)
HISTORY = Term("history", N_("Ce que chaque contact a reçu et fait"), Unit.MONTHS, 36, 1, 36)
#: Five years after it was closed: as long as somebody may complain about the answer (Code civil, art. 2224).
REQUEST = Term("request", N_("Une demande sur ses données, une fois close"), Unit.MONTHS, 60, 12, 72)
_YEARS = {1: N_("un an"), 2: N_("deux ans"), 3: N_("trois ans")}
TERMS = (CONTACT, REVIEW, ANSWER, IMPORT, HISTORY, REQUEST)


def value(session: Session, term: Term, mailing_list_id: int = EVERYWHERE) -> int:
    """Return a term in its unit: the value of the list, else the general value, else the default."""
    for place in dict.fromkeys((mailing_list_id, EVERYWHERE)):
        if (found := session.get(RetentionTerm, (term.name, place))) is not None:
            return found.value
    return term.default


def by_list(session: Session, term: Term) -> dict[int, int]:
    """Return what was set for single lists."""
    rows = session.exec(
        select(RetentionTerm).where(RetentionTerm.name == term.name, col(RetentionTerm.mailing_list_id) != EVERYWHERE)
    )
    return {one.mailing_list_id: one.value for one in rows}


def change(session: Session, term: Term, value: int, mailing_list_id: int = EVERYWHERE) -> None:
    """Set a term, in its unit.

    Raises:
        errors.TermRefused: it is too short or too long, is the same for all lists, or is not in our hands.
    """
    if term.keeper is Keeper.ADMINISTRATOR:
        raise errors.TermRefused(name=term.name, reason=_("Relais n’y a pas la main, c’est l’affaire du système"))
    if mailing_list_id != EVERYWHERE and not term.by_list:
        raise errors.TermRefused(name=term.name, reason=_("cette durée est la même pour toutes les listes"))
    if not term.least <= value <= term.most:
        reason = _("de {least} à {most} est attendu").format(least=term.least, most=said(term.unit, term.most))
        raise errors.TermRefused(name=term.name, reason=reason)
    session.merge(RetentionTerm(name=term.name, mailing_list_id=mailing_list_id, value=value))
    session.flush()


def share(session: Session, term: Term, mailing_list_id: int) -> None:
    """Let a list have the general value of a term again, where it had its own."""
    own = session.get(RetentionTerm, (term.name, mailing_list_id))
    if own is not None:
        session.delete(own)
        session.flush()


def before(term: Term, value: int, today: date) -> date:
    """Return the day from which things reach the term today: older things are past it."""
    return clock.months_later(today, -value) if term.unit is Unit.MONTHS else today - timedelta(days=value)


def after(term: Term, value: int, day: date) -> date:
    """Return the day on which what began on `day` reaches the term."""
    return clock.months_later(day, value) if term.unit is Unit.MONTHS else day + timedelta(days=value)


def said(unit: Unit, value: int) -> str:
    """Return a duration in words: « 36 mois », « 14 jours »."""
    one, many = ("{n}\u00a0mois", "{n}\u00a0mois") if unit is Unit.MONTHS else ("{n}\u00a0jour", "{n}\u00a0jours")
    return ngettext(one, many, value).format(n=value)


def in_years(months: int) -> str:
    """Return a duration as one says it, in years where these are whole: « trois ans », « 18 mois »."""
    years, rest = divmod(months, 12)
    return said(Unit.MONTHS, months) if rest or years not in _YEARS else _(_YEARS[years])
