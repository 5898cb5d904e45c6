"""A domain name system that knows what a test told it, or that is silent."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset

from runtime import resolving


@dataclass
class Names:
    """What there is to know; counts what was asked."""

    mx: dict[str, list[str]] = field(default_factory=dict)
    txt: dict[str, list[str]] = field(default_factory=dict)
    hosts: dict[str, list[str]] = field(default_factory=dict)
    is_silent: bool = False
    asked: list[str] = field(default_factory=list)

    def exchangers(self, domain: str) -> list[str]:
        """See `resolving.Resolver`."""
        return self._answer(self.mx, domain)

    def texts(self, name: str) -> list[str]:
        """See `resolving.Resolver`."""
        return self._answer(self.txt, name)

    def addresses(self, host: str) -> list[str]:
        """See `resolving.Resolver`."""
        return self._answer(self.hosts, host)

    def _answer(self, known: dict[str, list[str]], name: str) -> list[str]:
        self.asked.append(name)
        if self.is_silent:
            raise resolving.Silent("test")
        return known.get(name, [])


@contextmanager
def serving(zone: dict[tuple[str, str], list[str]]) -> Iterator[dns.resolver.Resolver]:
    """Run a name server on this machine that knows `zone` ((name, type) -> records), and yield a resolver that asks it.

    A name of no record does not exist.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=_serve, args=(wire, zone), daemon=True)
        thread.start()
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], wire.getsockname()[1]
        yield resolver
        wire.sendto(b"", wire.getsockname())
        thread.join()


def _serve(wire: socket.socket, zone: dict[tuple[str, str], list[str]]) -> None:
    while True:
        asked, sender = wire.recvfrom(4096)
        if not asked:
            return
        query = dns.message.from_wire(asked)
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(question.rdtype)
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if records := zone.get((name, kind)):
            answer.answer.append(dns.rrset.from_text_list(question.name, 60, "IN", kind, records))
        elif not any(known == name for known, _kind in zone):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        wire.sendto(answer.to_wire(), sender)
