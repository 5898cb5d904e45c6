"""Returned letters that a person must decide about: no machine may answer or act on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.post.returns.letter_rows import BLANK, PENDING, PendingLetter
from runtime import bulk
from runtime.installation import Installation
from runtime.language import N_

#: As much of a letter as a list shows.
_BEGINNING = 500


class Question(StrEnum):
    """What a person is asked."""

    #: Somebody asks to leave, and no signed token says who.
    UNSUBSCRIBE = "unsubscribe"
    #: Some words of a person's letter sound like a wish to leave; others may say something else.
    MAYBE_UNSUBSCRIBE = "maybe_unsubscribe"
    #: What they wrote has unsubscribed them; a person may see it, and take it back.
    UNSUBSCRIBED = "unsubscribed"
    #: Somebody complains, and no signed token says who.
    COMPLAINT = "complaint"
    #: A filter wants to know that the sender is human.
    CHALLENGE = "challenge"
    #: The reader no longer works there, and may have named a replacement.
    LEFT = "left"
    #: A person wrote to the return address, where nobody reads.
    REPLY = "reply"


#: What people read.
NAMES = {
    Question.UNSUBSCRIBE: N_("demande sa désinscription, sans que l’on sache quelle adresse désinscrire"),
    Question.MAYBE_UNSUBSCRIBE: N_("souhaite peut-être se désinscrire : à lire"),
    Question.UNSUBSCRIBED: N_("désinscription faite d’après cette réponse : rien à faire si vous la lisez de même"),
    Question.COMPLAINT: N_("signale la lettre comme indésirable, sans que l’on sache quelle adresse désinscrire"),
    Question.CHALLENGE: N_("un filtre demande de confirmer l’envoi : tant que personne ne le fait, la lettre attend"),
    Question.LEFT: N_("n’occupe plus cette fonction"),
    Question.REPLY: N_("a répondu à la lettre"),
}


#: What people write themselves: it can be answered, and is kept as a conversation.
BY_PEOPLE = frozenset({Question.UNSUBSCRIBE, Question.MAYBE_UNSUBSCRIBE, Question.UNSUBSCRIBED, Question.REPLY})


class Decision(StrEnum):
    """What a person says."""

    #: Take the sender's address off the list.
    UNSUBSCRIBE = "unsubscribe"
    #: Take back the unsubscription that the letter has caused.
    UNDO = "undo"
    #: Write to the named replacement instead of the sender.
    REPLACE = "replace"
    #: Nothing is to be done, or it is done.
    DISMISS = "dismiss"


@dataclass(frozen=True)
class Waiting:
    """A letter that waits for a person's decision."""

    id: int
    #: When it was read.
    at: datetime
    question: Question
    #: As the letter gives it; not verified.
    sender: str
    subject: str
    #: The beginning of its text.
    words: str
    #: The replacement that it names; empty if it names nobody.
    replacement: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais bounces pending` promises."""
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "question": self.question.value,
            "sender": self.sender,
            "subject": self.subject,
            "words": self.words,
            "replacement": self.replacement,
        }


def add(session: Session, letter: PendingLetter) -> bool:
    """Keep a letter for a person; tell whether it is new."""
    added = session.execute(
        bulk.insert(PENDING, session)
        .values(letter.model_dump(exclude={"id"}))
        .on_conflict_do_nothing(index_elements=["event_id"])
        .returning(PENDING.c.id)
    )
    return added.first() is not None


def listed(opened: Installation) -> tuple[Waiting, ...]:
    """Return what waits, oldest first."""
    waiting = select(PendingLetter).where(PendingLetter.settled_at == None)  # noqa: E711 -- SQL
    with opened.database.reading() as session:
        return tuple(_waiting(one) for one in session.exec(waiting.order_by(col(PendingLetter.id))))


def _waiting(letter: PendingLetter) -> Waiting:
    return Waiting(
        letter.id or 0,
        datetime.fromtimestamp(letter.at, UTC),
        Question(letter.question),
        letter.sender,
        letter.subject,
        letter.words[:_BEGINNING],
        letter.replacement,
    )


def get(session: Session, letter_id: int) -> PendingLetter:
    """Return one letter that waits.

    Raises:
        errors.UnknownPending: there is no such letter, or it was settled already.
    """
    found = session.get(PendingLetter, letter_id)
    if found is None or found.settled_at is not None:
        raise errors.UnknownPending(id=letter_id)
    return found


def settle(session: Session, letter: PendingLetter, decision: Decision, now: int) -> None:
    """Write a decision down; what a machine wrote of people is erased, what a person wrote has its term."""
    blank = {} if letter.question in BY_PEOPLE else BLANK
    session.execute(
        sa.update(PENDING).where(PENDING.c.id == letter.id).values(settled_at=now, decision=decision.value, **blank)
    )
