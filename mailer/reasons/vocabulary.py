"""The project's own list of reasons, described one by one in `docs/refusals.md`."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a letter was refused, or came back."""

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
    #: The sending server or network is on a block list.
    BLOCKED = "blocked"
    #: SPF, DKIM, DMARC or the login to the next server failed.
    AUTH_FAILURE = "authfailure"
    #: A rule of the receiver, without more detail.
    POLICY = "policy"
    #: The content looks like spam.
    SPAM = "spam"
    #: The content looks like a virus.
    VIRUS = "virus"
    #: The letter is too big.
    TOO_BIG = "toobig"
    #: Too many letters or connections for now.
    THROTTLED = "throttled"
    #: Greylisting: the sender is new and should come back in some minutes.
    GREYLISTED = "greylisted"
    #: The receiver cannot be reached from the next server.
    NETWORK_ERROR = "networkerror"
    #: The server ends the connection whenever this reader is named.
    CUT_OFF = "cutoff"
    #: The next server gave up after days.
    EXPIRED = "expired"
    #: The receiver is out of order or out of disk.
    SYSTEM_ERROR = "systemerror"
    #: The letter or the dialogue is not understood.
    PROTOCOL = "protocol"
    #: The reader, or the reader's provider, said that the letter is unwanted (RFC 5965).
    COMPLAINT = "complaint"
    #: No table knows.
    UNDEFINED = "undefined"


#: Reasons for which writing again is pointless: the address or the domain does not exist, or never takes mail.
HARD = frozenset({Reason.USER_UNKNOWN, Reason.HOST_UNKNOWN, Reason.HAS_MOVED, Reason.NOT_ACCEPT})
