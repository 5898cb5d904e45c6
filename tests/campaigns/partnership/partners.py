"""Two partners, and who speaks for them: what tests of the partnership share. Owns no test."""

from __future__ import annotations

from datetime import date

from campaigns.editorial import partner_identities
from campaigns.editorial.partner_identities import IdentityChange
from campaigns.partnership.designations.verbs import Naming, Role
from runtime.installation import Installation

FIRST, LAST = date(2009, 6, 16), date(2010, 3, 31)
ANNE = Naming("cnml", Role.FOLLOW_UP, "Anne Dubreuil", "anne@cnml.example", FIRST, LAST, function="chargée de mission")
LOIC = Naming("cnml", Role.FOLLOW_UP, "Loïc Exemple", "loic@cnml.example", FIRST, deputy=True)
MARIE = Naming("charte", Role.FOLLOW_UP, "Marie Diallo", "marie@charte.example", FIRST)


def enter(opened: Installation) -> Installation:
    """Enter the two partners."""
    for code, name in (("cnml", "Conseil national"), ("charte", "Secrétariat")):
        partner_identities.change(opened, code, IdentityChange(since=FIRST, name=name), "test")
    return opened
