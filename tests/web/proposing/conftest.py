"""An installation under the shipped convention, with people who propose."""

from __future__ import annotations

import pytest

from runtime.installation import Installation
from tests.campaigns.partnership.proposals import contributors
from tests.web.conftest import Ask, browser


@pytest.fixture
def staged(opened: Installation) -> Installation:
    """Inès may propose."""
    contributors.stage(opened)
    return opened


@pytest.fixture
def ask(staged: Installation) -> Ask:
    """Send one request, as `ask("GET", "/l/…")`."""
    return browser(staged)


@pytest.fixture
def page(staged: Installation) -> str:
    """Inès's page."""
    return f"/l/proposer/{contributors.token(staged)}"
