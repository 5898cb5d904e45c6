"""What became of the question to a person who gave no sign for too long: it left, it could not, or is asked again."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from lists.retention import inactivity
from lists.retention.inactivity import Lapse


@dataclass(frozen=True)
class LastQuestion:
    """A question that is not known to have left."""

    address_key: bytes
    message_id: int


def waiting(session: Session) -> list[LastQuestion]:
    """Return the questions that are not known to have left."""
    columns = sa.select(col(Lapse.address_key), col(Lapse.message_id)).where(
        col(Lapse.message_id).is_not(None), col(Lapse.is_told).is_(False), col(Lapse.unasked) == ""
    )
    return [LastQuestion(key, message) for key, message in session.execute(columns)]


def told(session: Session, question: LastQuestion) -> None:
    """Note that a question left."""
    inactivity.change(session, question.address_key, is_told=True)


def unreachable(session: Session, question: LastQuestion, reason: str) -> None:
    """Note why a question could not be delivered: the person's term runs on without it."""
    inactivity.change(session, question.address_key, unasked=reason)


def ask_again(session: Session, question: LastQuestion) -> None:
    """Note that a question never left: the person will be asked again."""
    inactivity.change(session, question.address_key, asked_on=None, message_id=None)
