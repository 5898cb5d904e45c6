"""What browsers load is there before a test of the console asks for a page."""

from __future__ import annotations

import pytest

from web.console import bundling


@pytest.fixture(scope="session", autouse=True)
def bundle() -> None:
    """Make it when `make test` has not."""
    bundling.make()
