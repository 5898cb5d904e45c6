"""Two keys, made once: RSA, and Ed25519 beside it."""

from __future__ import annotations

import pytest

from mailer.dkim import Algorithm, Key, keys


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Key, ...]:
    """An RSA key under `2026a`, and an Ed25519 key under `2026e`."""
    keyring = tmp_path_factory.mktemp("keyring")
    keys.make(keyring, "2026e", Algorithm.ED25519)
    keys.make(keyring, "2026a", Algorithm.RSA)
    return keys.load(keyring)
