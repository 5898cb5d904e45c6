"""The letters that people wrote back, and those that no machine understood: what waits, what was classed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.acting.replies import effects, threads
from campaigns.post.returns import pending
from campaigns.post.returns.letter_rows import LetterAnswer, PendingLetter
from campaigns.post.returns.pending import Question
from runtime.installation import Installation
from runtime.language import N_, _
from templates import typed_text

PAGE = 50
_BEGINNING = 160


class State(StrEnum):
    """Where a letter stands."""

    UNREAD = "unread"
    #: Read, and neither answered nor classed.
    READ = "read"
    ANSWERED = "answered"
    CLASSED = "classed"


NAMES = {
    State.UNREAD: N_("non lue"),
    State.READ: N_("lue"),
    State.ANSWERED: N_("répondue"),
    State.CLASSED: N_("classée"),
}


@dataclass(frozen=True)
class Line:
    """One letter in the list."""

    id: int
    at: datetime
    state: State
    #: What it is, in words, and by its name.
    what: str
    question: str
    name: str
    sender: str
    subject: str
    #: How it begins.
    words: str
    has_attachments: bool
    #: How many proposals nobody has answered yet.
    offers: int

    def as_json(self) -> dict[str, Any]:
        """Return what `relais replies list` promises."""
        return {
            "id": self.id, "at": self.at.isoformat(), "state": self.state.value, "question": self.question,
            "sender": self.sender, "name": self.name, "subject": self.subject, "words": self.words,
        }  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A page of letters, the newest first."""

    lines: tuple[Line, ...]
    #: How many wait, and how many of these nobody has read; how many are classed.
    open: int
    unread: int
    classed: int
    #: The number before which the next page begins; `None` on the last.
    older: int | None


def listed(opened: Installation, *, state: State | None = None, before: int | None = None) -> Listed:
    """Return the letters of a state; without one, those that wait. `before` is the `older` of the page before."""
    with opened.database.reading() as session:
        wanted = _IS.get(state, _WAITS) if state else _WAITS
        asked = select(PendingLetter).where(_SPEAKS, wanted).order_by(col(PendingLetter.id).desc())
        if before is not None:
            asked = asked.where(col(PendingLetter.id) < before)
        rows = session.exec(asked.limit(PAGE + 1)).all()
        numbers = [one.id for one in rows[:PAGE]]
        answered = set(session.exec(select(LetterAnswer.letter_id).where(col(LetterAnswer.letter_id).in_(numbers))))
        lines = tuple(_line(session, opened, one, is_answered=one.id in answered) for one in rows[:PAGE])
        return Listed(
            lines=lines, open=_count(session, _WAITS), unread=_count(session, _UNREAD),
            classed=_count(session, _IS[State.CLASSED]), older=lines[-1].id if len(rows) > PAGE else None,
        )  # fmt: skip


def unread(opened: Installation) -> int:
    """Count the letters that nobody has read."""
    with opened.database.reading() as session:
        return _count(session, _UNREAD)


def _line(session: Session, opened: Installation, letter: PendingLetter, *, is_answered: bool) -> Line:
    contact = effects.contact_of(session, opened, letter)
    return Line(
        id=letter.id or 0,
        at=datetime.fromtimestamp(letter.at, UTC),
        state=_state(letter, is_answered=is_answered),
        what=_(pending.NAMES[Question(letter.question)]),
        question=letter.question,
        name=threads.called(letter, contact),
        sender=typed_text.visible(letter.sender),
        subject=typed_text.visible(letter.subject),
        words=" ".join(typed_text.visible(letter.words).split())[:_BEGINNING],
        has_attachments=bool(letter.attachments),
        offers=len(threads.offers_of(session, opened, letter)),
    )


def _state(letter: PendingLetter, *, is_answered: bool) -> State:
    if letter.settled_at is not None:
        return State.CLASSED
    if is_answered:
        return State.ANSWERED
    return State.READ if letter.read_at is not None else State.UNREAD


def _count(session: Session, which: sa.ColumnElement[bool]) -> int:
    found = select(sa.func.count()).select_from(PendingLetter).where(_SPEAKS, which)
    return int(session.exec(found).one())


#: What an erasure or a term has emptied is no letter any more.
_SPEAKS = sa.or_(col(PendingLetter.sender) != "", col(PendingLetter.words) != "", col(PendingLetter.subject) != "")
_WAITS = col(PendingLetter.settled_at).is_(None)
_UNREAD = sa.and_(_WAITS, col(PendingLetter.read_at).is_(None))
_ANSWERED = col(PendingLetter.id).in_(select(LetterAnswer.letter_id))
_IS = {
    State.UNREAD: _UNREAD,
    State.READ: sa.and_(_WAITS, col(PendingLetter.read_at).is_not(None), ~_ANSWERED),
    State.ANSWERED: sa.and_(_WAITS, _ANSWERED),
    State.CLASSED: col(PendingLetter.settled_at).is_not(None),
}
