"""An installation under the shipped convention, where both partners designated somebody, and a running mail server."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from campaigns.editorial import partner_identities
from campaigns.editorial.partner_identities import IdentityChange
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.designations.verbs import Naming, Role
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.campaigns.partnership import conventions
from tests.campaigns.partnership.meetings import scene


@pytest.fixture
def bound(opened: Installation, server: servers.Sink, tmp_path: Path) -> Installation:
    """An installation with a convention in force since 16 June 2009, on 15 September."""
    found = Installation(
        settings.load(data=tmp_path, smtp_url=server.url, base_url="https://lettre.example"),
        opened.database, opened.keyring, opened.clock,
    )  # fmt: skip
    with found.database.transaction() as session:
        cast.publish(session)
        cast.people(session, found)
    conventions.adopted(found)
    for code, name in scene.PARTNERS.items():
        partner_identities.change(found, code, IdentityChange(date(2009, 6, 16), name=name), "test")
    for (side, role), (name, email) in scene.DESIGNATED.items():
        designations.add(found, Naming(side, Role(role), name, email, date(2009, 6, 16)), "test")
    return found
