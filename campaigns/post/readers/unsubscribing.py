"""Leaving the letter: a token becomes a suppression and an event. It can be used again at any time.

A reader who just left may undo it and say why, only from the page of that act. Refuses any other effect: a letter
gets forwarded, so its holder may do no more than this, and sees only as much of the address as its owner needs.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import letter_context, publications
from campaigns.post import delivery_events, tokens
from campaigns.post.delivery_events import EventKind, Heard
from campaigns.post.statements import DELIVERY
from campaigns.post.tokens import Act, Leave
from lists import addresses
from lists.kinds import SuppressionReason
from lists.models import MailingList
from lists.permission import suppressing
from runtime.installation import Installation
from runtime.keyring import Keyring
from runtime.language import N_

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
    #: The token that undoes or explains this act; empty unless this request did the act.
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
        errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(opened.keyring, token)
    with opened.database.reading() as session:
        return told(session, said)


def leave(opened: Installation, token: str) -> Leaving:
    """Take the address off the mailing list that the token names, at once; repeating changes nothing.

    Works without campaign, delivery and contact (RFC 8058 3.2: years later too).

    Raises:
        errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(opened.keyring, token)
    with opened.database.transaction() as session:
        at = opened.clock.epoch()
        # Two simultaneous requests count as one departure.
        session.execute(sa.select(DELIVERY.c.id).where(DELIVERY.c.id == said.delivery_id).with_for_update())
        received = not suppressing.is_suppressed(session, said.address_key, said.mailing_list_id)
        if suppressing.reason_here(session, said.address_key, said.mailing_list_id) in (
            None,
            SuppressionReason.BOUNCED,
        ):
            left = Heard(f"leave:{secrets.token_hex(12)}", EventKind.LEFT, said.delivery_id, at, link=said)
            delivery_events.record(session, left)
        act = tokens.mint_act(opened.keyring, Act(said, at)) if received else ""
        return replace(told(session, said), act=act)


def undo(opened: Installation, token: str) -> Leaving:
    """Undo one act of leaving; suppressions from other sources, earlier or later, stay. Repeating changes nothing.

    Raises:
        errors.LinkRefused: the token was cut or changed.
        errors.UndoRefused: it is too late, or somebody else stopped the letters too.
    """
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
        found = told(session, act.leave)
        if found.done:
            raise errors.UndoRefused
        return found


def explain(opened: Installation, token: str, why: Why) -> Leaving:
    """Note why somebody left, once for each act, without a word about who it was.

    Raises:
        errors.LinkRefused: the token was cut or changed.
        errors.UndoRefused: it is too late.
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
        found = told(session, act.leave)
    return replace(found, act=token if found.done else "", explained=True)


def told(session: Session, said: Leave) -> Leaving:
    """Return what a link says, as it stands now."""
    done = suppressing.is_suppressed(session, said.address_key, said.mailing_list_id)
    known = publications.everything(session)
    found = next((one for one in known if one.mailing_list_id == said.mailing_list_id), None)
    address = session.execute(
        sa.select(DELIVERY.c.address).where(
            DELIVERY.c.id == said.delivery_id, DELIVERY.c.address_key == said.address_key
        )
    ).scalar()
    listed = session.get(MailingList, said.mailing_list_id)
    form = listed.form if listed and found else None
    return Leaving(
        found.name if found else "",
        done,
        _masked(address or ""),
        form or "",
        home=letter_context.home(found.slug if found else ""),
        several=len(known) > 1,
    )


def _act(keyring: Keyring, token: str, now: datetime) -> Act:
    """Return an act that can still be undone or explained."""
    act = tokens.read_act(keyring, token)
    if now.timestamp() - act.at > MINUTES * 60:
        raise errors.UndoRefused
    return act


def _masked(address: str) -> str:
    return addresses.veiled(addresses.parse(address).shown) if address else ""
