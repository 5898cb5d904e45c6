"""Notices of Amazon SES in JSON, as its topics mail them: bounces, complaints, deliveries.

Source: https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html
"""

from __future__ import annotations

import json
from typing import Any

from mailer.bounces import diagnosing
from mailer.bounces.classification import Action, AddressReport, Failure, LetterKind, Opinion
from mailer.bounces.returned_letters import ReturnedLetter
from mailer.reasons import Reason

_MARK = '"notificationType"'


def detect(letter: ReturnedLetter) -> Opinion | None:
    """Return what the notice says."""
    text = letter.written
    if _MARK not in text:
        return None
    try:
        # The mailed JSON has its lines cut anywhere, even inside of words.
        joined = text[text.index("{") :].replace("\n", "")
        notice, _end = json.JSONDecoder().raw_decode(joined)
        return _opinion(notice)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _opinion(notice: dict[str, Any]) -> Opinion | None:
    match notice["notificationType"]:
        case "Complaint":
            named = [str(one["emailAddress"]) for one in notice["complaint"]["complainedRecipients"]]
            return Opinion(
                LetterKind.COMPLAINT, tuple(AddressReport(one, "", None, Reason.COMPLAINT, hard=False) for one in named)
            )
        case "Bounce":
            found = [_failure(one) for one in notice["bounce"]["bouncedRecipients"]]
            return Opinion(LetterKind.BOUNCE, tuple(diagnosing.report(one) for one in found))
        case "Delivery":
            named = [str(one) for one in notice["delivery"]["recipients"]]
            arrived = [Failure(one, str(notice["delivery"].get("smtpResponse", "")), Action.DELIVERED) for one in named]
            return Opinion(LetterKind.DELIVERED, tuple(diagnosing.report(one) for one in arrived))
    return None


def _failure(told: dict[str, Any]) -> Failure:
    words = str(told.get("diagnosticCode", "")).removeprefix("smtp; ")
    return Failure(str(told["emailAddress"]), words, status=str(told.get("status", "")))
