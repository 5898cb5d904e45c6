"""What the links of an invitation carry: a signed token that answers for one reader, and does nothing else."""

from __future__ import annotations

from typing import NamedTuple

from campaigns.post import link_errors
from campaigns.post.token_forms import Form
from runtime.keyring import Keyring

#: Delivery, address key.
_ANSWER = Form(b"answer", "Q16s", 13)
#: What stands in previews and tests: the same length, and never a valid signature.
INERT = "X" * _ANSWER.length


class Reply(NamedTuple):
    """What such a token says."""

    delivery_id: int
    address_key: bytes


def mint(keyring: Keyring, reply: Reply) -> str:
    """Return the token that answers an invitation: 52 characters of base64url."""
    return _ANSWER.mint(keyring, *reply)


def read(keyring: Keyring, token: str) -> Reply:
    """Return what the token says.

    Raises:
        link_errors.LinkRefused: it was not made by this installation, or not arrived whole.
        link_errors.AnswerTriedOut: it stands in a letter that was only looked at or tried out.
    """
    if token == INERT:
        raise link_errors.AnswerTriedOut
    return Reply(*_ANSWER.read(keyring, token))
