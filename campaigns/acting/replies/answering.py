"""Answering what somebody wrote: by mail, in its thread, through the outbox; and marking letters as read.

Refuses to answer a machine, or an address that cannot be read.
"""

from __future__ import annotations

from typing import Any

from campaigns.acting.replies import errors, threads
from campaigns.editorial import event_times, publications
from campaigns.errors import SenderUnclear
from campaigns.post.outbox import queue
from campaigns.post.returns import pending
from campaigns.post.returns.letter_rows import LetterAnswer, PendingLetter
from lists import addresses
from lists.addresses import Address
from lists.errors import ListsError
from mailer.bounces import threads as mail_threads
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text
from templates.personal_answers import Answer

#: Signs of an answer; what is quoted below it may be as long.
LONGEST = 10_000
_LONGEST_QUOTED = 4_000
_ANSWERS = ("re:", "re :", "ré:", "ré :")


def answer(
    opened: Installation, letter_id: int, words: str, actor: str, *, name: str = "", publication: str | None = None
) -> None:
    """Send an answer to a letter, which is then read; `name` signs it.

    `publication` says who writes, where the letter does not tell and there are several; else the first one does.

    Raises:
        errors.LetterUnknown, errors.AnswerRefused; SenderUnclear: it has no address that can be written to.
        campaigns.errors.PublicationUnknown; templates.errors.TextRefused: signs that no keyboard types.
    """
    said = words.replace("\r\n", "\n").strip()
    _require(said)
    with opened.database.transaction() as session:
        letter = threads.get(session, letter_id)
        address = _address(letter)
        writes = publications.chosen(session, publication) if publication else threads.publication_of(session, letter)
        writes = writes or publications.everything(session)[0]
        notice = Answer(**queue.frame(writes), **_frame(letter), words=said, name=name)
        message = queue.queue(session, opened.keyring, writes, address, notice, now=opened.clock.now())
        session.add(
            LetterAnswer(
                letter_id=letter_id, at=opened.clock.epoch(), actor=actor, words=said, message=message,
                message_name=queue.name_of(opened.keyring, message),
            )
        )  # fmt: skip
        letter.read_at = letter.read_at or opened.clock.epoch()
        session.add(letter)
        audit.record(session, opened.clock.now(), actor, "reply.answered", letter=letter_id)


def mark(opened: Installation, letter_id: int, *, is_read: bool) -> None:
    """Mark a letter as read, or as still to be read; repeating it changes nothing.

    Raises:
        errors.LetterUnknown.
    """
    with opened.database.transaction() as session:
        letter = threads.get(session, letter_id)
        letter.read_at = (letter.read_at or opened.clock.epoch()) if is_read else None
        session.add(letter)


def _require(words: str) -> None:
    if not words:
        raise errors.AnswerRefused(field="words", reason=_("écrivez votre réponse"))
    if len(words) > LONGEST:
        raise errors.AnswerRefused(field="words", reason=_("{n} signes au plus").format(n=LONGEST))
    typed_text.require_printable(words)


def _address(letter: PendingLetter) -> Address:
    if letter.question not in pending.BY_PEOPLE:
        raise errors.AnswerRefused(field="words", reason=_("une machine a écrit cette lettre, personne ne vous lirait"))
    try:
        return addresses.parse(letter.sender)
    except ListsError:
        raise SenderUnclear(id=letter.id) from None


def _frame(letter: PendingLetter) -> dict[str, Any]:
    """Return what ties an answer to its letter."""
    subject = typed_text.visible(letter.subject).strip() or _("Votre message")
    before = dict.fromkeys((*letter.ancestors.split(), *letter.message_id.split()))
    quoted = typed_text.visible(letter.words) if len(letter.words) <= _LONGEST_QUOTED else ""
    day = event_times.day(clock.day_of(letter.at))
    return {
        "title": subject if subject.lower().startswith(_ANSWERS) else f"Re: {subject}",
        "introduction": _("Le {day}, vous écriviez :").format(day=day) if quoted else "",
        "quoted": quoted,
        "in_reply_to": letter.message_id,
        "references": mail_threads.shortened(before) if letter.message_id else (),
    }
