"""The ledger of consents: who said yes to what, in which words, when, how it is known, and when it was withdrawn.

Rows are appended and never changed or deleted; the database itself refuses it. A person is known here by the keyed hash
of their address, so that the proof (GDPR art. 7(1)) outlives the person's data without being personal data. Refuses to
guess: without a row there is no consent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Column, Index, LargeBinary, Select
from sqlmodel import Field, Session, SQLModel, col, select

from lists.kinds import ConsentAct, Purpose
from lists.models import KEY_BYTES, NUMBER, Contact, MailingList
from lists.permission.scopes import EVERYTHING, Scope
from runtime import bulk, journal

_BATCH = 500
#: What may be known of one reader; each purpose needs its own consent.
MEASURES = (Purpose.CLICKS, Purpose.OPENS)


class Wording(SQLModel, table=True):
    """The exact words that somebody said yes to, kept once."""

    __tablename__ = "consent_wording"

    #: SHA-256 of the text in UTF-8, in hexadecimal.
    sha256: str = Field(primary_key=True)
    text: str


class Consent(SQLModel, table=True):
    """One act: a consent given or withdrawn."""

    __tablename__ = "consent"
    __table_args__ = (Index("consent_of_person", "address_key", "mailing_list_id", "purpose", "id"),)

    id: int | None = Field(default=None, sa_column=Column(NUMBER, primary_key=True))
    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), nullable=False))
    mailing_list_id: int = Field(foreign_key="mailing_list.id")
    #: One of `kinds.Purpose`.
    purpose: str
    #: One of `kinds.ConsentAct`.
    act: str
    #: The words that the person said yes to; a withdrawal needs no words.
    wording_sha256: str | None = Field(default=None, foreign_key="consent_wording.sha256")
    #: The form, page, letter or file that it comes from.
    source: str
    at: datetime
    #: How it is known that the person did it: « double opt-in », the number of a paper. Never the address.
    proof: str = ""


@dataclass(frozen=True)
class Act:
    """A consent given or withdrawn, with the words that it was about."""

    purpose: str
    act: str
    #: The name of the mailing list.
    list: str
    at: datetime
    source: str
    proof: str
    #: The words that the person said yes to; a withdrawal needs no words.
    wording: str | None
    wording_sha256: str | None


def give(
    session: Session,
    key: bytes,
    purpose: Purpose,
    mailing_list_id: int,
    *,
    wording: str,
    source: str,
    now: datetime,
    proof: str,
) -> None:
    """Append a consent to these very words."""
    sha256 = hashlib.sha256(wording.encode()).hexdigest()
    if session.get(Wording, sha256) is None:
        session.add(Wording(sha256=sha256, text=wording))
        session.flush()
    row = Consent(
        address_key=key,
        mailing_list_id=mailing_list_id,
        purpose=purpose.value,
        act=ConsentAct.GIVEN.value,
        wording_sha256=sha256,
        source=source,
        at=now,
        proof=proof,
    )
    session.add(row)
    session.flush()


def withdraw(
    session: Session,
    keys: Collection[bytes],
    purposes: Iterable[Purpose] = Purpose,
    mailing_list_id: int | None = None,
    *,
    source: str,
    now: datetime,
    is_replayed: bool = False,
) -> int:
    """Append a withdrawal for each consent that it covers, and return how many there were (GDPR art. 7(3)).

    Applies to letters that left before, too: `holds` is asked at the moment when something is counted. The journal is
    told, so that no restore revives the consent. Without a list it concerns every list. `is_replayed`: the entry comes
    from the journal; then the journal is not told again, and a consent given since then stays.
    """
    wanted = [purpose.value for purpose in purposes]
    rows = [row for row in _held(session, keys, mailing_list_id, now if is_replayed else None) if row.purpose in wanted]
    if rows:
        said = {"act": ConsentAct.WITHDRAWN.value, "source": source, "at": now, "proof": ""}
        session.execute(sqlalchemy.insert(Consent), [row._asdict() | said for row in rows])
    for row in () if is_replayed else rows:
        journal.note(session, entry(row.address_key, row.mailing_list_id, row.purpose, now, source))
    return len(rows)


def holders(session: Session, keys: Collection[bytes]) -> set[bytes]:
    """Return those among these addresses that ever gave a consent."""
    mine = sqlalchemy.select(col(Consent.address_key)).where(col(Consent.address_key).in_(keys)).distinct()
    return set(session.scalars(mine))


def give_back(session: Session, key: bytes, mailing_list_id: int, *, withdrawn_at: datetime, now: datetime) -> int:
    """Give again the consents withdrawn at that very moment, in the same words: the person undid the withdrawal.

    Return how many consents there were.
    """
    mine = sqlalchemy.and_(col(Consent.address_key) == key, col(Consent.mailing_list_id) == mailing_list_id)
    gone = session.exec(
        select(Consent.purpose).where(mine, Consent.act == ConsentAct.WITHDRAWN.value, Consent.at == withdrawn_at)
    ).all()
    given = 0
    for purpose in set(gone) - {row.purpose for row in _held(session, [key], mailing_list_id)}:
        last = select(Consent).where(mine, Consent.purpose == purpose, Consent.act == ConsentAct.GIVEN.value)
        before = session.exec(last.order_by(col(Consent.id).desc()).limit(1)).one()
        values = before.model_dump(exclude={"id", "at"})
        session.add(Consent(**values, at=now))
        given += 1
    session.flush()
    return given


def holds(session: Session, key: bytes, purpose: Purpose, mailing_list_id: int) -> bool:
    """Tell whether the last word about this purpose, on this list, was yes.

    The one function that decides whether an opening or a click may be known of one person.
    """
    return key in holding(session, [key], purpose, mailing_list_id)


def was_given(session: Session, key: bytes, mailing_list_id: int, since: datetime) -> bool:
    """Tell whether the person said yes to a letter since then, whatever they said later."""
    mine = (col(Consent.address_key) == key) & (col(Consent.mailing_list_id) == mailing_list_id)
    given = (col(Consent.purpose) == Purpose.NEWSLETTER.value) & (col(Consent.act) == ConsentAct.GIVEN.value)
    found = sqlalchemy.select(col(Consent.id)).where(mine, given, col(Consent.at) >= since).limit(1)
    return session.scalar(found) is not None


def times_given(session: Session, key: bytes, mailing_list_id: int) -> int:
    """Return how many times the person said yes to a letter, whatever they said later."""
    mine = (col(Consent.address_key) == key) & (col(Consent.mailing_list_id) == mailing_list_id)
    given = (col(Consent.purpose) == Purpose.NEWSLETTER.value) & (col(Consent.act) == ConsentAct.GIVEN.value)
    many: int = session.execute(sqlalchemy.select(sqlalchemy.func.count()).where(mine, given)).scalar_one()
    return many


def holding(session: Session, keys: Collection[bytes], purpose: Purpose, mailing_list_id: int) -> set[bytes]:
    """Return those of these people for whom `holds` is true."""
    return {row.address_key for row in _held(session, keys, mailing_list_id) if row.purpose == purpose.value}


def agreed(place: bulk.Executor, contact_ids: Sequence[int], mailing_list_id: int) -> dict[int, set[Purpose]]:
    """Return what these contacts (at most 1000) say yes to, in one query; contacts without a consent are left out."""
    given = bulk.pack_numbers("ids", contact_ids, place) | {"list": mailing_list_id}
    found: dict[int, set[Purpose]] = {}
    for contact_id, purpose in bulk.run(place, _agreed, given):
        found.setdefault(contact_id, set()).add(Purpose(purpose))
    return found


def _agreed(dialect: str) -> Select[Any]:
    said, later = Consent.__table__.alias("said"), Consent.__table__.alias("later")  # type: ignore[attr-defined]
    same = [later.c[name] == said.c[name] for name in ("address_key", "mailing_list_id", "purpose")]
    contact = Contact.metadata.tables["contact"]
    return (
        sqlalchemy.select(contact.c.id, said.c.purpose)
        .join_from(contact, said, said.c.address_key == contact.c.address_key)
        .where(
            bulk.among(contact.c.id, "ids", dialect),
            said.c.mailing_list_id == sqlalchemy.bindparam("list"),
            said.c.act == sqlalchemy.literal_column(f"'{ConsentAct.GIVEN.value}'"),
            ~sqlalchemy.exists().where(later.c.id > said.c.id, *same),
        )
    )


def of(session: Session, key: bytes, scope: Scope = EVERYTHING) -> list[Act]:
    """Return every act of one person, oldest first, each with the words that it was about."""
    rows = session.exec(
        select(Consent, Wording.text, MailingList.name)
        .join(MailingList, col(MailingList.id) == col(Consent.mailing_list_id))
        .join(Wording, col(Wording.sha256) == col(Consent.wording_sha256), isouter=True)
        .where(Consent.address_key == key, scope.lists(col(Consent.mailing_list_id)))
        .order_by(col(Consent.id))
    )
    return [
        Act(row.purpose, row.act, name, row.at, row.source, row.proof, text, row.wording_sha256)
        for row, text, name in rows
    ]


def entry(key: bytes, mailing_list_id: int, purpose: str, at: datetime, source: str) -> journal.Entry:
    """Return the journal entry of a withdrawal."""
    return {
        "act": "withdraw",
        "key": key.hex(),
        "list": mailing_list_id,
        "purpose": purpose,
        "since": at.isoformat(),
        "evidence": source,
    }


def _held(
    session: Session, keys: Collection[bytes], mailing_list_id: int | None, until: datetime | None = None
) -> list[Any]:
    """Return (address_key, mailing_list_id, purpose) of what these people said yes to, until then, and still say."""
    found: list[Any] = []
    pending = list(dict.fromkeys(keys))
    for start in range(0, len(pending), _BATCH):
        found += session.execute(_last_words(pending[start : start + _BATCH], mailing_list_id, until)).all()
    return found


def _last_words(keys: list[bytes], mailing_list_id: int | None, until: datetime | None) -> Select[Any]:
    whose: tuple[Any, ...] = (col(Consent.address_key), col(Consent.mailing_list_id), col(Consent.purpose))
    here = sqlalchemy.true() if mailing_list_id is None else col(Consent.mailing_list_id) == mailing_list_id
    last = (
        sqlalchemy.select(sqlalchemy.func.max(col(Consent.id)))
        .where(col(Consent.address_key).in_(keys), here)
        .group_by(*whose)
    )
    then = sqlalchemy.true() if until is None else col(Consent.at) <= until
    given = col(Consent.act) == ConsentAct.GIVEN.value
    return sqlalchemy.select(*whose).where(col(Consent.id).in_(last), given, then)
