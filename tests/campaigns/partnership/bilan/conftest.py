"""The small year, once for each test that looks at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns.partnership.bilan import reviewing
from campaigns.partnership.bilan.periods import Asked
from campaigns.partnership.bilan.reviewing import Review
from runtime.installation import Installation
from tests.campaigns.partnership.bilan import year
from tests.clocks import MovableClock


@pytest.fixture
def lived(opened: Installation, clock: MovableClock, tmp_path: Path) -> Installation:
    """The installation on the day after the year."""
    year.lived(opened, clock, tmp_path)
    return opened


@pytest.fixture
def review(lived: Installation) -> Review:
    """The review of the whole year."""
    return reviewing.review(lived, Asked())
