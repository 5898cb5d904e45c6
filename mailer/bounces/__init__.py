"""What a returned letter is, and why it came back: small detectors, the most trustworthy first. Pure.

`classify` takes any bytes and never raises. Refuses to decide *who* bounced: an address in a letter is evidence only,
the signed envelope sender is proof (`campaigns.post.tokens`).
"""

from __future__ import annotations

from collections.abc import Callable

from mailer.bounces import (
    abuse_reports,
    amazon,
    auto_replies,
    challenges,
    delivery_reports,
    returned_letters,
    unsubscribe_requests,
)
from mailer.bounces.classification import AddressReport, LetterKind, Opinion
from mailer.bounces.returned_letters import ReturnedLetter

__all__ = ["DETECTORS", "AddressReport", "LetterKind", "Opinion", "classify", "judge"]

#: Tried in this order; the first that knows decides.
DETECTORS: tuple[Callable[[ReturnedLetter], Opinion | None], ...] = (
    amazon.detect,
    abuse_reports.detect,
    unsubscribe_requests.detect,
    challenges.detect,
    delivery_reports.detect,
    auto_replies.detect,
    delivery_reports.second_opinion,
)


def classify(raw: bytes) -> Opinion:
    """Return what a letter is, whatever its bytes."""
    return judge(returned_letters.parse(raw))


def judge(letter: ReturnedLetter) -> Opinion:
    """Return what a letter is that was parsed already (`returned_letters.parse`)."""
    return next((found for detect in DETECTORS if (found := detect(letter)) is not None), Opinion(LetterKind.OTHER))
