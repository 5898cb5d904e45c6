"""The one access to the domain name system, injected so that tests and closed networks can do without it.

Owns asking; refuses to guess: no answer is `Silent`, which differs from « there is no such record ». Names of RFC 6761
that never resolve are not asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import dns.resolver

#: Seconds for one question, for all servers together.
_LIFETIME = 3.0
#: RFC 6761 6: these never resolve.
_SPECIAL = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")


class Silent(Exception):
    """Nobody answers: no network, no server, or it is out of order."""


class Resolver(Protocol):
    """Asks for records by name; names are ASCII, without the final dot."""

    def exchangers(self, domain: str) -> list[str]:
        """Return the hosts that take mail for `domain` (MX, RFC 5321 5.1), best first; an empty list when it has no MX.

        Raises:
            Silent.
        """

    def texts(self, name: str) -> list[str]:
        """Return the TXT records of `name`, each whole; an empty list when it has no such record.

        Raises:
            Silent.
        """

    def addresses(self, host: str) -> list[str]:
        """Return the IP addresses of `host` (A and AAAA); an empty list when it has no address.

        Raises:
            Silent.
        """


class System:
    """The servers that this machine asks, or those that `resolver` names."""

    def __init__(self, resolver: dns.resolver.Resolver | None = None) -> None:
        self._resolver = resolver

    def exchangers(self, domain: str) -> list[str]:
        """See `Resolver`; a null MX (RFC 7505) gives an empty list."""
        found = sorted(self._ask(domain, "MX"), key=lambda record: int(record.preference))
        return [name for record in found if (name := str(record.exchange).rstrip(".").lower())]

    def texts(self, name: str) -> list[str]:
        """See `Resolver`; the strings of a record are joined (RFC 7208 3.3)."""
        return [b"".join(record.strings).decode("utf-8", "replace") for record in self._ask(name, "TXT")]

    def addresses(self, host: str) -> list[str]:
        """See `Resolver`."""
        return [str(record.address) for kind in ("A", "AAAA") for record in self._ask(host, kind)]

    def _ask(self, name: str, kind: str) -> list[Any]:
        if is_special(name):
            return []
        import dns.resolver  # a tenth of a second that most commands need not spend

        try:
            asked = self._resolver or dns.resolver.get_default_resolver()
            answer = asked.resolve(name, kind, lifetime=_LIFETIME, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError) as problem:
            raise Silent(type(problem).__name__) from None
        return list(answer)


def is_special(name: str) -> bool:
    """Tell whether a name never resolves anywhere, so that asking for it is useless."""
    return any(name == one or name.endswith(f".{one}") for one in _SPECIAL)
