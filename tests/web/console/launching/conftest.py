"""An officer with every right, in an installation with one issue and a mail server."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from runtime.installation import Installation
from tests.web.console.issues.conftest import staged
from tests.web.console.officers import Officer

__all__ = ["staged"]


@pytest.fixture
def claire(staged: Installation) -> Officer:
    """She writes and sends."""
    return Officer(staged, Role.WRITE, Role.SEND, Role.APPROVE, name="Claire Aubry")
