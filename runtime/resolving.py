"""What the domain name system says: the one door to it, injected so that tests and closed networks need none.

Owns asking; refuses to guess: no answer is `Silent`, which is not the same as « there is none ». Names of RFC 6761 that
can exist nowhere are not asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import dns.resolver

#: Seconds for one question, every server that is asked included.
_LIFETIME = 3.0
#: RFC 6761 6: these never resolve.
_SPECIAL = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")


class Silent(Exception):
    """Nobody answers: no network, no server, or it is out of order."""


class Resolver(Protocol):
    """Asks for records by name; names are ASCII, without the final dot."""

    def exchangers(self, domain: str) -> list[str]:
        """Return the hosts that take mail for `domain` (MX, RFC 5321 5.1), best first; none when it has none.

        Raises:
            Silent.
        """

    def texts(self, name: str) -> list[str]:
        """Return the TXT records of `name`, each whole; none when it has none.

        Raises:
            Silent.
        """

    def addresses(self, host: str) -> list[str]:
        """Return the IP addresses of `host` (A and AAAA); none when it has none.

        Raises:
            Silent.
        """


class System:
    """The servers that this machine asks, or those that `resolver` names."""

    def __init__(self, resolver: dns.resolver.Resolver | None = None) -> None:
        self._resolver = resolver

    def exchangers(self, domain: str) -> list[str]:
        """See `Resolver`; a null MX (RFC 7505) is none."""
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
    """Tell whether a name can resolve nowhere, so that asking for it is noise."""
    return any(name == one or name.endswith(f".{one}") for one in _SPECIAL)
