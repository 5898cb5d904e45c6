"""What a letter carries instead of an address: signed tokens. Refuses anything cut, changed or foreign.

A leave token stands on its own: it names the mailing list and the keyed hash of the address, so that leaving
works when the campaign is gone, the contact erased, and years later. It only allows leaving: seeing or changing a
person's data needs another kind of link. A link token names what was clicked and no reader; a measure token names
a delivery, and stands only in the letter of a reader who agreed to that.
"""

from __future__ import annotations

import hashlib
import re
import struct
from dataclasses import dataclass
from typing import NamedTuple

from campaigns.post import link_errors
from campaigns.post.token_forms import Form
from runtime.keyring import Keyring

#: Mailing list, delivery, address key.
_LEAVE = Form(b"leave", "IQ16s", 12)
#: The same, and when that was.
_ACT = Form(b"act", "IQ16sI", 14)
#: Mailing list, address key, when it was asked.
_JOINING = Form(b"joining", "I16sI", 13)
#: Address key, when it was asked for.
_VISIT = Form(b"visit", "16sI", 14)
#: Campaign, number of the link, destination.
_LINK = Form(b"link", "IHI", 9)
#: Issue.
_WEB = Form(b"web", "I", 12)
#: Delivery.
_MEASURE = Form(b"measure", "Q", 11)
#: Day of the question (its number since the year 1), address key.
_KEEP = Form(b"keep", "I16s", 11)

_BOUNCE = b"bounce"
#: Number of the key, delivery.
_BOUNCE_FIELDS = struct.Struct(">BQ")
_BOUNCE_MAC = 10  # 80 bits at least, and a local part stays under 64 octets (RFC 5321 4.5.3.1.1)
_BOUNCE_ADDRESS = re.compile(rf"(?<![\w.+-])b-([0-9a-f]{{{2 * (_BOUNCE_FIELDS.size + _BOUNCE_MAC)}}})@", re.IGNORECASE)

LEAVE_LENGTH = _LEAVE.length
#: What stands in previews and tests: the same length, and never a valid signature.
INERT_LEAVE = "X" * LEAVE_LENGTH
INERT_MEASURE = "X" * _MEASURE.length
INERT_RETURN = "b-" + "0" * (2 * (_BOUNCE_FIELDS.size + _BOUNCE_MAC))


@dataclass(frozen=True)
class Leave:
    """What a leave token says."""

    mailing_list_id: int
    delivery_id: int
    address_key: bytes


class Keep(NamedTuple):
    """What a keep token says."""

    #: Of the question that it answers: the number of the day since the year 1.
    day: int
    address_key: bytes


class Visit(NamedTuple):
    """What a link to a person's own page says."""

    address_key: bytes
    #: When it was asked for, in seconds since 1970; the caller decides how long it is valid.
    at: int


@dataclass(frozen=True)
class Act:
    """The token on the page shown after leaving: whose act it was, and when."""

    leave: Leave
    #: Seconds since 1970.
    at: int


@dataclass(frozen=True)
class Joining:
    """What a subscription token says."""

    mailing_list_id: int
    address_key: bytes
    #: When it was asked for, in seconds since 1970: the caller decides how long it is valid.
    at: int


class Link(NamedTuple):
    """What a link token says."""

    #: Zero in a preview: the link works, but is not counted.
    campaign_id: int
    #: `templates.letters.Link.id`.
    number: int
    destination_id: int


def mint_leave(keyring: Keyring, mailing_list_id: int, delivery_id: int, address_key: bytes) -> str:
    """Return the leave token of one delivery: 56 characters of base64url."""
    return _LEAVE.mint(keyring, mailing_list_id, delivery_id, address_key)


def read_leave(keyring: Keyring, token: str) -> Leave:
    """Return what the token says.

    Raises:
        link_errors.LeaveRefused: it was not made by this installation, or not arrived whole.
        link_errors.TriedOut: it stands in a letter that was only looked at or tried out.
    """
    said = find_leave(keyring, token)
    if said is None:
        raise link_errors.TriedOut if token == INERT_LEAVE else link_errors.LeaveRefused
    return said


def mint_act(keyring: Keyring, act: Act) -> str:
    """Return what stands on the page of an act of leaving and nowhere else: 64 characters of base64url."""
    left = act.leave
    return _ACT.mint(keyring, left.mailing_list_id, left.delivery_id, left.address_key, act.at)


