"""Conversations with readers as rows: which letter continues one, which are somebody's, and when they are forgotten."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.post.returns.letter_rows import ANSWER, BLANK, PENDING, LetterAnswer, PendingLetter
from campaigns.post.returns.pending import Decision
from runtime import bulk

_LEFT_PART = re.compile(r"<([0-9a-f]{20,80})@")


def continued(session: Session, ancestors: str) -> PendingLetter | None:
    """Return the letter whose answer of ours one with these Message-IDs before it goes on from; `None` without one."""
    names = _LEFT_PART.findall(ancestors)
    if not names:
        return None
    answered = select(LetterAnswer.letter_id).where(col(LetterAnswer.message_name).in_(names))
    letter_id = session.exec(answered.order_by(col(LetterAnswer.id).desc())).first()
    return session.get(PendingLetter, letter_id) if letter_id else None


def of_thread(session: Session, letter: PendingLetter) -> tuple[list[PendingLetter], list[LetterAnswer]]:
    """Return the letters of the same conversation and our answers to them, each oldest first."""
    root = letter.thread_id or letter.id
    mine = (col(PendingLetter.id) == root) | (col(PendingLetter.thread_id) == root)
    letters = list(session.exec(select(PendingLetter).where(mine).order_by(col(PendingLetter.id))))
    numbers = [one.id for one in letters]
    answers = select(LetterAnswer).where(col(LetterAnswer.letter_id).in_(numbers)).order_by(col(LetterAnswer.id))
    return letters, list(session.exec(answers))


def answers_to(session: Session, letter: PendingLetter) -> list[LetterAnswer]:
    """Return our answers to one letter, oldest first."""
    mine = select(LetterAnswer).where(LetterAnswer.letter_id == letter.id).order_by(col(LetterAnswer.id))
    return list(session.exec(mine))


def of_person(session: Session, address: str, deliveries: Sequence[int]) -> list[PendingLetter]:
    """Return what somebody wrote, or what came back of these deliveries, and is not forgotten, oldest first."""
    said = col(PendingLetter.words) != ""
    mine = select(PendingLetter).where(_is_hers(address, deliveries), said).order_by(col(PendingLetter.id))
    return list(session.exec(mine))


def forget_person(session: Session, address: str, deliveries: Sequence[int]) -> None:
    """Erase what somebody wrote, what came back of these deliveries, and what was answered."""
    _forget(session, _is_hers(address, deliveries))


def old(session: Session, before: datetime) -> int:
    """Count the letters that came before this moment and that wait, or still say something of people."""
    return int(session.execute(sa.select(sa.func.count()).where(_is_old(before))).scalar_one())


def forget_old(session: Session, before: datetime, now: int) -> int:
    """Dismiss those that wait, and erase what all of them say of people; return how many there were."""
    is_old = _is_old(before)
    session.execute(sa.delete(ANSWER).where(ANSWER.c.letter_id.in_(sa.select(PENDING.c.id).where(is_old))))
    values = {
        "settled_at": sa.func.coalesce(PENDING.c.settled_at, now),
        "decision": sa.case((PENDING.c.settled_at.is_(None), Decision.DISMISS.value), else_=PENDING.c.decision),
    }
    return bulk.changed(session, sa.update(PENDING).where(is_old).values(**values, **BLANK))


def _forget(session: Session, which: sa.ColumnElement[bool]) -> None:
    session.execute(sa.delete(ANSWER).where(ANSWER.c.letter_id.in_(sa.select(PENDING.c.id).where(which))))
    session.execute(sa.update(PENDING).where(which).values(**BLANK))


def _is_hers(address: str, deliveries: Sequence[int]) -> sa.ColumnElement[bool]:
    # Letters without a readable sender must not match a person whose address is no longer known (both are empty).
    wrote = sa.and_(PENDING.c.sender != "", sa.func.lower(PENDING.c.sender) == address.lower())
    return sa.or_(wrote, PENDING.c.delivery_id.in_(deliveries))


def _is_old(before: datetime) -> sa.ColumnElement[bool]:
    speaks = sa.or_(PENDING.c.settled_at.is_(None), PENDING.c.sender != "", PENDING.c.words != "")
    return sa.and_(PENDING.c.at < int(before.timestamp()), speaks)
