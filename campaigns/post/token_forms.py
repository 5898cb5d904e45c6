"""How a signed token is written: its fields, a MAC of its kind, one spelling in base64url.

Each kind has a purpose of its own, so that a token of one kind never passes for one of another. Refuses anything cut,
changed or foreign.
"""

from __future__ import annotations

import base64
import re
import struct
from typing import Any

from campaigns.post import link_errors
from runtime.keyring import Keyring

_VERSION = 1
_WRITTEN = re.compile(r"[A-Za-z0-9_-]+")


class Form:
    """How one kind of token is written: version, number of the key, its fields, and a MAC specific to this kind.

    Written in base64url: fields and MAC together are a multiple of three octets, so there is no padding.
    """

    def __init__(self, purpose: bytes, fields: str, mac: int) -> None:
        self._purpose = purpose
        self._fields = struct.Struct(f">BB{fields}")
        self._mac = mac
        #: Characters of such a token.
        self.length = (self._fields.size + mac) * 4 // 3

    def mint(self, keyring: Keyring, *said: Any) -> str:
        """Return the token that says this."""
        fields = self._fields.pack(_VERSION, keyring.newest, *said)
        return base64.urlsafe_b64encode(fields + keyring.sign(self._purpose, fields, self._mac)).decode("ascii")

    def find(self, keyring: Keyring, token: str) -> tuple[Any, ...] | None:
        """Return what the token says; `None` unless the signature is ours."""
        if not _WRITTEN.fullmatch(token):  # the decoder also takes "+", "/" and padding: one token, one spelling
            return None
        try:
            raw = base64.urlsafe_b64decode(token)
            version, number, *said = self._fields.unpack(raw[: -self._mac])
        except (ValueError, struct.error):  # binascii.Error is a ValueError
            return None
        known = version == _VERSION and keyring.verifies(self._purpose, raw[: -self._mac], raw[-self._mac :], number)
        return tuple(said) if known else None

    def read(self, keyring: Keyring, token: str) -> tuple[Any, ...]:
        """Return what the token says.

        Raises:
            link_errors.LinkRefused: it was not made by this installation, or not arrived whole.
        """
        said = self.find(keyring, token)
        if said is None:
            raise link_errors.LinkRefused
        return said
