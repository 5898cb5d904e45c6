"""The journal of objections and erasures against the database: what one knows and the other lacks, after a restore.

The journal is outside of every backup. Its entries are replayed, in order, until the two agree; so a restored copy of
the database brings nobody back. Refuses to take an objection away.

An entry that a person came back (`return`, `lift`) only prevents the replay of their leaving. It lifts nothing by
itself: a copy from before their return has lost the proof of it. What a person undid at once (`back`) is undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import BigInteger, Column
from sqlmodel import Field, Session, SQLModel, col, select

from lists.kinds import Purpose, SuppressionReason
from lists.models import MailingList, Suppression
from lists.permission import consents, suppressing
from runtime.journal import Entry, Journal, Position

_BATCH = 500


class JournalPlace(SQLModel, table=True):
    """How far the journal was read; it is restored with the database, so later entries are read again."""

    __tablename__ = "journal_place"

    id: int = Field(primary_key=True)
    offset: int = Field(sa_column=Column("octets", BigInteger, nullable=False))
    head: str
    #: The last day on which the whole of both was compared.
    compared_on: date | None = None


@dataclass
class Merged:
    """What the database learned from the journal."""

    #: How many objections the database had lost.
    stopped: int = 0
    #: How many consents had come back.
    withdrawn: int = 0
    #: How many people had come back with an old copy, and were erased again.
    forgotten: int = 0
    #: Keys of people who were erased, and may have come back with an old copy.
    erased: set[bytes] = field(default_factory=set)


def place(session: Session) -> JournalPlace:
    """Return how far the journal was read."""
    return session.get(JournalPlace, 1) or JournalPlace(id=1, offset=0, head=Position().head)


def merge(session: Session, entries: Iterable[Entry], *, is_ours: bool = True) -> Merged:
    """Replay the entries of the journal, in order, and return what was new to the database.

    `is_ours` false: the entries come from another machine's journal, and the new ones go into ours.
    """
    merged = Merged()
    known = list(entries)
    held = _held(session, {key for one in known if (key := _key(one)) is not None})
    returned = {_which(entry): place for place, entry in enumerate(known) if entry.get("act") == "return"}
    lifted = {_said(entry): place for place, entry in enumerate(known) if entry.get("act") == "lift"}
    undone = {_moment(entry) for entry in known if entry.get("act") == "back"}
    for place, entry in enumerate(known):
        key = _key(entry)
        verb = _VERBS.get(str(entry.get("act")))
        is_over = _ends_with_return(entry) and returned.get(_which(entry), -1) > place
        is_over = is_over or (verb is _stop and lifted.get(_said(entry), -1) > place)
        if verb is not _back:
            is_over = is_over or _moment(entry) in undone
        if key is not None and verb is not None and not is_over:
            verb(session, key, entry, held, merged, is_ours=is_ours)
    return merged


def missing(session: Session, journal: Journal) -> list[Entry]:
    """Return the entries that the journal lacks: older than the journal, or from a time when it was not writable."""
    written: set[tuple[str, int | None]] = set()
    for entry in journal.read().entries:
        if entry.get("act") == "stop":
            written.add(_which(entry))
        elif entry.get("act") in ("return", "back", "lift"):
            written.discard(_which(entry))
    rows = session.exec(select(Suppression).where(col(Suppression.reason).in_(suppressing.SPOKEN)))
    return [
        suppressing.entry(row.address_key, row.mailing_list_id, SuppressionReason(row.reason), row.since, row.evidence)
        for row in rows
        if (row.address_key.hex(), row.mailing_list_id) not in written
    ]


_Held = dict[tuple[bytes, int | None], str]


def _held(session: Session, keys: set[bytes]) -> _Held:
    held: _Held = {}
    pending = sorted(keys)
    for start in range(0, len(pending), _BATCH):
        rows = session.execute(
            sqlalchemy.select(
                col(Suppression.address_key), col(Suppression.mailing_list_id), col(Suppression.reason)
            ).where(col(Suppression.address_key).in_(pending[start : start + _BATCH]))
        )
        held |= {(key, listed): reason for key, listed, reason in rows}
    return held


def _ends_with_return(entry: Entry) -> bool:
    """Tell whether a return to the list cancels an entry: that the person left, or withdrew the yes to the letter."""
    return entry.get("reason") == SuppressionReason.UNSUBSCRIBED or entry.get("purpose") == Purpose.NEWSLETTER


def _which(entry: Entry) -> tuple[str, int | None]:
    return str(entry.get("key")), entry.get("list")


def _said(entry: Entry) -> tuple[str, int | None, str]:
    return *_which(entry), str(entry.get("reason"))


def _moment(entry: Entry) -> tuple[str, Any, str]:
    return str(entry.get("key")), entry.get("list"), str(entry.get("since"))


def _key(entry: Entry) -> bytes | None:
    try:
        return bytes.fromhex(str(entry["key"]))
    except (KeyError, ValueError):
        return None


def _stop(session: Session, key: bytes, entry: Entry, held: _Held, merged: Merged, *, is_ours: bool) -> None:
    try:
        listed, reason, since = (
            entry.get("list"),
            SuppressionReason(entry["reason"]),
            datetime.fromisoformat(entry["since"]),
        )
    except (KeyError, TypeError, ValueError):  # somebody changed the file: the reader counts the line as damaged
        return
    is_unknown_list = listed is not None and session.get(MailingList, listed) is None
    if is_unknown_list or held.get((key, listed), SuppressionReason.BOUNCED) != SuppressionReason.BOUNCED:
        return
    news = suppressing.suppress_all(
        session,
        [key],
        reason=reason,
        since=since,
        mailing_list_id=listed,
        evidence=str(entry.get("evidence", "")),
        is_noted=not is_ours,
    )
    merged.stopped += len(news)
    held[key, listed] = reason


def _back(session: Session, key: bytes, entry: Entry, held: _Held, _merged: Merged, *, is_ours: bool) -> None:
    """Undo what the reader undid, unless another source has said it too."""
    try:
        listed, since = int(entry["list"]), datetime.fromisoformat(entry["since"])
    except (KeyError, TypeError, ValueError):
        return
    evidence = str(entry.get("evidence", ""))
    if suppressing.take_back(session, key, listed, since=since, evidence=evidence, now=since, is_noted=not is_ours):
        held.pop((key, listed), None)


def _erase(session: Session, key: bytes, entry: Entry, held: _Held, merged: Merged, *, is_ours: bool) -> None:
    _stop(session, key, entry | {"list": None, "reason": SuppressionReason.ERASED.value}, held, merged, is_ours=is_ours)
    merged.erased.add(key)


def _withdraw(session: Session, key: bytes, entry: Entry, _held: _Held, merged: Merged, *, is_ours: bool) -> None:
    try:
        listed, purpose = int(entry["list"]), Purpose(entry["purpose"])
        since = datetime.fromisoformat(entry["since"])
    except (KeyError, TypeError, ValueError):
        return
    if session.get(MailingList, listed) is not None:
        source = str(entry.get("evidence", ""))
        merged.withdrawn += consents.withdraw(
            session, [key], [purpose], listed, source=source, now=since, is_replayed=is_ours
        )


_VERBS: dict[str, Any] = {"stop": _stop, "back": _back, "erase": _erase, "withdraw": _withdraw}
