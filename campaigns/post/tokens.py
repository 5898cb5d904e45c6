"""What a letter carries instead of an address: signed tokens. Refuses anything cut, changed or foreign.

A leave token stands on its own: it names the mailing list and the keyed hash of the address, so that leaving
works when the campaign is gone, the contact erased, and years later. It only leaves: seeing or changing a
person's data needs another kind of link.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass

from campaigns import errors
from runtime.keyring import Keyring

_LEAVE = b"leave"
_BOUNCE = b"bounce"
_VERSION = 1
_MAC = 12
_BOUNCE_MAC = 10  # 80 bits at least, and a local part stays under 64 octets (RFC 5321 4.5.3.1.1)
#: version, key number, mailing list, delivery, address key
_LEAVE_FIELDS = struct.Struct(">BBIQ16s")
_BOUNCE_FIELDS = struct.Struct(">BQ")
LEAVE_LENGTH = (_LEAVE_FIELDS.size + _MAC) * 4 // 3
#: What stands in previews and tests: equal length, and no signature fits it.
INERT_LEAVE = "X" * LEAVE_LENGTH


@dataclass(frozen=True)
class Leave:
    """What a leave token says."""

    mailing_list_id: int
    delivery_id: int
    address_key: bytes


def mint_leave(keyring: Keyring, mailing_list_id: int, delivery_id: int, address_key: bytes) -> str:
    """Return the leave token of one delivery: 56 characters of base64url."""
    fields = _LEAVE_FIELDS.pack(_VERSION, keyring.newest, mailing_list_id, delivery_id, address_key)
    return base64.urlsafe_b64encode(fields + keyring.sign(_LEAVE, fields, _MAC)).decode("ascii")


def read_leave(keyring: Keyring, token: str) -> Leave:
    """Return what the token says.

    Raises:
        errors.LeaveRefused: it was not made by this installation, or not arrived whole.
    """
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
        version, number, mailing_list_id, delivery_id, address_key = _LEAVE_FIELDS.unpack(raw[:-_MAC])
    except (ValueError, binascii.Error, struct.error):
        raise errors.LeaveRefused from None
    if version != _VERSION or not keyring.verifies(_LEAVE, raw[:-_MAC], raw[-_MAC:], number):
        raise errors.LeaveRefused
    return Leave(mailing_list_id, delivery_id, address_key)


def mint_bounce(keyring: Keyring, delivery_id: int, domain: str) -> str:
    """Return the envelope sender of one delivery (VERP): whoever writes to it says which letter bounced.

    Hexadecimal, because mail servers may fold the case of a local part.
    """
    fields = _BOUNCE_FIELDS.pack(keyring.newest, delivery_id)
    return f"b-{(fields + keyring.sign(_BOUNCE, fields, _BOUNCE_MAC)).hex()}@{domain}"


def message_id(seed: bytes, delivery_id: int, domain: str) -> str:
    """Return the Message-ID of one delivery: the same at every attempt (RFC 5322 3.6.4)."""
    digest = hashlib.blake2b(struct.pack(">Q", delivery_id), key=seed, digest_size=15)
    return f"<{digest.hexdigest()}@{domain}>"
