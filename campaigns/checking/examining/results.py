"""What an examination found: a name that scripts know, a word, and a French sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from runtime.errors import RelaisError
from runtime.remedies import Remedy


class Status(StrEnum):
    """How it stands."""

    OK = "ok"
    #: Letters leave, and a person should look at it one day soon.
    WARNING = "warning"
    #: Letters do not leave, or are refused, or their readers cannot leave the list.
    FAILED = "failed"


@dataclass(frozen=True)
class Result:
    """One thing that was looked at."""

    #: Stable name of what was looked at; one that has several parts comes several times.
    check: str
    status: Status
    #: What was seen and, unless all is well, what to do.
    detail: str
    #: What can be done, where the detail does not say it; or the error that says what is wrong.
    remedy: Remedy | type[RelaisError] | None = None
