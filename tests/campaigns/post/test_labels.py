"""Every reason that the machine names has French words."""

from __future__ import annotations

import pytest

from campaigns.post import labels
from lists import kinds
from mailer.verdicts import Reason


@pytest.mark.parametrize("name", [*(one for one in Reason if one is not Reason.ACCEPTED), *kinds.SuppressionReason])
def test_a_reason_has_words(name: str) -> None:
    """No English word reaches the officer's screen."""
    assert labels.reason(name) != name
