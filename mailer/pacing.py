"""How fast to send to whom: groups of providers, the limits of each, and how long to rest after « slow down ».

Pure: the built-in table of groups, which group a domain belongs to, and the arithmetic of rests and of time slots.
Refuses to count anything: shared counts are rows of the layer above. A group is found by domain, else by the hosts that
take the domain's mail (MX), because most business mailboxes are at a provider whose name their domain does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailer.smtp_replies import Reply
from mailer.verdicts import Reason, Verdict
from runtime.language import N_

#: Names with a special meaning: mailboxes of no group, and all mailboxes together.
OTHERS, ALL = "others", "all"

#: Seconds of the first rest after « too many », doubled at each that follows; and the longest.
_SHORTEST_REST, _LONGEST_REST = 30, 900


@dataclass(frozen=True)
class ProviderLimits:
    """The limits of a provider, for all processes and machines together; `None` is no limit."""

    #: Connections at once.
    connections: int | None = None
    #: Letters per connection.
    letters: int | None = None
    per_second: float | None = None


@dataclass(frozen=True)
class Group:
    """Mailboxes that one provider keeps."""

    name: str
    #: What people read.
    title: str
    #: Domains of its addresses.
    domains: tuple[str, ...] = ()
    #: What the names of its mail exchangers end with.
    exchangers: tuple[str, ...] = ()
    limits: ProviderLimits = ProviderLimits()
    #: Seconds to rest when it has blocked us: as long as its own blocks last.
    block_seconds: int = 3600


#: The built-in groups, in the order of their numbers in the database: add new ones at the end. Figures: each provider
#: or its postmasters publish them, as of 2026 (Orange: 2 connections, 100 letters each; SFR: 2, blocks of two hours;
#: Free: 2, 100 letters an hour from a new address, blocks of a day; Yahoo: 20 letters per connection).
GROUPS = (
    Group(OTHERS, N_("Autres messageries")),
    Group(ALL, N_("Toutes les messageries ensemble")),
    Group("orange", "Orange, Wanadoo", ("orange.fr", "wanadoo.fr", "voila.fr"), ("orange.fr", "wanadoo.fr"),
          ProviderLimits(2, 100)),
    Group("laposte", "laposte.net", ("laposte.net",), ("laposte.net",), ProviderLimits(2, 100)),
    Group("sfr", "SFR, Neuf, Numericable",
          ("sfr.fr", "neuf.fr", "cegetel.net", "club-internet.fr", "numericable.fr", "numericable.com", "noos.fr",
           "9online.fr", "9business.fr"), ("sfr.fr",), ProviderLimits(2), 7_200),
    Group("free", "Free", ("free.fr", "aliceadsl.fr", "libertysurf.fr"), ("free.fr", "proxad.net"),
          ProviderLimits(2), 86_400),
    Group("bouygues", "Bouygues Telecom", ("bbox.fr",), ("bbox.fr", "bouyguestelecom.fr"), ProviderLimits(2)),
    Group("google", "Gmail, Google Workspace", ("gmail.com", "googlemail.com"), ("google.com", "googlemail.com")),
    Group("microsoft", "Outlook, Hotmail",
          ("outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.com", "live.fr", "msn.com"),
          ("olc.protection.outlook.com",), ProviderLimits(10, 100)),
    Group("microsoft365", "Microsoft 365", (), ("mail.protection.outlook.com", "mx.microsoft")),
    Group("yahoo", "Yahoo, AOL", ("yahoo.fr", "yahoo.com", "ymail.com", "rocketmail.com", "aol.com", "aol.fr"),
          ("yahoodns.net",), ProviderLimits(5, 20)),
    Group("apple", "iCloud", ("icloud.com", "me.com", "mac.com"), ("mail.icloud.com",), ProviderLimits(5)),
    Group("ovh", "OVHcloud", (), ("mail.ovh.net", "ovh.net")),
    Group("gandi", "Gandi", (), ("gandi.net",)),
    Group("ionos", "IONOS", (), ("kundenserver.de", "ionos.fr", "ionos.com"), ProviderLimits(5)),
    Group("mailinblack", "Mailinblack", (), ("mailinblack.com",), ProviderLimits(5)),
    Group("vade", "Vade, Hornetsecurity", (), ("vadesecure.com", "hornetsecurity.com"), ProviderLimits(5)),
    Group("barracuda", "Barracuda", (), ("barracudanetworks.com",), ProviderLimits(5)),
    Group("proofpoint", "Proofpoint", (), ("pphosted.com", "ppe-hosted.com"), ProviderLimits(5)),
)  # fmt: skip


def belongs(domain: str, exchangers: Iterable[str], groups: Sequence[Group]) -> str:
    """Return the name of the group that keeps the mailboxes of `domain`; `OTHERS` when no group does.

    The longest name that fits wins: `olc.protection.outlook.com` before `outlook.com`.
    """
    for group in groups:
        if domain in group.domains:
            return group.name
    hosts = list(exchangers)[:1]  # the preferred one receives; fallbacks often belong to another provider
    fitting = [
        (len(suffix), group.name)
        for host in hosts
        for group in groups
        for suffix in group.exchangers
        if host == suffix or host.endswith(f".{suffix}")
    ]
    return max(fitting)[1] if fitting else OTHERS


def rest(group: Group, reply: Reply | None, verdict: Verdict | None, last: int) -> int:
    """Return how many seconds a group rests after a reply other than acceptance; 0 when it need not rest.

    `last` is the previous rest, or 0 when a letter was accepted since.
    """
    if reply is None or verdict is None:
        return 0
    if verdict.reason is Reason.BLOCKED:
        return group.block_seconds
    # With a bare 450 servers usually say that one mailbox is busy.
    if reply.code == 421 or (verdict.reason is Reason.THROTTLED and reply.code != 450):
        return min(max(_SHORTEST_REST, last * 2), _LONGEST_REST)
    return 0


def reserve(free_from: float, now: float, letters: int, per_second: float) -> tuple[float, float]:
    """Return when the first of `letters` may leave, and the moment from which the time after the last one is free.

    Time slots are handed out one after the other, one per letter. So a rate means the same for one process and for
    ten, and nothing is ever sent in a burst (the virtual scheduling of ITU-T I.371).
    """
    first = max(free_from, now)
    return first, first + letters / per_second
