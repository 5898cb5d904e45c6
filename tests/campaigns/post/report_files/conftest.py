"""The campaign whose ledger is known row by row."""

from __future__ import annotations

from tests.campaigns.post.figures.conftest import campaign

__all__ = ["campaign"]
