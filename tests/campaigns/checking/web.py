"""A web of three invented sites and of all that answers: what the checks meet when they follow links."""

from __future__ import annotations

from campaigns.checking.links import http_head
from campaigns.checking.links.public_hosts import HostTarget
from campaigns.checking.links.redirects import Visitor

#: An address that any reader could reach.
PUBLIC = "93.184.215.14"


class Everywhere:
    """Knows every host but one; owns no other record."""

    def exchangers(self, domain: str) -> list[str]:
        """Nobody takes mail."""
        return []

    def texts(self, name: str) -> list[str]:
        """Nobody says anything."""
        return []

    def addresses(self, host: str) -> list[str]:
        """See `runtime.resolving.Resolver`."""
        return [] if host.startswith("mort.") else [PUBLIC]


class Answering:
    """Every page is there, but for sites that turn visitors away or cannot be reached."""

    def ask(self, target: HostTarget, address: str, most: int = 0) -> http_head.Answer:
        """See `http_head.Door`."""
        if target.host.startswith("loin."):
            raise http_head.NoNetwork
        return http_head.Answer(403 if target.host.startswith("ferme.") else 200, "")


VISITOR = Visitor(Everywhere(), Answering())
