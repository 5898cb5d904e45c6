"""The link with which one guest answers, mailed to them alone: a signed token that names the guest."""

from __future__ import annotations

from campaigns.post.token_forms import Form
from runtime.installation import Installation

#: The pages of guests, below the base address.
PATH = "/l/rencontre/"
#: Guest.
_GUEST = Form(b"guest", "I", 12)


def url(opened: Installation, guest_id: int) -> str:
    """Return the address of the page where a guest answers."""
    return f"{opened.settings.base_url}{PATH}{_GUEST.mint(opened.keyring, guest_id)}"


def guest(opened: Installation, token: str) -> int:
    """Return the guest whom a token names.

    Raises:
        link_errors.LinkRefused: it was not made by this installation, or not arrived whole.
    """
    found: int = _GUEST.read(opened.keyring, token)[0]
    return found
