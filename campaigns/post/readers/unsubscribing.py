"""Leaving the letter: a token becomes a suppression and an event. It can be used again at any time.

A reader who just left may undo it and say why, for half an hour, from any page of the link. Refuses any other effect: a
letter gets forwarded, so its holder may do no more than this, and sees only as much of the address as its owner needs.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.editorial import letter_context, publications
from campaigns.post import delivery_events, link_errors, tokens
from campaigns.post.delivery_events import EventKind, Heard
from campaigns.post.readers import leave_files, waiting_leaves
from campaigns.post.statements import DELIVERY
from campaigns.post.tokens import Act, Leave
from lists import addresses
from lists import errors as lists_errors
from lists.kinds import SuppressionReason
from lists.models import MailingList
from lists.permission import suppressing
from runtime import logs
from runtime.errors import OutsideMissing
from runtime.installation import Installation
from runtime.keyring import Keyring
from runtime.language import N_

#: Seconds to wait for another writer: mail programs that leave by one click do not wait long.
PATIENCE = 2
_log = logs.logger(__name__)
#: Minutes for which an act of leaving can be undone, or explained.
MINUTES = 30


class Why(StrEnum):
    """Why somebody leaves, in our words only: free text would name people."""

    TOO_OFTEN = "too_often"
    NOT_FOR_ME = "not_for_me"
    MOVED_ON = "moved_on"
    NEVER_ASKED = "never_asked"
    OTHER = "other"


#: The reasons to choose from, in this order.
WHYS: dict[Why, str] = {
    Why.NOT_FOR_ME: N_("Les sujets ne concernent pas mon travail"),
    Why.TOO_OFTEN: N_("Je reçois trop de messages"),
    Why.MOVED_ON: N_("J’ai changé de fonction ou d’employeur"),
    Why.NEVER_ASKED: N_("Je ne me souviens pas d’avoir demandé cette lettre"),
    Why.OTHER: N_("Une autre raison"),
}


@dataclass(frozen=True)
class Leaving:
    """What a leave link is about."""

    #: The name of the publication; empty when it no longer exists.
    publication: str
    #: Whether this address no longer receives the letter.
    done: bool
    #: The address, as `addresses.veiled` shows it; empty when it is no longer known.
    masked: str = ""
    #: The name of the form by which anybody may subscribe; empty when there is no form.
    form: str = ""
    #: The token that undoes or explains the act by which the reader left; empty when it is too late for that.
    act: str = ""
    #: Whether the reader has just said why.
    explained: bool = False
    #: Where the pages of the publication stand.
    home: str = letter_context.home("")
    #: Whether there are other letters, which the reader may still receive.
    several: bool = False


def look(opened: Installation, token: str) -> Leaving:
    """Return what the link is about; changes nothing.

    Raises:
        link_errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(opened.keyring, token)
    with opened.database.reading() as session:
        return told(session, opened, said)


def leave(opened: Installation, token: str) -> Leaving:
    """Take the address off the mailing list that the token names, at once; repeating changes nothing.

    Works without campaign, delivery and contact (RFC 8058 3.2: years later too). When the database cannot take it, it
    is put on the disk and recorded later (`waiting_leaves`): for the reader there is no difference.

    Raises:
        link_errors.LeaveRefused: the token was cut or changed.
        runtime.errors.OutsideMissing: neither the database nor the disk takes it.
    """
    [found] = leave_together(opened, [token])
    if isinstance(found, Exception):
        raise found
    return found


