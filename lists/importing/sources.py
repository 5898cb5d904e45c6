"""Where the lines of one import come from and go to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from runtime import clock
from runtime.keyring import Keyring


@dataclass(frozen=True, slots=True)
class ImportSource:
    """One import, as the rows that it writes refer to it."""

    #: Of the `ImportRun`.
    import_id: int
    mailing_list_id: int
    keyring: Keyring
    now: datetime
    #: Shown to the reader who asks where their address was found.
    origin: str
    #: Where an objection was written, for whoever must prove it.
    evidence: str
    #: Whether organisations that nobody knows are made from what the lines say.
    creates: bool = False

    @property
    def today(self) -> date:
        """The day in Paris."""
        return clock.in_paris(self.now).date()