def read_act(keyring: Keyring, token: str) -> Act:
    """Return what the token says.

    Raises:
        link_errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    *left, at = _ACT.read(keyring, token)
    return Act(Leave(*left), at)


def mint_joining(keyring: Keyring, joining: Joining) -> str:
    """Return the token that confirms a subscription: 52 characters of base64url, mailed to the address alone."""
    return _JOINING.mint(keyring, joining.mailing_list_id, joining.address_key, joining.at)


def read_joining(keyring: Keyring, token: str) -> Joining:
    """Return what the token says, however old it is.

    Raises:
        link_errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    return Joining(*_JOINING.read(keyring, token))


def mint_visit(keyring: Keyring, visit: Visit) -> str:
    """Return the token of a link to a person's own page: 48 characters of base64url, mailed to the address alone."""
    return _VISIT.mint(keyring, *visit)


def read_visit(keyring: Keyring, token: str) -> Visit:
    """Return what the token says, however old it is.

    Raises:
        link_errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    return Visit(*_VISIT.read(keyring, token))


def mint_link(keyring: Keyring, link: Link) -> str:
    """Return the token of one link of a campaign: 28 characters of base64url, the same for every reader."""
    return _LINK.mint(keyring, *link)


def read_link(keyring: Keyring, token: str) -> Link:
    """Return what the token says.

    Raises:
        link_errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    return Link(*_LINK.read(keyring, token))


def mint_web(keyring: Keyring, issue_id: int) -> str:
    """Return what stands in the address of a letter that is not public: 24 characters, the same for every reader."""
    return _WEB.mint(keyring, issue_id)


def read_web(keyring: Keyring, token: str) -> int | None:
    """Return the issue that the token names; `None` when the token is not ours."""
    said = _WEB.find(keyring, token)
    return said[0] if said else None


def mint_measure(keyring: Keyring, delivery_id: int) -> str:
    """Return the token of one reader in the links and the pixel of their letter: 28 characters of base64url."""
    return _MEASURE.mint(keyring, delivery_id)


def read_measure(keyring: Keyring, token: str) -> int | None:
    """Return the delivery that the token names; `None` when the token is not ours, or inert."""
    said = _MEASURE.find(keyring, token)
    return said[0] if said else None


def mint_keep(keyring: Keyring, address_key: bytes, day: int) -> str:
    """Return the token that answers the question of a day with « I stay »: 44 characters of base64url."""
    return _KEEP.mint(keyring, day, address_key)


def read_keep(keyring: Keyring, token: str) -> Keep:
    """Return what the token says.

    Raises:
        link_errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    return Keep(*_KEEP.read(keyring, token))


def find_leave(keyring: Keyring, token: str) -> Leave | None:
    """Return what a text says if it is a leave token of ours; otherwise `None`."""
    said = _LEAVE.find(keyring, token)
    return Leave(*said) if said else None


def mint_bounce(keyring: Keyring, delivery_id: int, domain: str) -> str:
    """Return the envelope sender of one delivery (VERP): mail sent to it tells which letter bounced.

    Hexadecimal, because mail servers may fold the case of a local part.
    """
    fields = _BOUNCE_FIELDS.pack(keyring.newest, delivery_id)
    return f"b-{(fields + keyring.sign(_BOUNCE, fields, _BOUNCE_MAC)).hex()}@{domain}"


def read_bounce(keyring: Keyring, address: str) -> int | None:
    """Return the delivery that an envelope sender names; `None` when the address is not ours.

    The address may come in any case, alone or inside other text.
    """
    for found in _BOUNCE_ADDRESS.finditer(address):
        raw = bytes.fromhex(found[1])
        number, delivery_id = _BOUNCE_FIELDS.unpack(raw[:-_BOUNCE_MAC])
        if keyring.verifies(_BOUNCE, raw[:-_BOUNCE_MAC], raw[-_BOUNCE_MAC:], number):
            return int(delivery_id)
    return None


def message_id(seed: bytes, delivery_id: int, domain: str) -> str:
    """Return the Message-ID of one delivery: the same at every attempt (RFC 5322 3.6.4)."""
    digest = hashlib.blake2b(struct.pack(">Q", delivery_id), key=seed, digest_size=15)
    return f"<{digest.hexdigest()}@{domain}>"
