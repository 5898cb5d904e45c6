"""What a letter carries instead of an address: signed tokens. Refuses anything cut, changed or foreign.

A leave token stands on its own: it names the mailing list and the keyed hash of the address, so that leaving
works when the campaign is gone, the contact erased, and years later. It only leaves: seeing or changing a
person's data needs another kind of link. A link token names what was clicked and no reader; a measure token names
a delivery, and stands only in the letter of a reader who agreed to that.
"""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from dataclasses import dataclass
from typing import Any, NamedTuple

from campaigns import errors
from runtime.keyring import Keyring

_LEAVE = b"leave"
_BOUNCE = b"bounce"
_LINK = b"link"
_ACT = b"act"
_MEASURE = b"measure"
_JOINING = b"joining"
_KEEP = b"keep"
_VISIT = b"visit"
_WEB = b"web"
_VERSION = 1
_MAC = 12
_BOUNCE_MAC = 10  # 80 bits at least, and a local part stays under 64 octets (RFC 5321 4.5.3.1.1)
#: version, key number, mailing list, delivery, address key
_LEAVE_FIELDS = struct.Struct(">BBIQ16s")
_BOUNCE_FIELDS = struct.Struct(">BQ")
_BOUNCE_ADDRESS = re.compile(rf"(?<![\w.+-])b-([0-9a-f]{{{2 * (_BOUNCE_FIELDS.size + _BOUNCE_MAC)}}})@", re.IGNORECASE)
#: The same, and when that was.
_ACT_FIELDS = struct.Struct(">BBIQ16sI")
_ACT_MAC = 14
LEAVE_LENGTH = (_LEAVE_FIELDS.size + _MAC) * 4 // 3
#: What stands in previews and tests: equal length, and no signature fits it.
INERT_LEAVE = "X" * LEAVE_LENGTH
INERT_RETURN = "b-" + "0" * (2 * (_BOUNCE_FIELDS.size + _BOUNCE_MAC))
#: version, key number, campaign, number of the link, destination; with its MAC a multiple of three octets
_LINK_FIELDS = struct.Struct(">BBIHI")
_MEASURE_FIELDS = struct.Struct(">BBQ")
#: version, key number, mailing list, address key, when it was asked; with its MAC a multiple of three octets
_JOINING_FIELDS = struct.Struct(">BBI16sI")
_JOINING_MAC = 13
_LINK_MAC = 9
_MEASURE_MAC = 11
#: version, key number, issue; with its MAC a multiple of three octets
_WEB_FIELDS = struct.Struct(">BBI")
#: version, key number, day of the question (its number since the year 1), address key
_KEEP_FIELDS = struct.Struct(">BBI16s")
_KEEP_MAC = 11
#: version, key number, address key, when it was asked for
_VISIT_FIELDS = struct.Struct(">BB16sI")
_VISIT_MAC = 14
INERT_MEASURE = "X" * ((_MEASURE_FIELDS.size + _MEASURE_MAC) * 4 // 3)


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
    """What a link to her own page says."""

    address_key: bytes
    #: When it was asked for, in seconds since 1970: whoever reads it decides how long it counts.
    at: int


@dataclass(frozen=True)
class Act:
    """What the page of somebody who left a moment ago says: whose act it was, and when."""

    leave: Leave
    #: Seconds since 1970.
    at: int


@dataclass(frozen=True)
class Joining:
    """What a subscription token says."""

    mailing_list_id: int
    address_key: bytes
    #: When it was asked for, in seconds since 1970: whoever reads it decides how long it counts.
    at: int


class Link(NamedTuple):
    """What a link token says."""

    #: Zero in a letter that is looked at before it leaves: it leads there, and nobody counts.
    campaign_id: int
    #: `templates.letters.Link.id`.
    number: int
    destination_id: int


def mint_leave(keyring: Keyring, mailing_list_id: int, delivery_id: int, address_key: bytes) -> str:
    """Return the leave token of one delivery: 56 characters of base64url."""
    return _minted(
        keyring, _LEAVE, _LEAVE_FIELDS.pack(_VERSION, keyring.newest, mailing_list_id, delivery_id, address_key), _MAC
    )


def read_leave(keyring: Keyring, token: str) -> Leave:
    """Return what the token says.

    Raises:
        errors.LeaveRefused: it was not made by this installation, or not arrived whole.
    """
    said = _read(keyring, _LEAVE, _LEAVE_FIELDS, _MAC, token)
    if said is None:
        raise errors.LeaveRefused
    return Leave(*said)


def mint_act(keyring: Keyring, act: Act) -> str:
    """Return what stands on the page of an act of leaving and nowhere else: 64 characters of base64url."""
    left = act.leave
    fields = left.mailing_list_id, left.delivery_id, left.address_key, act.at
    return _minted(keyring, _ACT, _ACT_FIELDS.pack(_VERSION, keyring.newest, *fields), _ACT_MAC)


def read_act(keyring: Keyring, token: str) -> Act:
    """Return what the token says.

    Raises:
        errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    said = _read(keyring, _ACT, _ACT_FIELDS, _ACT_MAC, token)
    if said is None:
        raise errors.LinkRefused
    *left, at = said
    return Act(Leave(*left), at)


def mint_joining(keyring: Keyring, joining: Joining) -> str:
    """Return the token that confirms a subscription: 52 characters of base64url, mailed to the address alone."""
    fields = joining.mailing_list_id, joining.address_key, joining.at
    return _minted(keyring, _JOINING, _JOINING_FIELDS.pack(_VERSION, keyring.newest, *fields), _JOINING_MAC)


def read_joining(keyring: Keyring, token: str) -> Joining:
    """Return what the token says, however old it is.

    Raises:
        errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    said = _read(keyring, _JOINING, _JOINING_FIELDS, _JOINING_MAC, token)
    if said is None:
        raise errors.LinkRefused
    return Joining(*said)


def mint_visit(keyring: Keyring, visit: Visit) -> str:
    """Return the token of a link to her own page: 48 characters of base64url, mailed to the address alone."""
    return _minted(keyring, _VISIT, _VISIT_FIELDS.pack(_VERSION, keyring.newest, *visit), _VISIT_MAC)


def read_visit(keyring: Keyring, token: str) -> Visit:
    """Return what the token says, however old it is.

    Raises:
        errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    said = _read(keyring, _VISIT, _VISIT_FIELDS, _VISIT_MAC, token)
    if said is None:
        raise errors.LinkRefused
    return Visit(*said)


def mint_link(keyring: Keyring, link: Link) -> str:
    """Return the token of one link of a campaign: 28 characters of base64url, the same for every reader."""
    return _minted(keyring, _LINK, _LINK_FIELDS.pack(_VERSION, keyring.newest, *link), _LINK_MAC)


def read_link(keyring: Keyring, token: str) -> Link:
    """Return what the token says.

    Raises:
        errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    said = _read(keyring, _LINK, _LINK_FIELDS, _LINK_MAC, token)
    if said is None:
        raise errors.LinkRefused
    return Link(*said)


def mint_web(keyring: Keyring, issue_id: int) -> str:
    """Return what stands in the address of a letter that is not public: 24 characters, the same for every reader."""
    return _minted(keyring, _WEB, _WEB_FIELDS.pack(_VERSION, keyring.newest, issue_id), _MAC)


def read_web(keyring: Keyring, token: str) -> int | None:
    """Return the issue that the token names; nothing when it is none of ours."""
    said = _read(keyring, _WEB, _WEB_FIELDS, _MAC, token)
    return said[0] if said else None


def mint_measure(keyring: Keyring, delivery_id: int) -> str:
    """Return what stands for one reader in the links and the pixel of her letter: 28 characters of base64url."""
    return _minted(keyring, _MEASURE, _MEASURE_FIELDS.pack(_VERSION, keyring.newest, delivery_id), _MEASURE_MAC)


def read_measure(keyring: Keyring, token: str) -> int | None:
    """Return the delivery that the token names; nothing when it is none of ours, or inert."""
    said = _read(keyring, _MEASURE, _MEASURE_FIELDS, _MEASURE_MAC, token)
    return said[0] if said else None


def mint_keep(keyring: Keyring, address_key: bytes, day: int) -> str:
    """Return the token that answers the question of a day with « I stay »: 44 characters of base64url."""
    return _minted(keyring, _KEEP, _KEEP_FIELDS.pack(_VERSION, keyring.newest, day, address_key), _KEEP_MAC)


def read_keep(keyring: Keyring, token: str) -> Keep:
    """Return what the token says.

    Raises:
        errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    said = _read(keyring, _KEEP, _KEEP_FIELDS, _KEEP_MAC, token)
    if said is None:
        raise errors.LinkRefused
    return Keep(*said)


def find_leave(keyring: Keyring, token: str) -> Leave | None:
    """Return what a token says that may be none; nothing when it is not ours."""
    try:
        return read_leave(keyring, token)
    except errors.LeaveRefused:
        return None


def mint_bounce(keyring: Keyring, delivery_id: int, domain: str) -> str:
    """Return the envelope sender of one delivery (VERP): whoever writes to it says which letter bounced.

    Hexadecimal, because mail servers may fold the case of a local part.
    """
    fields = _BOUNCE_FIELDS.pack(keyring.newest, delivery_id)
    return f"b-{(fields + keyring.sign(_BOUNCE, fields, _BOUNCE_MAC)).hex()}@{domain}"


def _minted(keyring: Keyring, purpose: bytes, fields: bytes, mac: int) -> str:
    return base64.urlsafe_b64encode(fields + keyring.sign(purpose, fields, mac)).decode("ascii")


def _read(keyring: Keyring, purpose: bytes, fields: struct.Struct, mac: int, token: str) -> tuple[Any, ...] | None:
    """Return the fields behind version and key; nothing unless the signature is ours."""
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
        version, number, *said = fields.unpack(raw[:-mac])
    except (ValueError, struct.error):  # binascii.Error is a ValueError
        return None
    known = version == _VERSION and keyring.verifies(purpose, raw[:-mac], raw[-mac:], number)
    return tuple(said) if known else None


def read_bounce(keyring: Keyring, address: str) -> int | None:
    """Return the delivery that an envelope sender of ours names; nothing when it is none of ours.

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
