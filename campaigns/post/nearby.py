"""Whom a letter names near its reader: a mission locale, those of the département, or the network of the région.

A reader of whom a postcode or a commune is known has one; where only the département is, and several are in it, none of
them is picked: they are all named. What is not known falls back on the regional network, and the letter has words of
its own where that is not known either. Owns the conditions and the slots of this block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaigns.post import mission_sites
from lists import geography
from lists.organisations.local_missions import LocalMission
from lists.organisations.regional_networks import RegionalNetwork
from runtime.language import _

#: Below the base address: the missions locales of a département.
PATH = "/l/mission-locale?departement="
#: How many are named, before « et 3 autres ».
_NAMED = 4


class Found(NamedTuple):
    """What the block says to a reader."""

    conditions: frozenset[str]
    values: dict[str, str]


_NOBODY = Found(frozenset(), {})


class Nearby:
    """The missions locales and the networks of a day."""

    def __init__(
        self,
        missions: Mapping[str, Sequence[LocalMission]],
        networks: Mapping[str, RegionalNetwork],
        base_url: str,
    ) -> None:
        """Both by code of each département that they serve."""
        self._missions = missions
        self._networks = networks
        self._base_url = base_url

    def of(self, departement: str | None, postcode: str | None, commune: str | None) -> Found:
        """Return what is near a reader, as far as it is known where they are."""
        known = self._missions.get(departement or "", ())
        if len(known) > 1 and not postcode and not commune:
            return _several(known, f"{self._base_url}{PATH}{departement}")
        mission = geography.nearest(postcode, commune, known)
        if mission is not None:
            return _mission(mission)
        network = self._networks.get(departement or "")
        return _network(network) if network else _NOBODY


def _mission(found: LocalMission) -> Found:
    site = mission_sites.linkable(found.website)
    place = " ".join(filter(None, (found.postcode, found.commune)))
    values = {
        "mission_locale": found.name,
        "ml_name": found.name,
        "ml_address": ", ".join(filter(None, (found.address, place))),
        "ml_phone": found.phone or "",
        "ml_phone_href": _dialled(found.phone),
        "ml_url": site,
        "ml_url_shown": _shown(site),
    }
    has = {"has_local_mission": True, "ml_has_phone": bool(found.phone), "ml_has_url": bool(site)}
    return Found(_true(has), values)


def _several(known: Sequence[LocalMission], url: str) -> Found:
    named = [f"{one.name} ({one.commune})" if one.commune else one.name for one in known[:_NAMED]]
    others = len(known) - len(named)
    if others:
        named.append(_("et {n} autres").format(n=others) if others > 1 else _("et une autre"))
    return Found(frozenset({"has_local_missions"}), {"ml_names": ", ".join(named), "ml_list_url": url})


def _network(found: RegionalNetwork) -> Found:
    site = mission_sites.linkable(found.website)
    values = {
        "rn_name": found.name,
        "rn_phone": found.phone or "",
        "rn_phone_href": _dialled(found.phone),
        "rn_url": site,
        "rn_url_shown": _shown(site),
    }
    return Found(_true({"has_network": True, "rn_has_phone": bool(found.phone), "rn_has_url": bool(site)}), values)


def _true(has: Mapping[str, bool]) -> frozenset[str]:
    return frozenset(name for name, is_true in has.items() if is_true)


def _dialled(phone: str | None) -> str:
    return "tel:" + "".join(sign for sign in phone or "" if sign in "+0123456789")


def _shown(site: str) -> str:
    return site.removeprefix("https://").removeprefix("http://").rstrip("/")
