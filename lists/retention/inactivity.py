"""People who gave no sign for as long as the law lets us keep their data: listed, then asked once, then erased.

The list is for the officer. One row per person, who may be several contacts: a sign from one of them counts for all.
Owns the stages and their days. Refuses to erase anybody who was not listed and asked (or could not be) on earlier days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import BigInteger, Column, LargeBinary
from sqlmodel import Field, Session, SQLModel, col

from lists import contact_lookup, history
from lists.kinds import Fact, SubscriptionState
from lists.models import KEY_BYTES, Contact, Organisation, Subscription, Suppression
from lists.retention import relationships, terms
from lists.retention.relationships import Ties
from runtime import clock

#: Why a person is not asked, in addition to the reasons of suppressions: they are on no list.
ON_NO_LIST = "on_no_list"
_BATCH = 500


class Lapse(SQLModel, table=True):
    """How far one person is from being erased; the row is deleted with the person, or when they give a sign."""

    __tablename__ = "lapse"

    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), primary_key=True))
    #: When the person first appeared on the officer's list.
    listed_on: date
    #: When the person was asked, or would have been.
    asked_on: date | None = None
    #: Why the person was not asked: a `kinds.Reason` or `ON_NO_LIST`; empty for a person who was.
    unasked: str = ""
    #: The number of the question in the layer above, and whether it is known to have left.
    message_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    is_told: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})


@dataclass(frozen=True)
class Lapsing:
    """A person who gave no sign for too long."""

    address_key: bytes
    #: As people read it, and as it goes on the wire.
    address: str
    wire: str
    name: str
    function: str | None
    #: Where the address came from, and when.
    origin: str
    collected_on: date
    #: The lists that the person is on, and those of them that may write to the person.
    lists: frozenset[int]
    written: frozenset[int]
    #: Names of the person's organisations.
    organisations: tuple[str, ...]
    #: The day of the person's last own act, else the day on which the address was collected.
    last_on: date
    #: Whether `last_on` is the day of an own act.
    has_signed: bool
    #: `None`: the person is not on the officer's list yet.
    listed_on: date | None
    asked_on: date | None
    #: Why the person is not asked; empty for a person who is, or will be.
    unasked: str
    #: The first day on which the person may be asked; `None` until they are on the officer's list.
    ask_on: date | None
    #: The first day on which the person may be erased; `None` until the question has left.
    erase_on: date | None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers stale` promises."""
        days = {name: getattr(self, f"{name}_on") for name in ("last", "listed", "ask", "asked", "erase")}
        return {
            "address": self.address,
            "name": self.name,
            "organisations": list(self.organisations),
            "sign": self.has_signed,
            "unasked": self.unasked or None,
            **{name: day.isoformat() if day else None for name, day in days.items()},
        }


def everybody(session: Session, today: date, living: Ties, among: Collection[bytes] | None = None) -> list[Lapsing]:
    """Return everybody who gave no sign for longer than their lists allow, longest silence first; changes nothing.

    `among` limits the answer to a few people.
    """
    set_apart = terms.by_list(session, terms.CONTACT)
    usual = terms.value(session, terms.CONTACT)
    shortest = terms.before(terms.CONTACT, min([usual, *set_apart.values()]), today)
    wanted = _silent(shortest, today, living, among)
    lists, stops = _lists(session, wanted), _stops(session, wanted)
    rows: dict[bytes, list[sa.RowMapping]] = defaultdict(list)
    for row in session.execute(_people(wanted)).mappings():
        rows[row["address_key"]].append(row)
    spans = {term.name: _Span(session, term) for term in (terms.CONTACT, terms.REVIEW, terms.ANSWER)}
    found = [_lapsing(hers, lists.get(key, frozenset()), stops[key], spans) for key, hers in rows.items()]
    over = [one for one in found if spans["contact"].end(one.last_on, lists.get(one.address_key, frozenset())) < today]
    return sorted(over, key=lambda one: (one.last_on, one.address))


def note(session: Session, people: Iterable[Lapsing], today: date) -> int:
    """Put people on the officer's list; return how many."""
    rows = [{"address_key": one.address_key, "listed_on": today, "unasked": ""} for one in people]
    if rows:
        session.execute(sa.insert(Lapse), rows)
    return len(rows)


def keep(session: Session, key: bytes, at: int) -> int:
    """Note a sign from the owner of this address: their term restarts, they leave the list; return how many contacts.

    `at` is seconds since 1970.
    """
    mine = contact_lookup.numbers(session, key)
    history.note(session, mine, Fact.UPDATED, at)
    drop(session, key)
    return len(mine)


def asked(session: Session, person: Lapsing, today: date, message_id: int | None = None) -> None:
    """Note that a person is asked today, or why they are not."""
    change(session, person.address_key, asked_on=today, unasked=person.unasked, message_id=message_id)


def answer_by(session: Session, person: Lapsing, today: date) -> date:
    """Return the last day on which a person who is asked today may answer."""
    return _Span(session, terms.ANSWER).end(today, person.lists)


def is_asked(session: Session, key: bytes, day: date) -> bool:
    """Tell whether the question of that day still waits for an answer."""
    found = session.get(Lapse, key)
    return found is not None and found.asked_on == day


def change(session: Session, key: bytes, **values: Any) -> None:
    """Change columns of the row of one person."""
    session.execute(sa.update(Lapse).where(col(Lapse.address_key) == key).values(**values))


def clear(session: Session, lapsing: Collection[bytes]) -> int:
    """Take off the list the people who are no longer `lapsing`; return how many."""
    here = set(session.execute(sa.select(col(Lapse.address_key))).scalars())
    gone = sorted(here.difference(lapsing))
    for start in range(0, len(gone), _BATCH):
        session.execute(sa.delete(Lapse).where(col(Lapse.address_key).in_(gone[start : start + _BATCH])))
    return len(gone)


