"""The web version: the letter as it was sent, with everybody's articles, and nothing of anybody."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from campaigns.editorial.models import Edition
from campaigns.post import tokens
from campaigns.post.archives import web_versions
from campaigns.post.models import Delivery
from campaigns.post.states import DeliveryState
from runtime.installation import Installation
from tests import cast
from tests.campaigns.post.archives.conftest import Publish

pytestmark = pytest.mark.dialects


@pytest.fixture
def version(opened: Installation, publish: Publish) -> str:
    """The web version of issue 1."""
    publish()
    written = web_versions.numbered(opened, 1)
    assert written is not None
    return written.html


def test_it_holds_the_articles_of_every_region(version: str) -> None:
    """Also those that only some readers received."""
    assert all(title in version for title in ("Le bus de l’emploi", "Relire ses offres à deux voix"))


def test_it_holds_nothing_of_anybody(version: str) -> None:
    """No address, no name, no link to leave, no counted link, no pixel."""
    assert "Bonjour Madame, Monsieur" in version
    assert [address for address in cast.EVERYBODY if address in version] == []
    assert not re.search(r"/l/[uco]/", version)


def test_its_links_lead_where_they_lead(version: str) -> None:
    """Themselves."""
    assert 'href="https://valence.example/marche"' in version


def test_an_issue_that_was_not_sent_has_none(opened: Installation, publish: Publish) -> None:
    """Nor one that does not exist."""
    publish(accepted=False)

    assert web_versions.numbered(opened, 1) is None
    assert web_versions.numbered(opened, 99) is None


def test_a_letter_without_a_number_is_found_by_its_address_alone(opened: Installation, publish: Publish) -> None:
    """The letter tells it; it is nobody's in particular, stays the same, and counts once it was sent."""
    campaign = publish(number=False, accepted=False)
    with opened.database.reading() as session:
        token = session.get_one(Edition, campaign.edition_id).content["issue"]["web"]
    before = web_versions.letter(opened, token)
    with opened.database.transaction() as session:
        session.execute(sa.update(Delivery).values(state=DeliveryState.ACCEPTED.value))
    after, public, changed = (
        web_versions.letter(opened, token),
        web_versions.numbered(opened, 1),
        web_versions.letter(opened, token[:-1] + "A"),
    )

    assert tokens.read_web(opened.keyring, token) == 1
    assert (before, public, changed) == (None, None, None)
    assert after is not None
    assert "Le bus de l’emploi" in after.html
    assert not [word for word in ("/l/u/", "/l/v/", *cast.EVERYBODY) if word in after.html]
