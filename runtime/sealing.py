"""Secrets that the database keeps (the password of a mail server, the seed of codes): sealed with the signing keys.

A copy of the database alone tells none of them. Refuses a sealed text under another purpose than its own.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken

from runtime import errors
from runtime.keyring import Keyring

#: The purpose of the keys that seal, beside those that sign; 16 octets at most.
_PERSON = b"relais-sealing"


def seal(keyring: Keyring, purpose: str, text: str) -> str:
    """Return a text that only this keyring opens, for this purpose; it names the key that sealed it."""
    return f"{keyring.newest}.{_box(keyring, purpose, keyring.newest).encrypt(text.encode()).decode('ascii')}"


def unseal(keyring: Keyring, purpose: str, sealed: str) -> str:
    """Return the text that was sealed.

    Raises:
        errors.SecretLost: the key is gone, or the text was changed or sealed for another purpose.
    """
    number, _dot, box = sealed.partition(".")
    try:
        return _box(keyring, purpose, int(number)).decrypt(box.encode()).decode()
    except (InvalidToken, KeyError, ValueError):
        raise errors.SecretLost from None


def _box(keyring: Keyring, purpose: str, number: int) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(keyring.sign(_PERSON, purpose.encode(), 32, number)))
