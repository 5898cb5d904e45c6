"""What a reply means for one letter: accepted, deferred or refused; why; and whether writing again is pointless.

The reason comes from the first table that knows: the codes of French providers, then the words of the reply, then the
enhanced status code (RFC 3463), then the bare code. Words come before codes because `5.7.1` or `550` alone say little.
The kind comes from the first digit only. Refuses to call a refusal hard because it is permanent: most 5yz replies
blame the sender, the content or the hour, not the address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mailer.replies import Reply


class Stage(StrEnum):
    """The command that a reply answers."""

    #: None: our own guard answered, the server was not asked.
    GUARD = "guard"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    #: The letter and its final dot.
    CONTENT = "content"


class Kind(StrEnum):
    """What becomes of the letter."""

    ACCEPTED = "accepted"
    #: A new attempt later may succeed.
    DEFERRED = "deferred"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a letter was not taken; the project's own list."""

    #: Not a failure.
    ACCEPTED = "accepted"
    #: Nobody has this address.
    USER_UNKNOWN = "userunknown"
    #: The domain does not exist.
    HOST_UNKNOWN = "hostunknown"
    #: The person left for another address.
    HAS_MOVED = "hasmoved"
    #: The domain or the mailbox never takes mail.
    NOT_ACCEPT = "notaccept"
    #: The mailbox is full.
    MAILBOX_FULL = "mailboxfull"
    #: The mailbox exists and is closed, asleep or archived.
    SUSPENDED = "suspended"
    #: The sending server or network is on a list.
    BLOCKED = "blocked"
    #: SPF, DKIM, DMARC or the login to the next server.
    AUTH_FAILURE = "authfailure"
    #: A rule of the receiver that says no more.
    POLICY = "policy"
    #: The content looks like spam.
    SPAM = "spam"
    #: The content looks like a virus.
    VIRUS = "virus"
    #: The letter is too big.
    TOO_BIG = "toobig"
    #: Too many letters or connections for now.
    THROTTLED = "throttled"
    #: Never seen sender: come back in some minutes.
    GREYLISTED = "greylisted"
    #: The receiver cannot be reached from the next server.
    NETWORK_ERROR = "networkerror"
    #: The next server gave up after days.
    EXPIRED = "expired"
    #: The receiver is out of order or out of disk.
    SYSTEM_ERROR = "systemerror"
    #: The letter or the dialogue is not understood.
    PROTOCOL = "protocol"
    #: No table knows.
    UNDEFINED = "undefined"


@dataclass(frozen=True)
class Verdict:
    """The meaning of one reply."""

    kind: Kind
    reason: Reason
    #: This address or domain does not exist or will never take mail again.
    hard: bool
    #: Enhanced status code; `<class>.0.0` when the server gave none.
    status: str


_HARD = {Reason.USER_UNKNOWN, Reason.HOST_UNKNOWN, Reason.HAS_MOVED, Reason.NOT_ACCEPT}
_KINDS = {2: Kind.ACCEPTED, 4: Kind.DEFERRED, 5: Kind.REFUSED}

#: Orange and Wanadoo (OFR), laposte.net (LPN): the three digits after `OFR004_` or `LPN007_`.
_FRENCH = re.compile(r"\b(OFR|LPN)\w*?_(\d{3})\b")
_FRENCH_CODES = {
    **dict.fromkeys(("101", "102", "103", "510", "630", "999"), Reason.BLOCKED),
    **dict.fromkeys(("104", "105", "107", "108", "109", "201", "424", "505"), Reason.THROTTLED),
    **dict.fromkeys(("405", "415", "517", "535"), Reason.AUTH_FAILURE),
    "416": Reason.USER_UNKNOWN,
    "417": Reason.MAILBOX_FULL,
    **dict.fromkeys(("420", "426"), Reason.SUSPENDED),
    "506": Reason.SPAM,
}
#: SFR, Neuf, Cegetel: the last two digits of `SFR_IN_nnn`. 04 counts unknown users of the sender: it blocks us, and
#: says nothing of this reader.
_SFR = re.compile(r"\bSFR_IN_\d?(\d\d)\b")
_SFR_CODES = {
    "01": Reason.SPAM,
    "02": Reason.VIRUS,
    "03": Reason.PROTOCOL,
    "04": Reason.BLOCKED,
    "05": Reason.THROTTLED,
}

