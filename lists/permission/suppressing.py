"""Addresses that may not be written to, known by a keyed hash only, for one list or for all.

Owns the hash and the guard. Refuses to take anything back, with three exceptions: an unsubscription from one list, when
the reader subscribes to it again (`lift`) or undoes it a moment later (`take_back`); an objection, when the reader
tells an officer that they changed their mind (`hear`). No import takes anything back, and nothing undoes an erasure.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from lists.addresses import Address
from lists.kinds import SuppressionReason
from lists.models import KEY_BYTES, Suppression
from lists.permission import consents
from runtime import bulk, journal
from runtime.keyring import Keyring

_BATCH = 500
#: Separates the evidence of an unsubscription from that of a source that repeats it.
_AGAIN = " ; "
#: What a person says, or the law for them: it is written outside of the database too, so that no restore loses it.
SPOKEN = tuple(reason for reason in SuppressionReason if reason is not SuppressionReason.BOUNCED)
#: What a person may take back by telling an officer.
HEARD = (SuppressionReason.OBJECTION, SuppressionReason.COMPLAINED)


def address_key(keyring: Keyring, address: Address) -> bytes:
    """Return the 16 bytes by which an address is recognised without being kept (HMAC-SHA256, truncated)."""
    return hmac.digest(keyring.suppression, address.key_text.encode(), "sha256")[:KEY_BYTES]


def suppress(
    session: Session,
    key: bytes,
    *,
    reason: SuppressionReason,
    since: datetime,
    mailing_list_id: int | None = None,
    evidence: str,
) -> bool:
    """Stop letters to one address, on one list or everywhere, and tell whether this is a change.

    See `suppress_all`.
    """
    news = suppress_all(session, [key], reason=reason, since=since, mailing_list_id=mailing_list_id, evidence=evidence)
    return key in news


def suppress_each(
    session: Session, evidence: Mapping[bytes, str], *, reason: SuppressionReason, since: datetime, mailing_list_id: int
) -> None:
    """Do as `suppress` on one list for many addresses, each with its evidence."""
    known = _known(session, evidence, mailing_list_id)
    more = set(known) | consents.holders(session, evidence)
    said = {"mailing_list_id": mailing_list_id, "reason": reason, "since": since}
    plain = {key: words for key, words in evidence.items() if key not in more}
    if plain:
        insert = bulk.insert(Suppression, session).on_conflict_do_nothing()
        session.execute(insert, [{"address_key": key, "evidence": words} | said for key, words in plain.items()])
    for key, words in plain.items() if reason in SPOKEN else ():
        journal.note(session, entry(key, mailing_list_id, reason, since, words))
    for key in more & evidence.keys():
        suppress(
            session, key, reason=reason, since=since, mailing_list_id=mailing_list_id, evidence=evidence[key]
        )  # fmt: skip


def suppress_all(
    session: Session,
    keys: Collection[bytes],
    *,
    reason: SuppressionReason,
    since: datetime,
    mailing_list_id: int | None = None,
    evidence: str,
    is_noted: bool = True,
) -> set[bytes]:
    """Stop letters to these addresses and return the keys that were not stopped before.

    The earliest reason is kept, with one exception: what a person says replaces what a server said
    (`bounced`), because a server's word may one day be taken back and a person's may not.
    """
    news: set[bytes] = set()
    pending = list(dict.fromkeys(keys))
    for start in range(0, len(pending), _BATCH):
        batch = pending[start : start + _BATCH]
        known = _known(session, batch, mailing_list_id)
        row = {"mailing_list_id": mailing_list_id, "reason": reason, "since": since, "evidence": evidence}
        fresh = [key for key in batch if key not in known]
        outspoken = [key for key, had in known.items() if had == SuppressionReason.BOUNCED != reason]
        if fresh:
            # Two processes may suppress the same address at once; the second must not fail.
            insert = bulk.insert(Suppression, session).on_conflict_do_nothing()
            session.execute(insert, [{"address_key": key, **row} for key in fresh])
        if outspoken:
            chosen = _these(outspoken, mailing_list_id)
            session.execute(sqlalchemy.update(Suppression).where(chosen).values(**row))
        if known and reason in SPOKEN and mailing_list_id is not None:
            session.execute(_said_again(list(known), mailing_list_id, evidence))
        news.update(outspoken, fresh)
    if reason in SPOKEN:  # a wish withdraws every consent that it covers
        consents.withdraw(
            session, pending, mailing_list_id=mailing_list_id, source=evidence, now=since, is_replayed=not is_noted
        )
        for key in news if is_noted else ():
            journal.note(session, entry(key, mailing_list_id, reason, since, evidence))
    return news


def lift(session: Session, key: bytes, mailing_list_id: int, *, now: datetime, evidence: str) -> bool:
    """Take back an unsubscription from one list; tell whether there was one. For `double_opt_in.confirm` only.

    The journal is told, so that a restore does not replay the unsubscription.
    """
    hers = _these([key], mailing_list_id) & (col(Suppression.reason) == SuppressionReason.UNSUBSCRIBED)
    gone = session.execute(sqlalchemy.delete(Suppression).where(hers).returning(col(Suppression.id))).first()
    if gone is not None:
        said = entry(key, mailing_list_id, SuppressionReason.UNSUBSCRIBED, now, evidence)
        journal.note(session, said | {"act": "return"})
    return gone is not None


def hear(session: Session, key: bytes, *, now: datetime, evidence: str) -> int:
    """Take back objections and complaints, on every list, because the person told an officer; return how many.

    A list that the person left stays left: only they may subscribe again. The journal is told, so that no restore
    replays the objections.
    """
    hers = (col(Suppression.address_key) == key) & col(Suppression.reason).in_(HEARD)
    gone = session.execute(
        sqlalchemy.delete(Suppression).where(hers).returning(col(Suppression.mailing_list_id), col(Suppression.reason))
    ).all()
    for mailing_list_id, reason in gone:
        journal.note(session, entry(key, mailing_list_id, SuppressionReason(reason), now, evidence) | {"act": "lift"})
    return len(gone)


def reason_here(session: Session, key: bytes, mailing_list_id: int) -> SuppressionReason | None:
    """Return why this list alone does not write to an address, else `None`."""
    found = _known(session, [key], mailing_list_id).get(key)
    return SuppressionReason(found) if found else None


def standing(session: Session, key: bytes, mailing_list_id: int) -> tuple[datetime, str]:
    """Return since when this list alone does not write to an address that it stopped, and on what evidence."""
    columns = sqlalchemy.select(col(Suppression.since), col(Suppression.evidence))
    since, evidence = session.execute(columns.where(_these([key], mailing_list_id))).one()
    return since, evidence


def take_back(
    session: Session,
    key: bytes,
    mailing_list_id: int,
    *,
    since: datetime,
    evidence: str,
    now: datetime,
    is_noted: bool = True,
) -> bool:
    """Take back one unsubscription, of that moment and with that evidence; tell whether it existed.

    What another source has said since, or for every list, still holds. The consents that the act withdrew are given
    back. The journal is told, so that no restore brings the unsubscription back.
    """
    found = session.execute(
        sqlalchemy.select(col(Suppression.id), col(Suppression.since)).where(
            _these([key], mailing_list_id),
            col(Suppression.reason) == SuppressionReason.UNSUBSCRIBED,
            col(Suppression.evidence) == evidence,
        )
    ).first()
    if found is None or found.since != since:
        return False
    session.execute(sqlalchemy.delete(Suppression).where(col(Suppression.id) == found.id))
    if is_noted:
        journal.note(
            session, entry(key, mailing_list_id, SuppressionReason.UNSUBSCRIBED, since, evidence) | {"act": "back"}
        )
    consents.give_back(session, key, mailing_list_id, withdrawn_at=since, now=now)
    return True


def _said_again(keys: Collection[bytes], mailing_list_id: int, evidence: str) -> sqlalchemy.Update:
    """Return the update that notes another source of an unsubscription: from then on it cannot be taken back."""
    noted = col(Suppression.evidence)
    return (
        sqlalchemy.update(Suppression)
        .where(
            _these(keys, mailing_list_id),
            col(Suppression.reason) == SuppressionReason.UNSUBSCRIBED,
            noted != evidence,
            noted.not_like(f"%{_AGAIN}%"),
        )
        .values(evidence=noted + f"{_AGAIN}{evidence}")
    )


def entry(
    key: bytes, mailing_list_id: int | None, reason: SuppressionReason, since: datetime, evidence: str
) -> journal.Entry:
    """Return the journal entry of a suppression."""
    return {
        "act": "stop",
        "key": key.hex(),
        "list": mailing_list_id,
        "reason": reason.value,
        "since": since.isoformat(),
        "evidence": evidence,
    }


def is_suppressed(session: Session, key: bytes, mailing_list_id: int | None) -> bool:
    """Tell whether this address may not be written to on this list (`None`: suppressed on every list)."""
    column = sqlalchemy.literal(key, sqlalchemy.LargeBinary)
    return bool(session.scalar(sqlalchemy.select(clause(column, mailing_list_id))))


def reasons(session: Session, key: bytes, mailing_list_id: int) -> set[SuppressionReason]:
    """Return every reason not to write to this address: those of this list, and those that hold everywhere."""
    found = aliased(Suppression)
    chosen = sqlalchemy.select(col(found.reason)).where(_covers(found, key, mailing_list_id))
    return {SuppressionReason(one) for one in session.scalars(chosen)}


def clause(key: ColumnElement[bytes] | Any, mailing_list_id: ColumnElement[int] | int | None) -> ColumnElement[bool]:
    """Return an EXISTS that is true when `key` is suppressed everywhere or on this list.

    `key` is an `address_key` column of any table of the statement it is used in, `mailing_list_id` a number
    or another such column; None asks for suppressions of every list only.
    """
    return (
        sqlalchemy.exists().where(_covers(found := aliased(Suppression), key, mailing_list_id)).correlate_except(found)
    )


def stops(session: Session, keys: Collection[bytes]) -> dict[bytes, dict[int | None, str]]:
    """Return the addresses among these that are stopped: by which list (`None`: by all) -> why."""
    found: dict[bytes, dict[int | None, str]] = {}
    columns = sqlalchemy.select(col(Suppression.address_key), col(Suppression.mailing_list_id), col(Suppression.reason))
    for key, mailing_list_id, reason in session.execute(columns.where(col(Suppression.address_key).in_(keys))):
        found.setdefault(key, {})[mailing_list_id] = reason
    return found


def reason_of(key: ColumnElement[bytes] | Any, mailing_list_id: ColumnElement[int] | int) -> ColumnElement[str | None]:
    """Return a scalar subquery: why `key` is suppressed, what holds everywhere first; else NULL."""
    found = aliased(Suppression)
    return (
        sqlalchemy.select(col(found.reason))
        .where(_covers(found, key, mailing_list_id))
        .order_by(col(found.mailing_list_id).is_not(None))
        .limit(1)
        .correlate_except(found)
        .scalar_subquery()
    )


def _covers(
    found: type[Suppression], key: Any, mailing_list_id: ColumnElement[int] | int | None
) -> ColumnElement[bool]:
    here = col(found.mailing_list_id)
    # Not `here IS NULL OR here = …`: SQLite would look the address up twice, once for each.
    reach = (
        here.is_(None)
        if mailing_list_id is None
        else sqlalchemy.func.coalesce(here == mailing_list_id, sqlalchemy.true())
    )
    return sqlalchemy.and_(col(found.address_key) == key, reach)


def _these(keys: Collection[bytes], mailing_list_id: int | None) -> ColumnElement[bool]:
    return col(Suppression.address_key).in_(keys) & (
        col(Suppression.mailing_list_id).is_not_distinct_from(mailing_list_id)
    )


def _known(session: Session, keys: Collection[bytes], mailing_list_id: int | None) -> dict[bytes, str]:
    columns = sqlalchemy.select(col(Suppression.address_key), col(Suppression.reason))
    return dict(session.execute(columns.where(_these(keys, mailing_list_id))).all())
