"""One letter that came back: what it is, which signed token it carries, and what follows.

A letter without a token of ours has no effect, because it may say anything. With a token, bounces, deliveries and
complaints are recorded, a request to leave is honoured; questions wait for a person. *Who* never comes from parsing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import parseaddr
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import delivery_events, providers, tokens
from campaigns.post.delivery_events import Heard
from campaigns.post.models import Provider
from campaigns.post.returns import correspondence, pending
from campaigns.post.returns.letter_rows import PendingLetter
from campaigns.post.returns.pending import Question
from campaigns.post.statements import DELIVERY
from lists import addresses, errors
from lists.permission import suppressing
from mailer import bounces
from mailer.bounces import AddressReport, LetterKind, Opinion, machines, reply_text, returned_letters, threads
from mailer.bounces.returned_letters import ReturnedLetter
from mailer.reasons import Reason
from runtime.installation import Installation
from runtime.language import N_

#: Where a leave token stands: in the address of its page, or in the subject that a mail program fills in.
_LEAVE = re.compile(rf"(?:/l/u/|subject: .{{0,40}}?)([A-Za-z0-9_-]{{{tokens.LEAVE_LENGTH}}})(?![A-Za-z0-9_-])")
_MOST_TOKENS = 20
#: Signs of a letter that are kept: nobody writes a newsletter more.
_LONGEST = 20_000


class ReturnKind(StrEnum):
    """What became of one letter."""

    BOUNCE = "bounces"
    COMPLAINT = "complaints"
    AUTO_REPLY = "auto_replies"
    UNSUBSCRIBE = "unsubscribes"
    OTHER = "other"


#: What people read, in the plural.
NAMES = {
    ReturnKind.BOUNCE: N_("revenues"),
    ReturnKind.COMPLAINT: N_("signalements comme indésirable"),
    ReturnKind.AUTO_REPLY: N_("réponses automatiques"),
    ReturnKind.UNSUBSCRIBE: N_("demandes de désinscription"),
    ReturnKind.OTHER: N_("autres"),
}


@dataclass(frozen=True)
class Taken:
    """The result of reading one letter."""

    outcome: ReturnKind
    #: The letter is finished, and may be put away.
    done: bool = False
    #: A person must decide.
    asks: bool = False
    #: The delivery that it was about, if it brought something new.
    delivery_id: int | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class Read:
    """A letter with all that was read in it."""

    letter: ReturnedLetter
    opinion: Opinion
    #: The delivery that a signed token names; `None` without a token.
    delivery_id: int | None
    leave: str
    #: The same for the same letter, however often it is read.
    id: str
    now: int


def act(session: Session, opened: Installation, read: Read) -> Taken:
    """Act on a letter that was understood; repeating it changes nothing."""
    return _HANDLERS[read.opinion.kind](session, opened, read)


_NOTHING = Taken(ReturnKind.OTHER)
#: A letter that could not be read at all.
UNREADABLE = Taken(ReturnKind.OTHER)


def understand(opened: Installation, raw: bytes) -> Read:
    """Return a letter with all that is read in it; asks no database."""
    letter = returned_letters.parse(raw)
    text = letter.everything
    leave, delivery_id = "", tokens.read_bounce(opened.keyring, text)
    for found in list(_LEAVE.finditer(text))[:_MOST_TOKENS]:
        said = tokens.find_leave(opened.keyring, found[1])
        if said is not None:
            leave, delivery_id = found[1], delivery_id or said.delivery_id
            break
    named = letter.header("message-id").strip() or hashlib.sha256(raw).hexdigest()
    digest = hashlib.sha256(f"{named}\n{delivery_id}".encode()).hexdigest()[:32]
    return Read(letter, bounces.judge(letter), delivery_id, leave, f"mail:{digest}", opened.clock.epoch())


def _bounce(session: Session, _opened: Installation, read: Read) -> Taken:
    if read.delivery_id is None:
        return _NOTHING  # forged, or about a letter from another sender
    report = _about(session, read)
    heard = _heard(read, delivery_events.EventKind.BOUNCED, report)
    news = delivery_events.record(session, heard)
    if news and report.reason is Reason.BLOCKED:
        _spare(session, read)
    return Taken(
        ReturnKind.BOUNCE,
        done=True,
        delivery_id=read.delivery_id if news else None,
        reason=report.reason if news else None,
    )


def _spare(session: Session, read: Read) -> None:
    """Let a provider that blocks us rest, as if it had refused directly; does nothing for unknown providers."""
    number = session.execute(sa.select(DELIVERY.c.provider).where(DELIVERY.c.id == read.delivery_id)).scalar_one()
    if number != providers.OTHERS:
        seconds = providers.group(session.get_one(Provider, number)).block_seconds
        providers.leave_alone(session, number, seconds, read.now)


def _about(session: Session, read: Read) -> AddressReport:
    """Return the report on our address. If only another address failed (a list member, the target of a forward),
    ours exists: the failure is not hard.
    """
    address = session.execute(sa.select(DELIVERY.c.address).where(DELIVERY.c.id == read.delivery_id)).scalar() or ""
    reports = read.opinion.reports or (AddressReport("", "", None, Reason.UNDEFINED, hard=False),)
    ours = [one for one in reports if one.recipient.lower() in ("", address.lower())]
    if ours:
        return ours[0]
    other = reports[0]
    return AddressReport(address, other.status, other.smtp_code, other.reason, hard=False, words=other.words)


def _heard(read: Read, kind: delivery_events.EventKind, report: AddressReport | None = None) -> Heard:
    assert read.delivery_id is not None
    if report is None:
        return Heard(read.id, kind, read.delivery_id, read.now)
    details = {"status": report.status, "smtp_code": report.smtp_code}
    return Heard(
        read.id, kind, read.delivery_id, read.now, report.reason, hard=report.hard, words=report.words, details=details
    )


def _complaint(session: Session, _opened: Installation, read: Read) -> Taken:
    is_wish = any(one.reason is Reason.COMPLAINT for one in read.opinion.reports)
    if not is_wish:
        return _NOTHING  # a report on authentication: the administrator's own tools want it
    if read.delivery_id is None:
        return _ask(session, read, Question.COMPLAINT, ReturnKind.COMPLAINT)
    news = delivery_events.record(session, _heard(read, delivery_events.EventKind.COMPLAINED, read.opinion.reports[0]))
    return Taken(
        ReturnKind.COMPLAINT, done=True, delivery_id=read.delivery_id if news else None, reason=Reason.COMPLAINT
    )


def _unsubscribe(session: Session, opened: Installation, read: Read) -> Taken:
    """Honour a request that carries a token.

    A reply that quotes a letter carries the token of that letter's reader. It counts only if that reader is the sender.
    What a person wrote is kept for the officer to see, who may take it back (`answering_returns.settle`).
    """
    if read.delivery_id is None or (not _is_addressed(opened, read) and not _is_from_reader(session, opened, read)):
        return _ask(session, read, Question.UNSUBSCRIBE, ReturnKind.UNSUBSCRIBE)
    link = tokens.find_leave(opened.keyring, read.leave)
    news = delivery_events.record(session, replace(_heard(read, delivery_events.EventKind.LEFT), link=link))
    if news and not _is_by_program(opened, read):
        _ask(session, read, Question.UNSUBSCRIBED, ReturnKind.UNSUBSCRIBE)
    return Taken(ReturnKind.UNSUBSCRIBE, done=True)


def _is_by_program(opened: Installation, read: Read) -> bool:
    """Tell whether a mail program wrote the letter at the press of its button: nobody has to read it again."""
    is_named = any(tokens.find_leave(opened.keyring, word) for word in read.letter.header("subject").split())
    return bool(read.letter.header("x-apple-unsubscribe")) or (is_named and not reply_text.shown(read.letter))


def _auto_reply(session: Session, _opened: Installation, read: Read) -> Taken:
    if read.delivery_id is None:
        return Taken(ReturnKind.AUTO_REPLY)
    if read.opinion.has_left:
        return _ask(session, read, Question.LEFT, ReturnKind.AUTO_REPLY)
    return Taken(ReturnKind.AUTO_REPLY, done=True)


def _delivered(session: Session, _opened: Installation, read: Read) -> Taken:
    if read.delivery_id is None:
        return _NOTHING
    delivery_events.record(session, _heard(read, delivery_events.EventKind.DELIVERED, _about(session, read)))
    return Taken(ReturnKind.OTHER, done=True)


def _challenge(session: Session, _opened: Installation, read: Read) -> Taken:
    return _ask(session, read, Question.CHALLENGE, ReturnKind.OTHER) if read.delivery_id else _NOTHING


def _delay(_session: Session, _opened: Installation, read: Read) -> Taken:
    """Put a delay notice away: the state does not change, and nobody needs to act."""
    return Taken(ReturnKind.OTHER, done=read.delivery_id is not None)


def _reply(session: Session, opened: Installation, read: Read) -> Taken:
    """Note that a reader wrote back, and show it; the letter itself stays in its mailbox.

    Whoever answers our answer quotes no token, but names its Message-ID: that continues a conversation, and no more.
    """
    if machines.is_mail_server(read.letter):
        return _NOTHING
    if read.opinion.may_leave:
        return _ask(session, read, Question.MAYBE_UNSUBSCRIBE, ReturnKind.OTHER)
    if read.delivery_id is None and _begun(session, read) is None:
        return _NOTHING
    if read.delivery_id is not None and _is_from_reader(session, opened, read):
        delivery_events.record(session, _heard(read, delivery_events.EventKind.REPLIED))
    asked = _ask(session, read, Question.REPLY, ReturnKind.OTHER)
    # Where people read the mailbox themselves, nobody is called a second time.
    return asked if _is_addressed(opened, read) else replace(asked, asks=False)


_HANDLERS: dict[LetterKind, Callable[[Session, Installation, Read], Taken]] = {
    LetterKind.BOUNCE: _bounce,
    LetterKind.DELAY: _delay,
    LetterKind.DELIVERED: _delivered,
    LetterKind.COMPLAINT: _complaint,
    LetterKind.AUTO_REPLY: _auto_reply,
    LetterKind.CHALLENGE: _challenge,
    LetterKind.UNSUBSCRIBE: _unsubscribe,
    LetterKind.OTHER: _reply,
}


def _ask(session: Session, read: Read, question: Question, outcome: ReturnKind) -> Taken:
    """Let a person decide; the letter itself stays in its place."""
    name, address = parseaddr(read.letter.header("from"))
    begun = _begun(session, read)
    letter = PendingLetter(
        event_id=read.id,
        question=question.value,
        at=read.now,
        delivery_id=read.delivery_id or (begun.delivery_id if begun else None),
        sender=address[:320],
        sender_name=name[:120],
        subject=read.letter.header("subject")[:200],
        words=_written(read.letter)[:_LONGEST],
        attachments=list(threads.file_names(read.letter)),
        replacement=read.opinion.replacement,
        message_id=threads.own_id(read.letter),
        ancestors=" ".join(threads.ancestors(read.letter)),
        thread_id=(begun.thread_id or begun.id) if begun else None,
    )
    return Taken(outcome, asks=pending.add(session, letter))


def _begun(session: Session, read: Read) -> PendingLetter | None:
    """Return the letter of the conversation that this one continues."""
    return correspondence.continued(session, " ".join(threads.ancestors(read.letter)))


def _written(letter: ReturnedLetter) -> str:
    """Return what was written above a quotation, and within it as some people answer."""
    return "\n\n".join(filter(None, (reply_text.shown(letter), reply_text.between(letter))))


def _is_addressed(opened: Installation, read: Read) -> bool:
    """Tell whether the letter was sent to our signed address, by a mail program or on purpose."""
    names = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to")
    values = " ".join(value for name in names for value in read.letter.headers.get(name, ()))
    is_named = tokens.read_bounce(opened.keyring, values) is not None
    return is_named or any(tokens.find_leave(opened.keyring, word) for word in read.letter.header("subject").split())


def _is_from_reader(session: Session, opened: Installation, read: Read) -> bool:
    """Tell whether the sender has the address that the letter was delivered to."""
    try:
        sender = addresses.parse(parseaddr(read.letter.header("from"))[1])
    except errors.ListsError:
        return False
    key = suppressing.address_key(opened.keyring, sender)
    known = sa.select(DELIVERY.c.id).where(DELIVERY.c.id == read.delivery_id, DELIVERY.c.address_key == key)
    return session.execute(known).first() is not None
