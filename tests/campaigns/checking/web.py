"""A web of three invented sites and of all that answers: what the checks meet when they follow links."""

from __future__ import annotations

from campaigns.checking.links import web
from campaigns.checking.links.hosts import Target
from campaigns.checking.links.visiting import Visitor

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

    def ask(self, target: Target, address: str) -> web.Answer:
        """See `web.Door`."""
        if target.host.startswith("loin."):
            raise web.NoNetwork
        return web.Answer(403 if target.host.startswith("ferme.") else 200, "")


VISITOR = Visitor(Everywhere(), Answering())
