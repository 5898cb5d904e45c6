"""The keys of an installation: one that never rotates for suppression, and signing keys that may.

The newest signing key signs, all of them verify. Refuses a key file that other users may read.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from runtime import errors
from runtime.language import _

_FILE = "keyring.json"
_KEY_BYTES = 32


@dataclass(frozen=True)
class Keyring:
    """Secrets, never shown: `repr` prints how many there are."""

    #: Keys for hashes that must stay comparable for ever (objections); 32 bytes, never rotated.
    suppression: bytes
    #: Signing keys by number, 1 to 255.
    signing: dict[int, bytes]

    def __repr__(self) -> str:
        return f"Keyring({len(self.signing)} signing keys)"

    @cached_property
    def newest(self) -> int:
        """The number of the key that signs."""
        return max(self.signing)

    def sign(self, purpose: bytes, payload: bytes, size: int, number: int | None = None) -> bytes:
        """Return a MAC of `size` bytes over the payload, for one purpose: keyed BLAKE2b (RFC 7693 2.9).

        Called twice for every letter: three times cheaper than HMAC, and it does not release the interpreter lock.
        """
        key = self.signing[number or self.newest]
        return hashlib.blake2b(payload, key=key, person=purpose, digest_size=size).digest()

    def verifies(self, purpose: bytes, payload: bytes, mac: bytes, number: int) -> bool:
        """Tell, in constant time, whether `mac` was made by key `number` over this payload."""
        if number not in self.signing:
            return False
        return hmac.compare_digest(self.sign(purpose, payload, len(mac), number), mac)


def make(folder: Path) -> Keyring:
    """Return the keyring of `folder`, created there first if it does not exist (directory 0700, file 0600).

    Raises:
        errors.KeyringRefused: as `load`.
    """
    file = folder / _FILE
    try:
        if not file.exists():
            _write(file)
    except OSError:
        raise errors.KeyringRefused(path=file, reason=_("il ne peut pas être écrit")) from None
    return load(folder)


def _write(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = {
        "suppression": secrets.token_hex(_KEY_BYTES),
        "signing": {"1": secrets.token_hex(_KEY_BYTES)},
    }
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        json.dump(content, handle)


def load(folder: Path) -> Keyring:
    """Read the keyring of `folder`.

    Raises:
        errors.KeyringMissing; errors.KeyringRefused: damaged, or readable by others.
    """
    file = folder / _FILE
    try:
        mode = file.stat().st_mode
        content = json.loads(file.read_text("ascii"))
        keyring = Keyring(
            bytes.fromhex(content["suppression"]),
            {int(number): bytes.fromhex(key) for number, key in content["signing"].items()},
        )
    except FileNotFoundError:
        raise errors.KeyringMissing(path=file) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise errors.KeyringRefused(path=file, reason=_("il est illisible ou abîmé")) from None
    if mode & 0o077:
        raise errors.KeyringRefused(path=file, reason=_("d’autres peuvent le lire, faites « chmod 600 »"))
    return keyring
