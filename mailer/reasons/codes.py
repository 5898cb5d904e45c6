"""What codes say where words say nothing: enhanced status codes (RFC 3463, RFC 5248, IANA), then SMTP codes."""

from __future__ import annotations

import re

from mailer.reasons.vocabulary import Reason

#: An enhanced status code inside text; does not match the `5.1.1` of an IP address such as 5.1.1.7.
STATUS = re.compile(r"(?<![\d.])#?([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)")

#: Subject and detail, whatever the class. 5.1.0 is left out: many servers say it of the sender.
_STATUSES = {
    **dict.fromkeys(("1.1", "1.3"), Reason.USER_UNKNOWN),
    "1.2": Reason.HOST_UNKNOWN,
    "1.6": Reason.HAS_MOVED,
    **dict.fromkeys(("1.7", "1.8"), Reason.POLICY),
    "1.10": Reason.NOT_ACCEPT,
    "2.1": Reason.SUSPENDED,
    "2.2": Reason.MAILBOX_FULL,
    **dict.fromkeys(("2.3", "3.4"), Reason.TOO_BIG),
    **dict.fromkeys(("3.0", "3.1", "3.5"), Reason.SYSTEM_ERROR),
    "3.2": Reason.THROTTLED,
    "4.4": Reason.HOST_UNKNOWN,
    "4.5": Reason.THROTTLED,
    "4.7": Reason.EXPIRED,
    **dict.fromkeys(("7.8", "7.9", "7.20", "7.21", "7.22", "7.23", "7.24", "7.26", "7.27"), Reason.AUTH_FAILURE),
    **dict.fromkeys(("7.29", "7.30", "7.31", "7.32", "7.509", "7.515"), Reason.AUTH_FAILURE),
    "7.28": Reason.THROTTLED,
    **dict.fromkeys(("7.25", "7.606", "7.700", "7.750"), Reason.BLOCKED),
}
#: Subject alone, when the detail says nothing more.
_SUBJECTS = {
    "3": Reason.SYSTEM_ERROR,
    "4": Reason.NETWORK_ERROR,
    "5": Reason.PROTOCOL,
    "6": Reason.PROTOCOL,
    "7": Reason.POLICY,
}
_REPLIES = {
    421: Reason.THROTTLED,
    450: Reason.THROTTLED,
    451: Reason.SYSTEM_ERROR,
    452: Reason.SYSTEM_ERROR,
    552: Reason.MAILBOX_FULL,
    **dict.fromkeys((500, 501, 502, 503, 504, 555), Reason.PROTOCOL),
    **dict.fromkeys((530, 535, 538), Reason.AUTH_FAILURE),
    521: Reason.NOT_ACCEPT,
    556: Reason.NOT_ACCEPT,
}


def blames_sender(status: str | None) -> bool:
    """Tell whether a code speaks of the dialogue, the content or a policy (RFC 3463 3.6 to 3.8), not of an address."""
    return status is not None and status.split(".")[1:2] in (["5"], ["6"], ["7"]) and not status.endswith("5.0")


def of_status(status: str | None) -> Reason | None:
    """Return what an enhanced status code says; `None` when it says nothing."""
    if not status or status.count(".") != 2:
        return None
    _class, subject, detail = status.split(".")
    return _STATUSES.get(f"{subject}.{detail}") or _SUBJECTS.get(subject)


def of_reply(code: int | None) -> Reason | None:
    """Return what a bare SMTP code says; `None` when it says nothing."""
    return _REPLIES.get(code) if code else None
