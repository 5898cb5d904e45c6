"""What leads to the kit in the letter of a mission locale: a signed token that names a delivery and opens only this."""

from __future__ import annotations

from campaigns.post.token_forms import Form
from runtime.keyring import Keyring

#: Delivery.
_KIT = Form(b"kit", "Q", 11)
#: What stands in previews and tests: the same length, and never a valid signature.
INERT = "X" * _KIT.length


def mint(keyring: Keyring, delivery_id: int) -> str:
    """Return the token of one letter: 28 characters of base64url."""
    return _KIT.mint(keyring, delivery_id)


def read(keyring: Keyring, token: str) -> int:
    """Return the delivery that the token names.

    Raises:
        link_errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    (delivery_id,) = _KIT.read(keyring, token)
    return int(delivery_id)
