"""Following a link from hop to hop: each name is resolved once, each address must be public, and that one is asked."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urljoin

from campaigns.checking.links import http_head, public_hosts
from campaigns.checking.links.link_states import FollowedLink, LinkState
from campaigns.checking.links.public_hosts import HostTarget, Unvisitable
from runtime import resolving
from runtime.errors import RelaisError
from runtime.language import _
from runtime.resolving import Resolver
from templates import urls

_MOST_HOPS = 6
_AT_A_TIME = 8
#: Seconds after which no further hop is made.
_PATIENCE = 15.0
#: Addresses of one site that are tried.
_TRIES = 2
_MOVED = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})


@dataclass(frozen=True)
class Visitor:
    """Follows links; every name and every page goes through its two doors."""

    resolver: Resolver
    door: http_head.Door = field(default_factory=http_head.Sockets)
    #: `address:port` that may be visited although they are not public: for tests, empty in production.
    allowed: Collection[str] = frozenset()

    def visit_all(self, links: Iterable[str]) -> list[FollowedLink]:
        """Follow every link, several at a time; the order is kept."""
        with ThreadPoolExecutor(_AT_A_TIME, "liens") as pool:
            return list(pool.map(self.visit, links))

    def visit(self, url: str) -> FollowedLink:
        """Follow one link to its end."""
        return self.read(url, 0)[0]

    def read(self, url: str, most: int) -> tuple[FollowedLink, bytes]:
        """Follow one link to its end, and return also the beginning of the page, so many octets at most."""
        try:
            (outcome, reason), content = self._followed(url, most)
        except Unvisitable as refused:
            outcome, reason, content = LinkState.DEAD, str(refused), b""
        return FollowedLink(url, outcome, reason), content

    def _followed(self, url: str, most: int) -> tuple[tuple[LinkState, str], bytes]:
        deadline = time.monotonic() + _PATIENCE
        for _hop in range(_MOST_HOPS):
            target = public_hosts.target(url)
            if not self._is_usual(target):
                return (LinkState.DOUBTFUL, _("le port {port} n’est pas visité").format(port=target.port)), b""
            answer = self._asked(target, most)
            if isinstance(answer, tuple):
                return answer, b""
            if answer.status not in _MOVED or not answer.location:
                return _judged(answer.status), answer.content
            if time.monotonic() > deadline:
                return (LinkState.DOUBTFUL, _("le site est trop lent")), b""
            url = _next(url, answer.location)
        return (LinkState.DEAD, _("le site renvoie sans fin d’une page à l’autre")), b""

    def _is_usual(self, target: HostTarget) -> bool:
        return public_hosts.has_usual_port(target) or any(one.endswith(f":{target.port}") for one in self.allowed)

    def _asked(self, target: HostTarget, most: int) -> http_head.Answer | tuple[LinkState, str]:
        try:
            addresses = self._addresses(target)
        except resolving.Silent:
            return LinkState.UNREACHED, _("le réseau ne répond pas")
        if not addresses:
            return LinkState.DEAD, _("le site n’existe pas")
        problem: tuple[LinkState, str] = LinkState.UNREACHED, _("le réseau ne répond pas")
        for address in addresses[:_TRIES]:
            try:
                return self.door.ask(target, address, most)
            except (http_head.Refused, http_head.Untrusted, http_head.Unclear, http_head.NoNetwork) as failed:
                problem = _failure(failed)
        return problem

    def _addresses(self, target: HostTarget) -> list[str]:
        """Resolve a name, once; nothing but these very addresses is connected to.

        Raises:
            resolving.Silent; Unvisitable: one of them is not public, so that the whole answer is a trap or a mistake.
        """
        literal = public_hosts.literal(target.host)
        found = [str(literal)] if literal is not None else self.resolver.addresses(target.host)
        if not all(public_hosts.is_public(one) or f"{one}:{target.port}" in self.allowed for one in found):
            raise Unvisitable(_("elle est sur un réseau privé, que les lecteurs ne voient pas"))
        return found


def _next(url: str, location: str) -> str:
    """Return the target of a redirect; some sites write it in UTF-8, which HTTP reads as Latin-1 (RFC 9110 5.5)."""
    try:
        said = location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        said = location
    try:
        return urls.normalised(urljoin(url, said))
    except (RelaisError, ValueError):
        raise Unvisitable(_("le site renvoie vers une adresse mal écrite")) from None


def _failure(failed: Exception) -> tuple[LinkState, str]:
    match failed:
        case http_head.Refused():
            return LinkState.DEAD, _("le site n’accepte aucune connexion")
        case http_head.Untrusted():
            return LinkState.DEAD, _("son certificat est refusé par les navigateurs")
        case http_head.NoNetwork():
            return LinkState.UNREACHED, _("le réseau ne répond pas")
        case _:
            return LinkState.DOUBTFUL, _("le site ne répond pas, ou mal")


def _judged(status: int) -> tuple[LinkState, str]:
    if 200 <= status < 300:
        return LinkState.ALIVE, ""
    reason = _("le site répond {status}").format(status=status)
    # Sites often answer 403, 429 and 5xx to machines only, or only for a moment.
    return (LinkState.DEAD if status in _GONE else LinkState.DOUBTFUL), reason
