"""Which addresses may be visited. Pure: nothing is looked up.

People write the links, and a server behind a firewall follows them: a link must never lead it to something that only
that server can see (SSRF).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from runtime.language import _

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS = {"http": 80, "https": 443}
#: WHATWG URL: a host whose last label is a number is an IPv4 address in some notation, `0x7f.1` or `2130706433`.
_NUMERIC = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)
_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*\.?")
#: RFC 6052: an IPv4 address inside an IPv6 address, in its last 32 bits.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
#: What the IANA registries reserve but some versions of Python take for public, and the address that Azure offers its
#: virtual machines, which looks public.
_NEVER = tuple(
    ipaddress.ip_network(one)
    for one in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "168.63.129.16/32",
        "64:ff9b:1::/48",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)


@dataclass(frozen=True)
class HostTarget:
    """Where a link leads, read strictly."""

    scheme: str
    #: ASCII, in small letters, without the final dot; an IPv6 address without its brackets.
    host: str
    port: int
    #: Path and query, as they are asked for.
    path: str


class Unvisitable(Exception):
    """A link that is not followed; the argument is a French clause that says why."""


def target(url: str) -> HostTarget:
    """Read a link.

    Raises:
        Unvisitable: it is not a plain web address.
    """
    if not url.isascii() or any(sign <= " " or sign in "\\\x7f" for sign in url):
        raise Unvisitable(_("l’adresse est mal écrite"))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Unvisitable(_("l’adresse est mal écrite")) from None
    if port == 0:
        raise Unvisitable(_("l’adresse est mal écrite"))
    if parts.scheme not in _PORTS:
        raise Unvisitable(_("ce n’est pas une adresse du web"))
    if "@" in parts.netloc:
        raise Unvisitable(_("l’adresse contient un nom d’utilisateur"))
    host = (parts.hostname or "").removesuffix(".").lower()
    if literal(host) is None and (_NUMERIC.search(host) or not _NAME.fullmatch(host)):
        raise Unvisitable(_("le nom du site est mal écrit"))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return HostTarget(parts.scheme, host, port or _PORTS[parts.scheme], path)


def literal(host: str) -> Address | None:
    """Return a host as an IP address, if it is one in ordinary notation; `None` for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def has_usual_port(found: HostTarget) -> bool:
    """Say whether a site is asked where the web is served, 80 or 443."""
    return found.port in _PORTS.values()


def is_public(address: str) -> bool:
    """Say whether an IP address is one that any reader could reach (IANA special-purpose registries)."""
    return all(_is_global(one) for one in _within(ipaddress.ip_address(address)))


def _within(address: Address) -> list[Address]:
    """Return an address with the IPv4 addresses that it may be turned into on its way."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address in _TRANSLATED:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    inside: list[Address | None] = [address.sixtofour, *(address.teredo or ())]
    return [address, *(one for one in inside if one is not None)]


def _is_global(address: Address) -> bool:
    special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not special and not any(address in network for network in _NEVER)
