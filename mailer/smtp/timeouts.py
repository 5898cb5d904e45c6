"""How long to wait for a silent server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Timeouts:
    """Seconds, by what is waited for. The defaults are the minima of RFC 5321 4.5.3.2: shorter ones are for tests.

    Waiting too short for the reply to the final dot sends letters twice: keep `content` at ten minutes.
    """

    #: Connecting, greeting, EHLO, STARTTLS and login: each.
    greeting: float = 300
    mail: float = 300
    rcpt: float = 300
    data: float = 120
    #: The server takes no byte of the letter.
    block: float = 180
    #: From the final dot to its reply.
    content: float = 600
    #: The reply to QUIT; the only one that nothing depends on.
    quit: float = 5

    @property
    def shortest(self) -> float:
        """The shortest time-out within a transaction."""
        return min(self.mail, self.rcpt, self.data, self.block, self.content)
