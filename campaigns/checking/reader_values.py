"""What the letter would say to each of its readers, looked at before anything leaves, in one pass over all of them.

Finds values that the guard of the wire would refuse, one letter at a time, and addresses that look mistyped. Refuses
nothing and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date

from sqlmodel import Session

from campaigns.editorial.snapshots import Snapshot
from campaigns.post import mission_sites, tokens
from campaigns.post.composing import Personal, Press
from lists import audiences, domain_typos
from lists.audiences import Reader
from lists.contacts import affiliations, spoken_values
from lists.kinds import Policy
from lists.organisations import local_missions, regional_networks
from lists.organisations.local_missions import LocalMission
from lists.segments.rules import Rule
from mailer import encodings, wire_guard
from mailer import errors as mailer_errors
from templates import letters

#: Readers per query.
_BATCH = 1000
#: A condition of letters that speak of the mission locale near their reader.
_WITH_SITES = "ml_has_url"
#: The conditions of a letter that make a difference here.
CONDITIONS = frozenset({_WITH_SITES})


@dataclass(frozen=True)
class ReaderValues:
    """What was found."""

    #: Merge field -> how many readers have a value there that no letter may hold, and one of them, by contact id.
    unsafe: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    #: Domain that looks mistyped -> the one that was probably meant, and how many readers have it.
    doubtful: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    #: Missions locales that the letter names without their site, because it cannot be linked; name and code.
    without_site: tuple[tuple[str, str], ...] = ()


def look(
    session: Session,
    letter: letters.Letter | None,
    snapshot: Snapshot,
    mailing_list_id: int,
    rule: Rule | None,
    policy: Policy,
    day: date,
) -> ReaderValues:
    """Return what was found in the values of everybody who would receive the letter on a day.

    Everybody is read in one pass; those whose values may be unsafe are looked at one by one, as their letter would
    have them.
    """
    near = local_missions.near(session, day)
    press = (
        None if letter is None else Press(letter, snapshot, near, b"", networks=regional_networks.near(session, day))
    )
    domains: Counter[str] = Counter()
    # Whoever lives near a mission locale says its name: one that cannot stand in a letter concerns a whole place.
    is_doubtful = press is not None and any(
        encodings.is_unsafe(str(text)) for one in _missions(near) for text in astuple(one)
    )
    suspects: dict[int, str] = {}
    for contact_id, address, said in spoken_values.texts(
        session, mailing_list_id, rule, policy, special=snapshot.is_special
    ):
        domains[address.rpartition("@")[2]] += 1
        if is_doubtful or encodings.is_unsafe(said) or not _is_path(address):
            suspects[contact_id] = address
    unsafe = {} if press is None else _refused(session, suspects, mailing_list_id, press)
    meant = {domain: domain_typos.meant(domain) for domain in sorted(domains)}
    return ReaderValues(
        {name: (len(ids), min(ids)) for name, ids in unsafe.items()},
        {domain: (right, domains[domain]) for domain, right in meant.items() if right},
        _without_site(near) if letter is not None and _WITH_SITES in letter.conditions else (),
    )


def _refused(session: Session, suspects: Mapping[int, str], mailing_list_id: int, press: Press) -> dict[str, list[int]]:
    """Return the fields whose values the guard would refuse, each with the contacts."""
    found: dict[str, list[int]] = {}
    for reader in _readers(session, list(suspects), mailing_list_id, press):
        for name in _unsafe(press, reader, suspects[reader.contact_id]):
            found.setdefault(name, []).append(reader.contact_id)
    return found


def _readers(session: Session, ids: list[int], mailing_list_id: int, press: Press) -> Iterator[Reader]:
    for start in range(0, len(ids), _BATCH):
        readers = audiences.readers(session, ids[start : start + _BATCH], mailing_list_id)
        yield from (affiliations.widened(session, readers) if press.is_targeted else readers).values()


def _unsafe(press: Press, reader: Reader, address: str) -> list[str]:
    """Return the fields of one reader whose values the guard would refuse."""
    personal = Personal(address, tokens.INERT_LEAVE, "", "")
    found = [name for name, value in press.values(reader, personal).items() if encodings.is_unsafe(value)]
    return found if _is_path(address) else list(dict.fromkeys([*found, "to"]))


def _is_path(address: str) -> bool:
    """Tell whether the guard lets an address onto the wire."""
    try:
        wire_guard.check_path(address)
    except mailer_errors.UnsafeAddress:
        return False
    return True


def _missions(near: Mapping[str, tuple[LocalMission, ...]]) -> set[LocalMission]:
    return {one for missions in near.values() for one in missions}


def _without_site(near: Mapping[str, tuple[LocalMission, ...]]) -> tuple[tuple[str, str], ...]:
    known = _missions(near)
    return tuple(
        sorted((one.name, one.code) for one in known if one.website and not mission_sites.linkable(one.website))
    )
