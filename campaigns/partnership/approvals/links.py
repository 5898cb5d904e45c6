"""The signed link to a person's copy of a proof: it shows, and alone approves nothing."""

from __future__ import annotations

from campaigns.post.token_forms import Form
from runtime.keyring import Keyring

#: Where the page stands, below the address of the pages.
PATH = "/l/bat/"
#: Copy of a proof.
_PROOF = Form(b"proof", "I", 12)


def mint(keyring: Keyring, copy_id: int) -> str:
    """Return the token of a copy: 24 characters of base64url, mailed to its person alone."""
    return _PROOF.mint(keyring, copy_id)


def read(keyring: Keyring, token: str) -> int:
    """Return the copy that a token names.

    Raises:
        link_errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    found: int = _PROOF.read(keyring, token)[0]
    return found


def url(base_url: str, keyring: Keyring, copy_id: int) -> str:
    """Return the whole address of the page of a copy."""
    return f"{base_url}{PATH}{mint(keyring, copy_id)}"
