"""How mailbox providers are treated: shown as they stand now, and changed by an administrator."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from campaigns import errors
from campaigns.post import providers
from campaigns.post.models import Provider
from lists import addresses
from lists import errors as lists_errors
from mailer import pacing
from mailer.pacing import ProviderLimits
from runtime import audit
from runtime.clock import PARIS
from runtime.installation import Installation
from runtime.language import _

#: More than anybody needs, and little enough for a database: connections, letters; letters a second.
MOST, MOST_PER_SECOND = 100_000, 10_000


_SHIPPED = {group.name: group.limits for group in pacing.GROUPS}


@dataclass(frozen=True)
class Change:
    """The changes to a provider. `None` or an empty value changes nothing; a limit of 0 removes the limit."""

    title: str | None = None
    connections: int | None = None
    letters: int | None = None
    per_second: float | None = None
    #: They replace those before.
    domains: tuple[str, ...] = ()
    exchangers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Treatment:
    """One provider, or the entry that holds for all of them, or for all others."""

    name: str
    #: As people read it.
    title: str
    #: Connections at once, letters per connection, letters per second; `None` is without limit.
    connections: int | None
    letters: int | None
    per_second: float | None
    domains: tuple[str, ...]
    #: Endings of the names of the servers that take its mail.
    exchangers: tuple[str, ...]
    #: Until when nothing is sent to it; `None` when it is not resting.
    rests_until: datetime | None
    #: The limits that Relais ships for it; `None` for a group that somebody added.
    advised: ProviderLimits | None = None

    @property
    def is_advised(self) -> bool:
        """Whether it is treated as Relais advises; so is a group that Relais knows nothing of."""
        return self.advised in (None, ProviderLimits(self.connections, self.letters, self.per_second))

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais providers list` promises."""
        return {
            "name": self.name,
            "title": self.title,
            "connections": self.connections,
            "letters": self.letters,
            "per_second": self.per_second,
            "domains": list(self.domains),
            "exchangers": list(self.exchangers),
            "rests_until": self.rests_until.isoformat() if self.rests_until else None,
        }


def listed(opened: Installation) -> tuple[Treatment, ...]:
    """Return every provider; shipped ones that are not in the database yet are added."""
    with opened.database.transaction() as session:
        return tuple(_treatment(row, opened.clock.epoch()) for row in providers.ensure(session))


def change(opened: Installation, name: str, asked: Change, actor: str) -> Treatment:
    """Change a provider, or add one with the domains it keeps. Without a change, only return it.

    Raises:
        errors.ProviderRefused, errors.ProviderUnknown, errors.RateAlone.
    """
    changes = _columns(name, asked)
    with opened.database.transaction() as session:
        row = providers.change(session, name, changes)
        if changes:
            now, fields = opened.clock.now(), sorted(changes)
            audit.record(session, now, actor, "provider.changed", name=name, fields=fields)
        return _treatment(row, opened.clock.epoch())


def advise(opened: Installation, name: str, actor: str) -> Treatment:
    """Give a provider the limits back that Relais ships for it; its domains stay as they are.

    Raises:
        errors.ProviderUnknown; errors.ProviderRefused: somebody added it, so Relais advises nothing.
    """
    limits = _SHIPPED.get(name)
    if limits is None:
        reason = _("Relais n’a pas de rythme à conseiller pour elle")
        raise errors.ProviderRefused(name=name, field="name", reason=reason)
    asked = Change(per_second=limits.per_second or 0)
    if name != pacing.ALL:
        asked = replace(asked, connections=limits.connections or 0, letters=limits.letters or 0)
    return change(opened, name, asked, actor)


def domain(text: str) -> str:
    """Return a domain as the DNS writes it.

    Raises:
        lists.errors.AddressRefused: the text is no domain.
    """
    return addresses.parse(f"lecteur@{text}").wire.rpartition("@")[2]


def _columns(name: str, asked: Change) -> dict[str, Any]:
    limits = {"connections": MOST, "letters": MOST, "per_second": MOST_PER_SECOND}
    for field, most in limits.items():
        value = getattr(asked, field)
        if value is not None and not (math.isfinite(value) and 0 <= value <= most):
            reason = _("de 0 à {most} est attendu").format(most=most)
            raise errors.ProviderRefused(name=name, field=field, reason=reason)
    given = {field: getattr(asked, field) for field in ("title", *limits)}
    lists = {field: _domains(name, field, getattr(asked, field)) for field in ("domains", "exchangers")}
    return {field: value or None for field, value in given.items() if value is not None} | {
        field: value for field, value in lists.items() if value
    }


def _domains(name: str, field: str, given: tuple[str, ...]) -> list[str]:
    try:
        return list(dict.fromkeys(map(domain, given)))
    except lists_errors.AddressRefused as refused:
        raise errors.ProviderRefused(name=name, field=field, reason=str(refused).rstrip(".")) from None


def _treatment(row: Provider, now: int) -> Treatment:
    return Treatment(
        name=row.name,
        title=_(row.title),
        connections=row.connections,
        letters=row.letters,
        per_second=row.per_second,
        domains=tuple(row.domains),
        exchangers=tuple(row.exchangers),
        rests_until=datetime.fromtimestamp(row.rests_until, PARIS) if row.rests_until > now else None,
        advised=_SHIPPED.get(row.name),
    )
