"""The keys that sign letters: made, and shown with what to publish in the DNS for them.

What a key is, and where it is kept, stands in `mailer.dkim`. A private key never leaves it.
"""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.editorial import publications
from mailer.dkim import Algorithm, Key, keys, records
from runtime import audit
from runtime.installation import Installation


@dataclass(frozen=True)
class Record:
    """Where the DNS must publish a key. The same keys sign the letters of every sender domain."""

    #: The name of the record, without a dot at its end.
    name: str
    #: The record as a zone file has it.
    zone_line: str


@dataclass(frozen=True)
class PublicKey:
    """The public part of a key that signs."""

    selector: str
    algorithm: Algorithm
    #: The text of the TXT record, in one piece.
    text: str
    #: One for each domain that letters come from; a name without a domain until a sender is set.
    records: tuple[Record, ...]

    def as_json(self) -> dict[str, str]:
        """Return the shape that `relais dkim list` promises."""
        return {"selector": self.selector, "algorithm": self.algorithm.value, "record": self.text}


@dataclass(frozen=True)
class Made:
    """A key that was just made."""

    key: PublicKey
    #: The domains that letters come from.
    domains: tuple[str, ...]
    #: Where its private half is kept.
    file: str

    def as_json(self) -> dict[str, str]:
        """Return the shape that `relais dkim new` promises."""
        return {"selector": self.key.selector, "record": self.key.text}


def make(opened: Installation, selector: str, algorithm: Algorithm, actor: str) -> Made:
    """Make a key, which signs from now on.

    Raises:
        mailer.errors.SelectorRefused, mailer.errors.SigningKeyRefused.
    """
    folder = opened.settings.keys
    key = keys.make(folder, selector, algorithm)
    with opened.database.transaction() as session:
        audit.record(session, opened.clock.now(), actor, "dkim.made", selector=selector, algorithm=algorithm.value)
        domains = tuple(publications.domains(session))
    return Made(_public(key, domains), domains, str(keys.path(folder, selector)))


def listed(opened: Installation) -> tuple[PublicKey, ...]:
    """Return the keys that sign, RSA first.

    Raises:
        mailer.errors.SigningKeyRefused.
    """
    found = keys.load(opened.settings.keys)
    with opened.database.reading() as session:
        domains = tuple(publications.domains(session))
    return tuple(_public(key, domains) for key in found)


def _public(key: Key, domains: tuple[str, ...]) -> PublicKey:
    found = tuple(
        Record(records.name(key.selector, domain), records.zone_line(key, domain)) for domain in domains or ("",)
    )
    return PublicKey(key.selector, key.algorithm, records.record(key), found)
