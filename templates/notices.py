"""What every service message has in common: an e-mail that prints it, and why it is written.

The messages themselves stand in `service_messages`. Refuses to say whom they go to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from templates.context import Message


class Occasion(StrEnum):
    """Why a person is written to: it decides which objections stop the message."""

    #: The message answers what the person did a moment ago.
    ASKED = "asked"
    #: The person has a role in the partnership: approves, contributes, meets.
    ROLE = "role"
    #: The person is a reader, and the message is our initiative.
    READER = "reader"


@dataclass(frozen=True, kw_only=True)
class Notice(Message):
    """What all service messages have in common."""

    #: The e-mail that prints it: a folder in `emails/`.
    EMAIL: ClassVar[str]
    #: Why it is written.
    OCCASION: ClassVar[Occasion] = Occasion.ASKED

    #: « Madame Durand », « Madame, Monsieur »: what stands before the first comma.
    greeting: str
