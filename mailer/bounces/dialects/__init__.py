"""The forms of report that mail servers used before there was a standard, and some still use.

One small module per family of servers, tried in this order; each returns an empty list when the letter is not of its
family. `prose` belongs to no family: it takes the addresses that the text names.
"""

from __future__ import annotations

from collections.abc import Callable

from mailer.bounces import prose
from mailer.bounces.classification import Failure
from mailer.bounces.dialects import domino, exchange, exim, qmail, sendmail
from mailer.bounces.returned_letters import ReturnedLetter

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
