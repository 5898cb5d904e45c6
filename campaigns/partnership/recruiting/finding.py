"""Who is near a company: its mission locale, the others of its département, and the network of its région.

Where no mission locale is known the network answers, and where there is none the partner who answers for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.partnership.recruiting import obligations
from lists import errors, geography
from lists.geography import Departement
from lists.organisations import local_missions, partners, regional_networks
from lists.organisations.local_missions import LocalMission
from lists.organisations.partners import Partner
from lists.organisations.regional_networks import RegionalNetwork
from runtime import clock
from runtime.installation import Installation


@dataclass(frozen=True)
class Near:
    """Whom a company in a place may turn to."""

    place: Departement
    #: The one that serves the postcode; `None` when only the département is known, or no mission locale is.
    mission: LocalMission | None
    #: The others that serve the département, by name.
    others: tuple[LocalMission, ...]
    #: Of the région; `None` when it is not known.
    network: RegionalNetwork | None


def at(opened: Installation, postcode: str) -> Near:
    """Return whom a company with this postcode may turn to.

    Raises:
        lists.errors.PostcodeUnknown.
    """
    place = geography.of_postcode(postcode)
    if place is None:
        raise errors.PostcodeUnknown(value=postcode)
    return _near(opened, place, postcode)


def within(opened: Installation, code: str) -> Near:
    """Return whom a company in a département may turn to, of which nothing more is known.

    Raises:
        lists.errors.PlaceUnknown.
    """
    return _near(opened, geography.departement(code), None)


def answering(opened: Installation) -> Partner | None:
    """Return the partner who answers for all missions locales, as it is named today; `None` without one."""
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        code = obligations.partner(session, today)
    return partners.today(opened, code) if code else None


def _near(opened: Installation, place: Departement, postcode: str | None) -> Near:
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        known = local_missions.near(session, today).get(place.code, ())
        network = regional_networks.near(session, today).get(place.code)
    alone = known[0] if len(known) == 1 else None
    mission = geography.nearest(postcode, None, known) if postcode else alone
    others = tuple(sorted((one for one in known if one != mission), key=lambda one: one.name))
    return Near(place, mission, others, network)
