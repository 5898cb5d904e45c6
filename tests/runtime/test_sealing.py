"""A copy of the database alone tells no secret."""

from __future__ import annotations

from dataclasses import replace

import pytest

from runtime import errors, sealing
from runtime.keyring import Keyring

KEYS = Keyring(b"s" * 32, {1: b"a" * 32})


def test_what_is_sealed_comes_back() -> None:
    """With the keys that sealed it, after a newer one signs too."""
    sealed = sealing.seal(KEYS, "smtp", "mot de passe été")
    later = replace(KEYS, signing={**KEYS.signing, 2: b"b" * 32})

    assert "mot" not in sealed
    assert sealing.unseal(later, "smtp", sealed) == "mot de passe été"
    assert sealing.seal(later, "smtp", "x").startswith("2.")


@pytest.mark.parametrize(
    ("keys", "purpose", "change"),
    [
        (replace(KEYS, signing={1: b"c" * 32}), "smtp", ""),
        (replace(KEYS, signing={2: b"a" * 32}), "smtp", ""),
        (KEYS, "totp", ""),
        (KEYS, "smtp", "x"),
    ],
    ids=["other keys", "key gone", "other purpose", "changed"],
)
def test_nothing_else_opens_it(keys: Keyring, purpose: str, change: str) -> None:
    """The sentence says what to do: type it again."""
    sealed = sealing.seal(KEYS, "smtp", "secret")
    with pytest.raises(errors.SecretLost, match="saisissez-le de nouveau"):
        sealing.unseal(keys, purpose, change + sealed)
