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
    return said(text, status) or codes.of_status(status) or words.hint(text) or codes.of_reply(code) or Reason.UNDEFINED


def said(text: str, status: str | None = None) -> Reason | None:
    """Return what words say under an enhanced status code; `None` when they say nothing that is known.

    A code of the dialogue, the content or a policy (5.5, 5.6, 5.7) blames the sender. « Unknown » then means a sender,
    a parameter, a type: it is no word on the address, unless a provider is known to mean it.
    """
    own = providers.reason(text)
    if own is not None:
        return own
    found = words.reason(text)
    return codes.of_status(status) if found in HARD and codes.blames_sender(status) else found