_WHO = r"(?:user|recipient|mailbox|account|address|utilisateur|destinataire|compte|adresse)"
#: Tried in this order, on the lower-case text: what blames the sender comes before what blames the address.
_WORDS = tuple(
    (re.compile("|".join(patterns)), reason)
    for reason, *patterns in (
        (
            # Said at RCPT by servers that wait so long to refuse the sender, the greeting or the network (Postfix's
            # `smtpd_delay_reject`, Exim's sender verification): this reader has nothing to do with it.
            Reason.POLICY,
            r"sender (?:address|verif|domain|rejected|denied)|domain of sender|verification failed for",
            r"helo command|client host|client network|relay(?:ing)?(?: access)? (?:denied|not permitted|prohibited)",
            r"\bfrom you\b|your (?:host|hostname|domain|server|ip)\b",
        ),
        (Reason.GREYLISTED, r"gr[ae]y-?list", r"postgrey"),
        (Reason.AUTH_FAILURE, r"\b(?:dmarc|dkim|spf)\b", r"authentication (?:required|failed)", r"not authenticated"),
        (
            Reason.BLOCKED,
            r"spamhaus|barracuda|spamcop|\b(?:rbl|dnsbl)\b|(?:black|block)-?list|listed (?:at|by|in|on)\b|reputation",
            r"(?:ip|address|host|network)\b.{0,40} (?:is |has been |are )?(?:blocked|banned)|adresse ip.{0,40}bloqu",
            r"\brp-00\d|\bs3[01]\d\d\b",  # Microsoft
        ),
        (Reason.VIRUS, r"virus|malware|phish"),
        (Reason.THROTTLED, r"too many|rate limit|slow down|throttl|trop de (?:connexions|messages)|try again later"),
        (Reason.SPAM, r"\bspam|unsolicited|bulk mail"),
        (Reason.MAILBOX_FULL, r"(?:mailbox|quota|storage|bo[iî]te).{0,30}(?:full|exceed|pleine|over)", r"over ?quota"),
        (Reason.TOO_BIG, r"too (?:big|large)|size (?:limit|exceed)|exceeds.{0,30}size|trop (?:gros|volumineux)"),
        (Reason.SUSPENDED, r"disabled|suspended|inactive|deactivated|locked|archiv|d[eé]sactiv[eé]"),
        (Reason.HAS_MOVED, r"has moved|no longer (?:works|employed)|moved to"),
        (
            Reason.USER_UNKNOWN,
            rf"{_WHO}\b.{{0,60}}(?:unknown|not found|does ?n[o'’]t exist|not exist|invalid|no such|inconnu|inexistant)",
            r"(?:unknown|no such|invalid|non-?existent) (?:user|recipient|mailbox|account|address|local part)",
            r"no mailbox here|user doesn|not a valid (?:user|mailbox|recipient)",
        ),
        (
            Reason.HOST_UNKNOWN,
            r"(?:host|domain)\b.{0,40}(?:not found|unknown|does not exist|nxdomain)",
            r"unrouteable|no such (?:host|domain)",
        ),
        (Reason.NOT_ACCEPT, r"does not accept mail|null ?mx"),
    )
)

#: Subject and detail of the enhanced status code, whatever its class.
_STATUSES = {
    "1.0": Reason.UNDEFINED,
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
    **dict.fromkeys(("7.8", "7.23", "7.26", "7.27", "7.30", "7.32", "7.515"), Reason.AUTH_FAILURE),
    "7.28": Reason.THROTTLED,
    "7.25": Reason.BLOCKED,
}
#: Subject alone, when the detail says nothing more.
_SUBJECTS = {
    "3": Reason.SYSTEM_ERROR,
    "4": Reason.NETWORK_ERROR,
    "5": Reason.PROTOCOL,
    "6": Reason.PROTOCOL,
    "7": Reason.POLICY,
}
_CODES = {
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


def classify(reply: Reply, stage: Stage) -> Verdict:
    """Return what `reply` means for the letter whose `stage` it answers.

    At the sender's turn (`Stage.MAIL`) no refusal is hard: the server has not heard the reader's address.
    """
    kind = _KINDS.get(reply.code // 100, Kind.REFUSED)
    status = reply.status or f"{reply.code // 100}.0.0"
    if kind is Kind.ACCEPTED:
        return Verdict(kind, Reason.ACCEPTED, hard=False, status=status)
    reason = _from_provider(reply.text) or _from_words(reply.text.lower()) or _from_codes(reply)
    if reply.code == 552 and stage is Stage.CONTENT and reason is Reason.MAILBOX_FULL and reply.status is None:
        reason = Reason.TOO_BIG
    hard = kind is Kind.REFUSED and reason in _HARD and stage is not Stage.MAIL
    return Verdict(kind, reason, hard=hard, status=status)


def _from_provider(text: str) -> Reason | None:
    french, sfr = _FRENCH.search(text), _SFR.search(text)
    if french is not None:
        return _FRENCH_CODES.get(french[2])
    return _SFR_CODES.get(sfr[1]) if sfr is not None else None


def _from_words(text: str) -> Reason | None:
    return next((reason for pattern, reason in _WORDS if pattern.search(text)), None)


def _from_codes(reply: Reply) -> Reason:
    if reply.status is not None:
        _class, subject, detail = reply.status.split(".")
        reason = _STATUSES.get(f"{subject}.{detail}") or _SUBJECTS.get(subject)
        if reason is not None:
            return reason
    return _CODES.get(reply.code, Reason.UNDEFINED)
