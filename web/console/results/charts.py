"""What charts draw: lines with a value and its words. Refuses to draw by itself; that is for `results/charts.html`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Signs of a name beside its bar.
_LONGEST = 34


@dataclass(frozen=True)
class Bar:
    """One line of a chart and of its table."""

    #: The whole name.
    name: str
    value: float
    #: The value as it is written.
    shown: str
    #: What opens the rows; empty for a number without rows of its own.
    address: str = ""
    #: Another number of the same line, as it is written.
    beside: str = ""

    @property
    def short(self) -> str:
        """The name as it fits beside its bar."""
        return self.name if len(self.name) <= _LONGEST else f"{self.name[: _LONGEST - 1].rstrip()}…"


def said(bars: Sequence[Bar]) -> str:
    """Return a chart in words, for whoever does not see it."""
    return ", ".join(f"{one.name}\u00a0: {one.shown}" for one in bars)
