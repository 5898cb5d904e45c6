"""Passwords: what is refused of them, and how one is recognised (Argon2id, RFC 9106).

Each takes 64 MiB and a sixth of a second on purpose, so two are worked on at a time and the others wait: call this in a
thread. Refuses what somebody would guess who knows the person or what people choose.
"""

from __future__ import annotations

import re
import threading
import unicodedata

import argon2

from accounts import common_passwords, errors
from runtime.language import _

SHORTEST, LONGEST = 12, 200
_HASHER = argon2.PasswordHasher()
_TURNS = threading.BoundedSemaphore(2)
_WORD = re.compile(r"\w{4,}")


def require_good(password: str, email: str, name: str = "") -> None:
    """Refuse a password that is too short, that others choose, or that is made of the holder's own words.

    Raises:
        errors.PasswordRefused.
    """
    reason = _reason(_plain(password), _plain(f"{email} {name}"), len(password))
    if reason:
        raise errors.PasswordRefused(field="password", reason=reason)


def _reason(plain: str, own: str, length: int) -> str:
    if length < SHORTEST:
        return _("il en faut {n} caractères au moins ; quelques mots font l’affaire").format(n=SHORTEST)
    if length > LONGEST:
        return _("{n} caractères au plus").format(n=LONGEST)
    if any(word in plain for word in _WORD.findall(re.sub(r"[._+-]", " ", own))):
        return _("il contient votre nom ou votre adresse, que d’autres connaissent")
    if common_passwords.is_common(plain):
        return _("c’est un de ceux que l’on essaie en premier")
    return ""


def _plain(text: str) -> str:
    """Return a text in lower case, without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def make_hash(password: str) -> str:
    """Return what recognises a password. Slow: see above."""
    with _TURNS:
        return _HASHER.hash(_normal(password))


def fits(password_hash: str | None, password: str) -> bool:
    """Tell whether this is the password; takes as long when there is none. Slow: see above."""
    with _TURNS:
        try:
            return _HASHER.verify(password_hash or _nobodys(), _normal(password)) and password_hash is not None
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False


def is_outdated(password_hash: str) -> bool:
    """Tell whether it was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def _normal(password: str) -> str:
    """Return the same signs however a keyboard composes them (RFC 8265 4.2.1), without what was pasted around them."""
    return unicodedata.normalize("NFC", password.strip())


def _nobodys() -> str:
    """Return a hash with today's parameters that no password fits."""
    cost = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${'A' * 22}${'A' * 43}"
