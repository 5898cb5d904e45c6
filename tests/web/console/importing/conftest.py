"""What runs beside the pages is waited for to its end, however busy the machine is."""

from __future__ import annotations

import pytest

from campaigns.acting.importing import results, running


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever starts an import see its end on the next page."""
    monkeypatch.setattr(running, "_PATIENCE", 60)
    monkeypatch.setattr(results, "_PATIENCE", 60)
