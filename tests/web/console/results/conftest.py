"""The campaign whose ledger is known row by row, once it is over."""

from __future__ import annotations

from tests.campaigns.acting.following_up.conftest import over
from tests.campaigns.post.figures.conftest import campaign

__all__ = ["campaign", "over"]
