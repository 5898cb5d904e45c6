"""The groups of mailbox providers in this installation: the shipped ones, an administrator's changes, and the
current state of each. All processes share these rows; there are few, and each sending reads them once.

Refuses to decide anything: figures and arithmetic are `mailer.pacing`.
"""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.post import models
from campaigns.post.models import Provider
from mailer import pacing
from mailer.pacing import Group, ProviderLimits
from runtime import bulk
from runtime.language import _

PROVIDER = models.table("provider")
#: Numbers of the two rows that are not providers.
OTHERS, ALL = 0, 1
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def ensure(session: Session) -> list[Provider]:
    """Return every group, by number; missing shipped groups are added first, with their domains.

    If two processes do this at once, the second waits, and finds what the first added.
    """
    known = set(session.exec(select(Provider.name)))
    for number, group in enumerate(pacing.GROUPS):
        if group.name not in known:
            _add(session, number, group)
    return listed(session)


def listed(session: Session) -> list[Provider]:
    """Return all groups, including those never used."""
    return list(session.exec(select(Provider).order_by(col(Provider.id))))


def group(row: Provider) -> Group:
    """Return a row as the pure value that `mailer.pacing` computes with."""
    limits = ProviderLimits(row.connections, row.letters, row.per_second)
    return Group(row.name, row.title, tuple(row.domains), tuple(row.exchangers), limits, row.block_seconds)


def change(session: Session, name: str, changes: dict[str, Any]) -> Provider:
    """Change the limits or domains of a group; an unknown name makes a new group, if it comes with domains.

    `changes` uses column names; its domains and exchangers replace the earlier ones.

    Raises:
        errors.ProviderRefused: a domain belongs to another group, or a value makes no sense for this group.
        errors.ProviderUnknown: no group has this name, and no domains are given for a new one.
        errors.RateAlone: the entry for all groups together accepts only a rate.
    """
    rows = ensure(session)
    row = next((one for one in rows if one.name == name), None)
    _guard(name, row, set(changes), changes.get("title", name))
    if row is None:
        row = Provider(id=max(one.id or 0 for one in rows) + 1, name=name, title=name)
    for domain in changes.get("domains", ()):
        owner = next((one.name for one in rows if one is not row and domain in one.domains), None)
        if owner is not None:
            reason = _("le domaine {domain} est à « {owner} »").format(domain=domain, owner=owner)
            raise errors.ProviderRefused(name=name, field="domains", reason=reason)
    for column, value in changes.items():
        setattr(row, column, value)
    if "per_second" in changes:
        row.free_from = 0  # slots reserved at the old rate may lie far ahead
    session.add(row)
    session.flush()
    if {"domains", "exchangers"} & set(changes):
        _forget(session)
        _keep(session, row.id or 0, row.domains)
    return row


def locked(session: Session, provider_id: int) -> Provider:
    """Return a group as it is now, and keep other processes from changing it until this transaction ends."""
    return session.exec(select(Provider).where(Provider.id == provider_id).with_for_update()).one()


def reserve(session: Session, provider_id: int, letters: int, now: float) -> float:
    """Take slots of time for some letters of a group that has a rate; return when the first may leave.

    The row is locked, so that no two processes are given the same slots.
    """
    row = locked(session, provider_id)
    assert row.per_second is not None
    first, row.free_from = pacing.reserve(row.free_from, now, letters, row.per_second)
    session.add(row)
    return first


def leave_alone(session: Session, provider_id: int, seconds: int, now: int) -> None:
    """Let a group rest for some seconds from now on; every process sees it."""
    session.execute(
        sa.update(PROVIDER)
        .where(PROVIDER.c.id == provider_id, PROVIDER.c.rests_until < now + seconds)
        .values(rests_until=now + seconds, rested=seconds)
    )


def forgive(session: Session, provider_id: int) -> None:
    """Note that a group accepted a letter: its next rest is short again."""
    session.execute(sa.update(PROVIDER).where(PROVIDER.c.id == provider_id).values(rested=0))


def resting(session: Session, now: int) -> dict[int, int]:
    """Return the groups that rest now, and until when."""
    found = session.execute(sa.select(PROVIDER.c.id, PROVIDER.c.rests_until).where(PROVIDER.c.rests_until > now))
    return dict(found.all())


def _guard(name: str, row: Provider | None, fields: set[str], title: str | None) -> None:
    """Refuse changes that make no sense; an unknown name is most likely a typing mistake."""
    keeps = {"domains", "exchangers"}
    too_much = fields - {"per_second", "title"}
    if row is None and not fields & keeps:
        raise errors.ProviderUnknown(name=name, field=_keys(keeps), reason=_("elle n’existe pas"))
    if row is None and not _NAME.fullmatch(name):
        reason = _("son nom n’a que des lettres minuscules sans accent, des chiffres et des tirets")
        raise errors.ProviderRefused(name=name, field="name", reason=reason)
    if not title:
        raise errors.ProviderRefused(name=name, field="title", reason=_("son titre est vide"))
    if name == pacing.ALL and too_much:
        reason = _("toutes ensemble n’ont qu’un débit")
        raise errors.RateAlone(name=name, field=_keys(too_much), reason=reason)
    if name == pacing.OTHERS and fields & keeps:
        reason = _("elle loge ceux qu’aucune autre ne loge, sans domaine ni serveur à elle")
        raise errors.ProviderRefused(name=name, field=_keys(fields & keeps), reason=reason)


def _keys(fields: set[str]) -> str:
    return ", ".join(sorted(fields))


def _add(session: Session, number: int, shipped: Group) -> None:
    row = Provider(
        id=number, name=shipped.name, title=shipped.title,
        domains=list(shipped.domains), exchangers=list(shipped.exchangers),
        connections=shipped.limits.connections, letters=shipped.limits.letters,
        per_second=shipped.limits.per_second, block_seconds=shipped.block_seconds,
    )  # fmt: skip
    session.execute(bulk.insert(PROVIDER, session).values(row.model_dump()).on_conflict_do_nothing())
    _keep(session, number, shipped.domains)


def _keep(session: Session, provider_id: int, domains: Any) -> None:
    kept = {"provider_id": provider_id, "asked_at": models.NEVER_AGAIN}
    rows = [{"domain": domain} | kept for domain in sorted(domains)]
    if rows:
        statement = bulk.insert(models.table("mail_domain"), session).values(rows)
        session.execute(statement.on_conflict_do_update(index_elements=["domain"], set_=kept))
        session.expire_all()


def _forget(session: Session) -> None:
    """Have every domain asked again, because domains or exchangers have changed."""
    session.execute(sa.update(models.table("mail_domain")).values(provider_id=None, asked_at=0))
    for row in session.exec(select(Provider)):
        _keep(session, row.id or 0, row.domains)
