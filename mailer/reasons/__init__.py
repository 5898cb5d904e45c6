"""Why a letter was refused: one vocabulary and one order of tables, both for the immediate answer of a server and for
what comes back later. Pure.

The first table with an answer decides: the codes of providers, the words, the enhanced status code (RFC 3463), the bare
SMTP code. Words come before codes because `5.7.1` or `550` alone say little. Refuses to guess: a reply that no table
knows is `undefined`.
"""

from __future__ import annotations

from mailer.reasons import codes, providers, words
from mailer.reasons.vocabulary import HARD, Reason

__all__ = ["HARD", "Reason", "explain"]


def explain(text: str, status: str | None = None, code: int | None = None) -> Reason:
    """Return the reason behind the words of a server, its enhanced status code and its SMTP code."""
    return (
        providers.reason(text)
        or words.reason(text)
        or codes.of_status(status)
        or words.hint(text)
        or codes.of_reply(code)
        or Reason.UNDEFINED
    )