def drop(session: Session, key: bytes) -> None:
    """Take one person off the list."""
    session.execute(sa.delete(Lapse).where(col(Lapse.address_key) == key))


class _Span:
    """A term, as it applies to a person on several lists: the longest of theirs."""

    def __init__(self, session: Session, term: terms.Term) -> None:
        self._term = term
        self._usual = terms.value(session, term)
        self._apart = terms.by_list(session, term)

    def end(self, day: date, lists: Collection[int]) -> date:
        """Return the day on which a term that began on `day` is over for a person on these lists."""
        values = [self._apart.get(one, self._usual) for one in lists] or [self._usual]
        return terms.after(self._term, max(values), day)


def _silent(before: date, today: date, living: Ties, among: Collection[bytes] | None) -> sa.Select[Any]:
    """Select the keys of people all of whose contacts were silent since that day, and none of whom is tied."""
    signs, key = history.last_signs(), col(Contact.address_key)
    is_silent = sa.and_(
        sa.not_(relationships.clause(today, living)),
        col(Contact.collected_on) < before,
        sa.func.coalesce(signs.c.at, 0) < int(clock.midnight(before).timestamp()),
    )
    everybody = sa.select(key).join_from(Contact, signs, signs.c.contact_id == col(Contact.id), isouter=True)
    people = everybody if among is None else everybody.where(key.in_(among))
    silent: sa.Select[Any] = people.group_by(key).having(sa.func.min(sa.case((is_silent, 1), else_=0)) == 1)
    return silent


def _people(wanted: sa.Select[Any]) -> sa.Select[Any]:
    signs = history.last_signs()
    columns: list[Any] = [
        col(Contact.address_key), col(Contact.email_shown), col(Contact.email), col(Contact.civility),
        col(Contact.first_name), col(Contact.last_name), col(Contact.function), col(Contact.collected_from),
        col(Contact.collected_on), col(Lapse.is_told),
        col(Organisation.name).label("organisation"), col(Lapse.listed_on), col(Lapse.asked_on), col(Lapse.unasked),
        signs.c.at.label("sign"),
    ]  # fmt: skip
    return (
        sa.select(*columns)
        .join_from(Contact, Organisation, col(Organisation.id) == col(Contact.organisation_id), isouter=True)
        .join(Lapse, col(Lapse.address_key) == col(Contact.address_key), isouter=True)
        .join(signs, signs.c.contact_id == col(Contact.id), isouter=True)
        .where(col(Contact.address_key).in_(wanted))
        .order_by(col(Contact.id))
    )


def _lists(session: Session, wanted: sa.Select[Any]) -> dict[bytes, frozenset[int]]:
    """Return the lists that each of these people wants to be on."""
    found: dict[bytes, set[int]] = defaultdict(set)
    rows = session.execute(
        sa.select(col(Contact.address_key), col(Subscription.mailing_list_id))
        .join_from(Contact, Subscription, col(Subscription.contact_id) == col(Contact.id))
        .where(col(Subscription.state) == SubscriptionState.SUBSCRIBED.value, col(Contact.address_key).in_(wanted))
    )
    for key, mailing_list in rows:
        found[key].add(mailing_list)
    return {key: frozenset(lists) for key, lists in found.items()}


def _stops(session: Session, wanted: sa.Select[Any]) -> Mapping[bytes, dict[int | None, str]]:
    """Return why each of these people may not be written to, by list; `None` is every list, and comes first."""
    found: dict[bytes, dict[int | None, str]] = defaultdict(dict)
    rows = session.execute(
        sa.select(col(Suppression.address_key), col(Suppression.mailing_list_id), col(Suppression.reason))
        .where(col(Suppression.address_key).in_(wanted))
        .order_by(col(Suppression.mailing_list_id).is_not(None), col(Suppression.id))
    )
    for key, mailing_list, reason in rows:
        found[key][mailing_list] = reason
    return found


def _why_not(lists: frozenset[int], stops: Mapping[int | None, str]) -> str:
    """Return why a person is not asked; a person who left one list and stays on another is asked."""
    if None not in stops and lists.difference(stops):
        return ""
    return next(iter(stops.values()), ON_NO_LIST)


def _lapsing(
    hers: list[sa.RowMapping], lists: frozenset[int], stops: Mapping[int | None, str], spans: Mapping[str, _Span]
) -> Lapsing:
    first = hers[0]
    sign = max((row["sign"] for row in hers if row["sign"] is not None), default=None)
    signed_on = clock.day_of(sign) if sign else None
    collected_on = max(row["collected_on"] for row in hers)
    listed_on, asked_on = first["listed_on"], first["asked_on"]
    is_over = asked_on is not None and (first["is_told"] or first["unasked"])
    return Lapsing(
        address_key=first["address_key"],
        address=first["email_shown"],
        wire=first["email"],
        function=first["function"],
        origin=first["collected_from"],
        collected_on=first["collected_on"],
        lists=lists,
        written=frozenset() if None in stops else lists.difference(stops),
        name=" ".join(filter(None, (first["civility"], first["first_name"], first["last_name"]))),
        organisations=tuple(dict.fromkeys(row["organisation"] for row in hers if row["organisation"])),
        last_on=max(filter(None, (signed_on, collected_on))),
        has_signed=signed_on is not None and signed_on >= collected_on,
        listed_on=listed_on,
        asked_on=asked_on,
        unasked=first["unasked"] if asked_on else _why_not(lists, stops),
        ask_on=spans["review"].end(listed_on, lists) if listed_on else None,
        erase_on=spans["answer"].end(asked_on, lists) if is_over else None,
    )
