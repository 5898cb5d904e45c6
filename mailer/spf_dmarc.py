"""What a domain publishes about letters in its name: SPF (RFC 7208) and DMARC (RFC 9989). Pure except for the resolver.

Refuses to judge a letter: that is for receivers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runtime.resolving import Resolver

_SPF = re.compile(r"v=spf1(?: |\Z)", re.IGNORECASE)
#: SPF terms that let everybody who is not named before write in the domain's name.
_OPEN = re.compile(r" \+?all(?: |\Z)", re.IGNORECASE)
_DMARC = re.compile(r"v=DMARC1\s*(?:;|\Z)")
#: The policies that a DMARC record may ask for.
DMARC_POLICIES = ("none", "quarantine", "reject")
#: RFC 9989 4.10: a name with more labels is looked up whole, then from its last seven labels on.
_MOST_LABELS = 7


@dataclass(frozen=True)
class Dmarc:
    """A DMARC record, and where it was found."""

    #: The domain itself, or a parent domain.
    domain: str
    #: The policy for letters that are not aligned: `none`, `quarantine` or `reject`; empty when the record has none.
    policy: str
    #: Whether somebody receives the reports.
    is_watched: bool


def spf(resolver: Resolver, domain: str) -> list[str]:
    """Return the SPF records of a domain; more than one count as none (RFC 7208 4.5).

    Raises:
        resolving.Silent.
    """
    return [text for text in resolver.texts(domain) if _SPF.match(text)]


def is_open(spf_record: str) -> bool:
    """Tell whether an SPF record lets anybody write in the domain's name."""
    return _OPEN.search(spf_record) is not None


def closed(spf_record: str) -> str:
    """Return an SPF record that lets nobody write in the domain's name but whom it names."""
    return _OPEN.sub(" -all ", spf_record).rstrip()


def dmarc(resolver: Resolver, domain: str) -> Dmarc | None:
    """Return the DMARC record that applies to a domain: its own, or that of the nearest parent; several count as none.

    Raises:
        resolving.Silent.
    """
    for name in _upwards(domain):
        found = [text for text in resolver.texts(f"_dmarc.{name}") if _DMARC.match(text)]
        if len(found) == 1:
            tags = read_tags(found[0])
            asked = tags.get("p", "") if name == domain else tags.get("sp", tags.get("p", ""))
            return Dmarc(name, asked.lower(), "rua" in tags)
    return None


def read_tags(text: str) -> dict[str, str]:
    """Return the tags of a record such as `v=DMARC1; p=none`; blanks around names and values do not count."""
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip(): value.strip() for name, _sign, value in pairs if name.strip()}


def _upwards(domain: str) -> Iterator[str]:
    """Yield the domain, then its parents."""
    yield domain
    labels = domain.split(".")
    for first in range(max(1, len(labels) - _MOST_LABELS), len(labels)):
        yield ".".join(labels[first:])
