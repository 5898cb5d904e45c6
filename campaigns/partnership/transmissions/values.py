"""What faces see of a transmission: a numbered list of new signatories, or what the next one would hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lists.organisations.signatories import Signatory
from runtime import clock


@dataclass(frozen=True)
class Transmission:
    """One list, or the one that waits: that has neither number nor checksum."""

    number: int | None
    #: The period of registration, in Paris: this moment belongs to it (`None`: it begins with the first signature), …
    since: datetime | None
    #: … this one to the next.
    until: datetime
    #: By région and name.
    companies: tuple[Signatory, ...]
    #: Of its CSV file, in hexadecimal.
    sha256: str = ""
    #: How many people it was mailed to.
    letters: int = 0

    @property
    def day(self) -> date:
        """The day on which it was closed."""
        return self.until.date()

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais signatories transmit` promises."""
        return {
            "number": self.number,
            "from": self.since.isoformat() if self.since else None,
            "to": self.until.isoformat(),
            "sha256": self.sha256 or None,
            "letters": self.letters,
            "companies": [{**one.as_json(), "locative": one.locative} for one in self.companies],
        }


def moment(seconds: int) -> datetime:
    """Return a moment of the database as it is said in Paris."""
    return datetime.fromtimestamp(seconds, clock.PARIS)
