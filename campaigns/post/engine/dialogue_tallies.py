"""What the connections of one sending process tell each other: is the server well, or must all of them give up?"""

from __future__ import annotations

from dataclasses import dataclass, field

from mailer import errors as mailer_errors


@dataclass
class DialogueTally:
    """What the lines of one process tell each other."""

    #: How many lines wanted a connection.
    tried: int = 0
    #: Why lines gave up.
    failures: list[mailer_errors.MailerError] = field(default_factory=list)
    #: How many letters the server said its word on, at their readers' names or later.
    ended: int = 0
    #: Whether a connection ended at a reader's name before the server said anything of any letter.
    is_doubtful: bool = False

    @property
    def is_hopeless(self) -> bool:
        """Whether every line that wanted a connection has given up."""
        return bool(self.failures) and len(self.failures) == self.tried
