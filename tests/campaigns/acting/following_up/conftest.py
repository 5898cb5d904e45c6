"""The campaign whose ledger is known row by row, once it is over."""

from __future__ import annotations

import pytest

from campaigns.acting.launching import Launched
from runtime.installation import Installation
from tests.campaigns.acting.following_up import scenes
from tests.campaigns.post.figures.conftest import campaign

__all__ = ["campaign"]


@pytest.fixture
def over(opened: Installation, campaign: Launched) -> Launched:
    """Nothing of it leaves any more: two of nine do not have it, and the box of one of these does not exist."""
    return scenes.over(opened, campaign)
