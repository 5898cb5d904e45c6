"""How secrets that are long and random are recognised: by their SHA-256, which cannot be tried out. Pure."""

from __future__ import annotations

import hashlib
import secrets

_BYTES = 32


def make() -> str:
    """Return a new secret that fits into an address and a cookie: 43 signs."""
    return secrets.token_urlsafe(_BYTES)


def key(secret: str) -> str:
    """Return what the database keeps of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
