"""Whether a machine sent a letter, and which kind of machine: a mail server, or a mailbox in a person's absence. Pure.

A report of failure is believed only from a mail server, not from a person who forwards or mentions one.
"""

from __future__ import annotations

import re

from mailer.bounces.returned_letters import ReturnedLetter
from mailer.reasons.normalising import fold

#: Names and addresses that only mail servers use.
_SURE_NAMES = (
    r"mailer-?daemon",
    r"maild(?:a|ae)mon",
    r"\bmdaemon",
    r"post-?_?master",
    # Misspelt where it was set up.
    r"\bp(?:ots|sot|os|oost|osts)-?_?mas?ter|\bpost-?_?(?:matser|mastre|mater|maser|mster)\b",
    r"mail[ ._-]?delivery[ ._-]?(?:sub)?-?(?:system|service|agent)",
    r"mail (?:system|administrator)|system administrator|systemadministrator|administrateur systeme",
    r"microsoft exchange",
)
#: Names that mail servers use, and other machines too.
_NAMES = (
    r"mail-?(?:er)?[ ._-]?(?:delivery|system|administrator|server|gateway|router|agent)",
    r"deliver(?:y|ies)?[ ._-]?(?:sub)?-?(?:system|service|status|report|agent|failure|notification|monitor)?\b",
    r"jetmail|systeme de messagerie|sous-systeme|distribution du courrier|mailzustell",
    r"\bmajordomo\b|(?:-admin|-owner|-request)@|^owner-",
    r"returned mail|undeliver|\bbounces?\b|\bndr\b|\bmta\b|smtp|mmsc",
    r"^(?:no-?reply|do-?not-?reply|system|sysadmin|root|administrator|admin|exchange|postfix|mmdf|amavis\w*|mail)@",
)
_SURE = re.compile("|".join(_SURE_NAMES))
_SERVER = re.compile("|".join(_SURE_NAMES + _NAMES))
_NOBODY = re.compile(r"\s*<?\s*(?:|null|mailer-daemon(?:@.*)?|postmaster(?:@.*)?)\s*>?\s*", re.IGNORECASE)
_ANSWERED = re.compile(r"^auto-(?:replied|notified)|^yes", re.IGNORECASE)
_ANSWERS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply",
    "x-autoreply-from",
    "x-mail-autoreply",
    "x-vacation",
    "x-ms-exchange-inbox-rules-loop",
)
_LISTS = ("list-id", "list-unsubscribe", "list-post")
_REPLY_SUBJECT = re.compile(r"^(?:re|tr|fw|fwd|aw|wg|rv|sv|antw|r) ?:")


def is_mail_server(letter: ReturnedLetter) -> bool:
    """Tell whether a mail server wrote the letter."""
    if letter.report_type in ("delivery-status", "delivery-notification") or letter.header("x-failed-recipients"):
        return True
    sender = fold(letter.header("from"))
    address = re.search(r"[^\s<>\"(]+@", sender)
    looks = _SERVER.search(sender) is not None or (address is not None and _SERVER.search(address[0]) is not None)
    return not is_from_a_list(letter) and (looks or (is_from_nobody(letter) and not is_answering(letter)))


def is_surely_mail_server(letter: ReturnedLetter) -> bool:
    """Tell whether the name of the sender is one that only mail servers have."""
    return _SURE.search(fold(letter.header("from"))) is not None


def is_from_nobody(letter: ReturnedLetter) -> bool:
    """Tell whether the letter must not be answered: its envelope sender is empty (RFC 5321 4.5.5) or a mail server."""
    paths = letter.headers.get("return-path", ())
    return any(_NOBODY.fullmatch(path) for path in paths) or letter.header("from").endswith("<>")


def is_answering(letter: ReturnedLetter) -> bool:
    """Tell whether a mailbox answered by itself (RFC 3834 and what came before it)."""
    submitted = letter.header("auto-submitted")
    return (
        _ANSWERED.search(submitted) is not None
        or any(name in letter.headers for name in _ANSWERS)
        or "auto_reply" in (fold(letter.header("precedence")), fold(letter.header("x-precedence")))
        or letter.header("x-auto-response-suppress").lower() == "all"
        or (submitted.lower().startswith("auto-generated") and not is_from_nobody(letter))
    )


def is_from_a_list(letter: ReturnedLetter) -> bool:
    """Tell whether a mailing list sent it, so that it is not a report; a mail server's letter via a list may be one."""
    return any(name in letter.headers for name in _LISTS) and not is_surely_mail_server(letter)


def is_a_reply(letter: ReturnedLetter) -> bool:
    """Tell whether the subject says that a person answers or forwards."""
    return _REPLY_SUBJECT.search(letter.subject) is not None