def leave_together(opened: Installation, given: Sequence[str]) -> list[Leaving | Exception]:
    """Do as `leave` for many tokens in one transaction; return what each has to be told, an error included.

    When the transaction fails each is tried alone: what stops one stops nobody else. When the database is away or busy,
    they are put on the disk.
    """
    read = [tokens.find_leave(opened.keyring, token) for token in given]
    if leave_files.is_any(opened.settings.data):  # the database is behind: nobody waits for it in turn
        return [_later(opened, said) for said in read]
    try:
        with opened.database.transaction(patience=PATIENCE) as session:
            left = iter(_leave(session, opened, [said for said in read if said]))
        return [next(left) if said else link_errors.LeaveRefused() for said in read]
    except OutsideMissing as problem:
        _log.warning("departures wait", reason=str(problem), many=len(given))
        return [_later(opened, said) for said in read]
    except Exception as problem:  # noqa: BLE001 -- told to the one whose token it was
        if len(given) == 1:
            return [problem]
        return [one for token in given for one in leave_together(opened, [token])]


def _leave(session: Session, opened: Installation, wanted: list[Leave]) -> list[Leaving]:
    at = opened.clock.epoch()
    # Two simultaneous requests count as one departure.
    mine = sa.select(DELIVERY.c.id, DELIVERY.c.address_key, DELIVERY.c.address).order_by(DELIVERY.c.id)
    found = session.execute(mine.where(DELIVERY.c.id.in_({one.delivery_id for one in wanted})).with_for_update())
    addresses_of = {(row.id, row.address_key): row.address for row in found}
    stopped = suppressing.stops(session, {one.address_key for one in wanted})
    heard: dict[tuple[int, bytes], Heard] = {}
    acts = []
    for said in wanted:
        reasons = stopped.get(said.address_key, {})
        received = not reasons.keys() & {None, said.mailing_list_id}
        here = (said.mailing_list_id, said.address_key)
        is_first = received and here not in heard
        acts.append(tokens.mint_act(opened.keyring, Act(said, at)) if is_first else _act_of(session, opened, said))
        if reasons.get(said.mailing_list_id) in (None, SuppressionReason.BOUNCED):
            event = f"leave:{secrets.token_hex(12)}"
            heard.setdefault(here, Heard(event, EventKind.LEFT, said.delivery_id, at, link=said))
    delivery_events.record_departures(session, list(heard.values()))
    words = {number: _letter(session, number) for number in {one.mailing_list_id for one in wanted}}
    return [
        replace(
            words[said.mailing_list_id], done=True, act=act,
            masked=_masked(addresses_of.get((said.delivery_id, said.address_key), "")),
        )
        for said, act in zip(wanted, acts, strict=True)
    ]  # fmt: skip


def _later(opened: Installation, said: Leave | None) -> Leaving | Exception:
    """Put a departure on the disk, unless the address has left already; return what the page says."""
    if said is None:
        return link_errors.LeaveRefused()
    at = opened.clock.epoch()
    try:
        with opened.database.reading() as session:
            before = told(session, opened, said)
    except OutsideMissing:
        before = Leaving("", done=False)
    if before.done:
        return before
    try:
        leave_later(opened, said, at)
    except lists_errors.LeaveUnwritable as problem:
        return problem
    return replace(before, done=True, act=tokens.mint_act(opened.keyring, Act(said, at)))


def leave_later(opened: Installation, said: Leave, at: int) -> None:
    """Put a departure on the disk, to be recorded before the next letter.

    Raises:
        lists_errors.LeaveUnwritable: the disk does not take it either.
    """
    token = tokens.mint_leave(opened.keyring, said.mailing_list_id, said.delivery_id, said.address_key)
    try:
        leave_files.note(opened.settings.data, token, at)
    except OSError as problem:
        raise lists_errors.LeaveUnwritable(reason=problem.strerror) from problem


