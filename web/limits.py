"""How often one network may ask: kept in the memory of the process, with a bound.

A network is an IPv4 address or an IPv6 /64: a smaller block is one machine, a larger one holds strangers. This
machine has no limit: a proxy that hides its clients must not block everybody. Never refuses whoever leaves, whether
they only look at the page with the button or press it.
"""

from __future__ import annotations

import ipaddress
import math
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from fastapi import Request

from campaigns.acting.rights import own_page
from campaigns.editorial import letter_context
from campaigns.post.readers import signup_forms
from lists.addresses import Address
from web import errors

#: Networks that a limit remembers; the ones that asked longest ago are forgotten first.
_MOST = 10_000
_WHOLE_NETWORK = 64
_SITE = 48
#: Requested by every page and every letter.
_FREE = ("/-/", "/l/static/", letter_context.IMAGE_PATH, letter_context.OPEN_PATH)
#: What the link of a letter or of a message opens, and what its holder does there to leave, to stay, to answer, to
#: receive less, to be erased. A token that is not ours is refused before the database is asked.
_HERS = re.compile(
    rf"{letter_context.LEAVE_PATH}.|/l/[kp]/[^/]+/?$|{letter_context.ANSWER_PATH}[^/]+(/non)?/?$|{signup_forms.PATH}[^/]+/[^/]+/?$|{own_page.PATH}[^/]+(/quitter|/effacer)?/?$"
)


class Limit:
    """Allows a burst of requests per period, then one more each time its share of the period has passed (GCRA)."""

    def __init__(self, many: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._step = seconds / many
        self._seconds = seconds
        self._now = now
        #: Network -> the theoretical time of its last request, at an even pace.
        self._spent: OrderedDict[object, float] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, who: object) -> int:
        """Count one request, and return zero; or count nothing, and return the seconds to wait for."""
        now = self._now()
        with self._lock:
            spent = max(now, self._spent.get(who, now)) + self._step
            wait = spent - now - self._seconds
            if wait > 1e-6:  # ignores rounding errors of the sum
                return max(1, math.ceil(wait))
            self._spent[who] = spent
            self._spent.move_to_end(who)
            if len(self._spent) > _MOST:
                self._spent.popitem(last=False)
        return 0


class RateLimits:
    """The limits of one process."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        #: Pages that a network may look at: a company has hundreds of readers behind one address.
        self.pages = Limit(600, 60, now)
        #: Forms that a network may send.
        self.forms = Limit(20, 3600, now)
        #: Forms from one IPv6 /48: providers give whole ones to a household.
        self.sites = Limit(100, 3600, now)
        #: Messages that forms may cause to one mailbox, whatever its spelling.
        self._mailboxes = Limit(6, 86_400, now)

    def admit(self, request: Request) -> None:
        """Count a request to any page.

        Raises:
            errors.TooMany: `seconds` says how long to wait for.
        """
        path = request.url.path
        if not path.startswith(_FREE) and not _HERS.match(path):
            _count(self.pages, network(request))

    def form(self, request: Request) -> None:
        """Count a form that was sent.

        Raises:
            errors.TooMany: `seconds` says how long to wait for.
        """
        _count(self.sites, network(request, _SITE))
        _count(self.forms, network(request))

    def allows(self, address: Address) -> bool:
        """Count a message that a form asks for, and tell whether the mailbox may have one more today."""
        return not self._mailboxes.ask(hash(address.mailbox_text))


def network(request: Request, length: int = _WHOLE_NETWORK) -> str:
    """Return the network of a request, of an IPv6 address as many bits; empty for this machine itself."""
    host = request.client.host if request.client else ""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.is_loopback:
        return ""
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, length), strict=False))


def _count(limit: Limit, who: object) -> None:
    wait = limit.ask(who) if who else 0
    if wait:
        raise errors.TooMany(seconds=wait)
