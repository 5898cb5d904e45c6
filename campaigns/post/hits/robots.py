"""Machines that follow links: mail scanners, previews, crawlers. They are counted apart, by the rule that found them.

Pure. Owns the rules and their order. Refuses to be sure: a hit is judged by what it shows and by its neighbours
within seconds, and only the verdict is ever kept.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from runtime.language import N_


class RobotRule(StrEnum):
    """Why a hit does not come from a reader."""

    #: Asked for the headers only.
    HEAD = "head"
    #: The browser said that nobody looks yet (`Sec-Purpose: prefetch`).
    PREFETCH = "prefetch"
    #: The program identifies itself as a machine, or is not one that people use.
    AGENT = "agent"
    #: More links within seconds than a person follows.
    BURST = "burst"
    #: The same link, again, within seconds.
    REPEATED = "repeated"
    #: The letter had not been accepted by its server yet.
    BEFORE_DELIVERY = "before_delivery"


#: What people read.
NAMES: dict[RobotRule, str] = {
    RobotRule.HEAD: N_("vérification sans lecture (HEAD)"),
    RobotRule.PREFETCH: N_("préchargement"),
    RobotRule.AGENT: N_("robot déclaré, ou programme que personne n’utilise pour lire"),
    RobotRule.BURST: N_("rafale : plusieurs liens en quelques secondes"),
    RobotRule.REPEATED: N_("le même lien, encore, dans les secondes qui suivent"),
    RobotRule.BEFORE_DELIVERY: N_("avant que la lettre soit remise"),
}


class Hit(NamedTuple):
    """Somebody, or something, asked for a link, a pixel or a page."""

    #: Seconds since 1970.
    at: float
    #: Zero for a page that belongs to no campaign: its hits are not recorded.
    campaign_id: int
    #: The number of the link; zero for the pixel; any number that stands for its path, for a page.
    link: int
    #: Zero unless the reader agreed to be measured.
    delivery_id: int
    #: The rule that the request itself matches; empty if none does.
    rule: str
    #: A number that is the same for hits of one visitor, drawn by this process and forgotten with it.
    visitor: int


#: Programs, in the words of their `User-Agent`.
_AGENTS = re.compile(
    rb"bot\b|bots?/|crawl|spider|slurp|scan|headless|phantom|preview|monitor|fetch|curl|wget|libwww-perl|python|httpx|"
    rb"java/|okhttp|go-http|axios|ruby|perl|php/|barracuda|mimecast|proofpoint|symantec|messagelabs|forcepoint|"
    rb"trendmicro|fireeye|trellix|cloudmark|sophos|kaspersky|bitdefender|zscaler|safelinks|urldefense|"
    rb"ms-?office|existence discovery|protocol discovery|"  # Office requests a link before the browser does
    rb"facebookexternalhit|whatsapp|telegram|"
    rb"edge/12\.246 mozilla/5\.0|"  # what Gmail sends when it fetches ahead of the reader
    rb"^mozilla/[0-9.]+( \(compatible\))?$|msie [1-6]\.",
    re.IGNORECASE,
)
#: Headers by which a browser says that it only prefetches.
PURPOSES = frozenset({b"sec-purpose", b"purpose", b"x-moz", b"x-purpose"})
#: Seconds, and how many different links within them are more than a person follows.
_HASTE, _MANY = 2.0, 3
#: The same link, this many times within one of these spans, is a machine.
_OFTEN = 3
#: Seconds that a verdict must wait: every link of the letter within them means a scanner, and the same link twice
#: means one click.
PATIENCE = 5.0
#: Seconds for which a visitor identified as a machine stays one.
_MEMORY = 600.0


def of_request(method: str, agent: bytes, *, prepares: bool) -> str:
    """Return the rule that a request itself matches; an empty string if it matches no rule.

    `prepares`: whether one of the headers `PURPOSES` announced a prefetch.
    """
    if method == "HEAD":
        return RobotRule.HEAD
    if prepares:
        return RobotRule.PREFETCH
    return RobotRule.AGENT if _is_program(agent) else ""


@lru_cache(maxsize=4096)
def _is_program(agent: bytes) -> bool:
    return not agent or _AGENTS.search(agent) is not None


class Judge:
    """Judges hits by their neighbours; remembers for a while which visitors were machines."""

    def __init__(self) -> None:
        self._machines: dict[int, float] = {}

    def verdicts(self, hits: Sequence[Hit], links_of: Callable[[int], int]) -> list[str]:
        """Return a rule or an empty text for each hit; `links_of` tells how many links a campaign's letter has."""
        said = [hit.rule for hit in hits]
        visits: dict[int, list[int]] = defaultdict(list)
        for place, hit in enumerate(hits):
            visits[hit.visitor].append(place)
        for visitor, places in visits.items():
            self._judge(visitor, [hits[place] for place in places], places, said, links_of)
        return said

    def _judge(
        self, visitor: int, hits: list[Hit], places: list[int], said: list[str], links_of: Callable[[int], int]
    ) -> None:
        bursts = _bursts(hits, links_of) if len(hits) > 1 else set()
        if bursts:
            self._machines[visitor] = hits[-1].at + _MEMORY
        until = self._machines.get(visitor, -math.inf)
        last: dict[tuple[int, int, int], float] = {}
        for number, (place, hit) in enumerate(zip(places, hits, strict=True)):
            target = hit[1:4]
            if not said[place] and (number in bursts or hit.at <= until):
                said[place] = RobotRule.BURST
            elif not said[place] and hit.at - last.get(target, -math.inf) <= PATIENCE:
                said[place] = RobotRule.REPEATED
            last[target] = hit.at

    def forget(self, now: float) -> None:
        """Forget visitors who were machines long ago."""
        self._machines = {visitor: until for visitor, until in self._machines.items() if until > now}


def _bursts(hits: list[Hit], links_of: Callable[[int], int]) -> set[int]:
    """Return the indexes of hits that belong to a burst; `hits` are one visitor's, in order of time.

    The pixel of a letter does not count as a link: a visitor who opens a letter and clicks at once is a person.
    """
    places = [place for place, hit in enumerate(hits) if hit.link or not hit.campaign_id]
    followed = [hits[place] for place in places]
    links = {hit.campaign_id: max(2, links_of(hit.campaign_id)) if hit.campaign_id else _MANY for hit in followed}
    hasty = _windows(followed, _HASTE, lambda hit: min(_MANY, links[hit.campaign_id]))
    slow = _windows(followed, PATIENCE, lambda hit: max(_MANY, links[hit.campaign_id]))
    return {places[number] for number in hasty | slow}


def _windows(hits: list[Hit], seconds: float, many: Callable[[Hit], int]) -> set[int]:
    """Return the indexes of hits with `many` different targets, or `many` hits on one target, within `seconds`."""
    found: set[int] = set()
    seen: Counter[tuple[int, int]] = Counter()
    first = marked = 0
    for last, hit in enumerate(hits):
        seen[hit.campaign_id, hit.link] += 1
        while hit.at - hits[first].at > seconds:
            old = hits[first].campaign_id, hits[first].link
            seen[old] -= 1
            if not seen[old]:
                del seen[old]
            first += 1
        if len(seen) >= many(hit) or seen[hit.campaign_id, hit.link] >= _OFTEN:
            found.update(range(max(first, marked), last + 1))
            marked = last + 1
    return found