def undo(opened: Installation, token: str) -> Leaving:
    """Undo one act of leaving; suppressions from other sources, earlier or later, stay. Repeating changes nothing.

    Raises:
        link_errors.LinkRefused: the token was cut or changed.
        link_errors.UndoRefused: it is too late, or somebody else stopped the letters too.
    """
    waiting_leaves.record_all(opened)  # the departure itself may still wait
    with opened.database.transaction() as session:
        now = opened.clock.now()
        act = _act(opened.keyring, token, now)
        left = Heard("", EventKind.LEFT, act.leave.delivery_id, act.at, link=act.leave)
        since, evidence = datetime.fromtimestamp(act.at, UTC), delivery_events.evidence(left)
        key, mailing_list_id = act.leave.address_key, act.leave.mailing_list_id
        if suppressing.take_back(session, key, mailing_list_id, since=since, evidence=evidence, now=now):
            delivery_events.record(
                session, replace(left, event_id=f"stay:{secrets.token_hex(12)}", kind=EventKind.STAYED)
            )
        found = told(session, opened, act.leave)
        if found.done:
            raise link_errors.UndoRefused
        return found


def explain(opened: Installation, token: str, why: Why) -> Leaving:
    """Note why somebody left, once for each act, without a word about who it was.

    Raises:
        link_errors.LinkRefused: the token was cut or changed.
        link_errors.UndoRefused: it is too late.
    """
    now = opened.clock.now()
    act = _act(opened.keyring, token, now)
    # The same act gives the same number, and without the keys a number does not reveal its act.
    number = opened.keyring.sign(b"why", token.encode(), 12).hex()
    day = int(now.timestamp()) // 86_400 * 86_400
    said = Heard(
        f"why:{number}", EventKind.EXPLAINED, act.leave.delivery_id, day, details={"why": why.value}, link=act.leave
    )
    with opened.database.transaction() as session:
        delivery_events.record(session, said)
        found = told(session, opened, act.leave)
    return replace(found, act=token if found.done else "", explained=True)


def told(session: Session, opened: Installation, said: Leave) -> Leaving:
    """Return what a link says, as it stands now."""
    waits = waiting_leaves.of(opened, said) is not None
    done = waits or suppressing.is_suppressed(session, said.address_key, said.mailing_list_id)
    address = session.execute(
        sa.select(DELIVERY.c.address).where(
            DELIVERY.c.id == said.delivery_id, DELIVERY.c.address_key == said.address_key
        )
    ).scalar()
    act = _act_of(session, opened, said) if done else ""
    return replace(_letter(session, said.mailing_list_id), done=done, masked=_masked(address or ""), act=act)


def _act_of(session: Session, opened: Installation, said: Leave) -> str:
    """Return the token that undoes how this address left this list; empty when it is too late, or nothing to undo."""
    act = waiting_leaves.of(opened, said) or _lately(session, said)
    is_open = act is not None and opened.clock.epoch() - act.at <= MINUTES * 60
    return tokens.mint_act(opened.keyring, act) if act is not None and is_open else ""


def _letter(session: Session, mailing_list_id: int) -> Leaving:
    """Return what a link says of its letter, and nothing yet of its reader."""
    known = publications.everything(session)
    found = next((one for one in known if one.mailing_list_id == mailing_list_id), None)
    listed = session.get(MailingList, mailing_list_id)
    return Leaving(
        found.name if found else "",
        done=False,
        form=(listed.form if listed and found else "") or "",
        home=letter_context.home(found.slug if found else ""),
        several=len(known) > 1,
    )


def _lately(session: Session, said: Leave) -> Act | None:
    """Return the act by which this address left this list from a letter, if nothing else keeps it from coming back."""
    if suppressing.reasons(session, said.address_key, said.mailing_list_id) != {SuppressionReason.UNSUBSCRIBED}:
        return None
    since, evidence = suppressing.standing(session, said.address_key, said.mailing_list_id)
    number = delivery_events.delivery_of(evidence)
    return Act(replace(said, delivery_id=number), int(since.timestamp())) if number is not None else None


def _act(keyring: Keyring, token: str, now: datetime) -> Act:
    """Return an act that can still be undone or explained."""
    act = tokens.read_act(keyring, token)
    if now.timestamp() - act.at > MINUTES * 60:
        raise link_errors.UndoRefused
    return act


def _masked(address: str) -> str:
    return addresses.veiled(addresses.parse(address).shown) if address else ""
