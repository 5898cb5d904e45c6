"""Can this installation send, and will its letters be taken? What `relais doctor` asks; changes nothing.

machine        the database, the disk, who ticks
outbox         the service messages that wait
rights_desk    the requests that wait for an answer
servers        the next server, by a real dialogue; the address that links begin with
sender_domain  what the DNS says of the sender's domain

`EXAMINATIONS` is the list, in the order in which people read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from campaigns.checking.doctor import machine, outbox, rights_desk, sender_domain, servers
from campaigns.checking.doctor.results import CHECKS, STATUSES, Result, Status
from runtime.installation import Installation

EXAMINATIONS: tuple[Callable[[Installation], Iterator[Result]], ...] = (
    machine.database, machine.disk, machine.privacy, servers.next_hop, servers.second_hop,
    sender_domain.spf, sender_domain.dkim, sender_domain.dmarc,
    servers.base_url, machine.tick, outbox.messages, rights_desk.requests,
)  # fmt: skip


def examine(opened: Installation) -> list[Result]:
    """Look at everything that sending depends upon, and say what is well and what is not."""
    return [result for examination in EXAMINATIONS for result in examination(opened)]


__all__ = ["CHECKS", "EXAMINATIONS", "STATUSES", "Result", "Status", "examine"]
