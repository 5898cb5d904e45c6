"""The forms that mail servers gave their reports before there was a standard, and give them still.

One small module a family of servers, tried in this order; each answers with nothing when the letter is not of its
family. `prose` knows no family: it takes the addresses that are named.
"""

from __future__ import annotations

from collections.abc import Callable

from mailer.bounces import prose
from mailer.bounces.classification import Failure
from mailer.bounces.dialects import domino, exchange, exim, qmail, sendmail
from mailer.bounces.letters import ReturnedLetter

DIALECTS: tuple[Callable[[ReturnedLetter], list[Failure]], ...] = (
    exim.failures,
    qmail.failures,
    sendmail.failures,
    exchange.failures,
    domino.failures,
    prose.failures,
)


def failures(letter: ReturnedLetter) -> list[Failure]:
    """Return what the first dialect that knows the letter reads in it."""
    return next((found for read in DIALECTS if (found := read(letter))), [])
