"""Links by mail: an invitation, and a forgotten password.

Owns when a link is mailed and what it is called. Refuses to tell whether an address has an account.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, select

from accounts import codes, networks, throttle, user_rows, users
from accounts.codes import Purpose
from accounts.models import Account
from accounts.roles import Grant
from accounts.user_rows import User
from campaigns.acting.accounts import members
from campaigns.editorial import event_times, publications
from campaigns.editorial.models import Publication
from campaigns.post.outbox import queue
from lists import addresses
from lists.permission import suppressing
from runtime import audit
from runtime.installation import Installation
from runtime.language import _
from templates.service_messages import AccountLink

#: Links that an hour may bring to one mailbox.
_MOST = 3


@dataclass(frozen=True)
class Invited:
    """An account that waits for its password."""

    user: User
    #: Where the holder chooses it, once.
    link: str
    #: Whether the link was mailed; otherwise somebody hands it on.
    is_mailed: bool


def invite(
    opened: Installation,
    *,
    email: str,
    name: str,
    grants: Collection[Grant],
    actor: str,
    inviter: str,
) -> Invited:
    """Add an account and mail its holder where to choose a password; `inviter` is a person's name.

    Raises:
        accounts.errors.AccountExists, AccountRefused.
    """
    shown = members.address(email)
    with opened.database.transaction() as session:
        account = users.make(session, opened, email=shown, name=name, grants=grants, actor=actor)
        return _send(session, opened, account, Purpose.INVITATION, inviter)


def invite_again(opened: Installation, user_id: int, actor: str, inviter: str) -> Invited:
    """Mail another link, to whoever has not chosen a password in time or has lost theirs.

    Raises:
        accounts.errors.AccountUnknown.
    """
    with opened.database.transaction() as session:
        account = user_rows.numbered(session, user_id)
        audit.record(session, opened.clock.now(), actor, "account.link_sent", id=user_id)
        return _send(session, opened, account, Purpose.INVITATION, inviter)


def can_mail(opened: Installation) -> bool:
    """Tell whether a link can be mailed: a server is set, and a letter has a sender."""
    with opened.database.reading() as session:
        return bool(_able(session, opened))


def forgotten(opened: Installation, email: str, *, network: str) -> None:
    """Mail a link to whoever has this address, if somebody has; the page must not reveal whether.

    Raises:
        accounts.errors.Throttled: too many were asked for from this network.
    """
    with opened.database.transaction() as session:
        throttle.take(session, f"link {user_rows.email_key(email)}", networks.prefix(network), opened.clock.epoch())
        account = session.exec(select(Account).where(Account.email_key == user_rows.email_key(email))).one_or_none()
        if account is not None and account.blocked_at is None:
            _send(session, opened, account, Purpose.RESET, "")


def _send(session: Session, opened: Installation, account: Account, purpose: Purpose, inviter: str) -> Invited:
    assert account.id is not None
    address, now = addresses.parse(account.email), opened.clock.now()
    key, hour_ago = suppressing.address_key(opened.keyring, address), now - timedelta(hours=1)
    found = _writer(session, opened, user_rows.of(session, account))
    may_mail = found is not None and queue.count(session, key, AccountLink, hour_ago) < _MOST
    if purpose is Purpose.RESET and not may_mail:
        return Invited(user_rows.of(session, account), "", is_mailed=False)
    url = members.link_in(session, opened, account.id, purpose)
    if found is not None and may_mail:
        until = now + codes.TERMS[purpose]
        notice = AccountLink(
            **queue.frame(found), greeting=account.name, url=url, inviter=inviter,
            valid=_("jusqu’au {moment}").format(moment=event_times.moment(until)),
        )  # fmt: skip
        queue.queue(session, opened.keyring, found, address, notice, now=now, until=until)
    return Invited(user_rows.of(session, account), url, is_mailed=may_mail)


def _able(session: Session, opened: Installation) -> list[Publication]:
    """Return the letters in whose name something can be mailed."""
    return [one for one in publications.everything(session) if one.from_address and opened.settings.smtp_url]


def _writer(session: Session, opened: Installation, user: User) -> Publication | None:
    """Return in whose name the holder of an account is written to: a letter of theirs, if one has a sender."""
    theirs = {one.publication_id for one in user.grants}
    able = _able(session, opened)
    return next((one for one in able if one.id in theirs), next(iter(able), None))
