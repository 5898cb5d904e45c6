"""The keys that sign, one file each: `<keyring>/dkim/<selector>.pem`, PKCS #8, mode 0600.

A key belongs to the installation; the domain that it signs for is that of the letter's `From`. Every existing key
signs: to change keys, make the new one, publish it, and delete the old file. Refuses a file that other users can
read, RSA below 2048 bits (RFC 8301 3.2), and to overwrite a key.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mailer import errors
from runtime.language import _

_FOLDER = "dkim"
_RSA_BITS = 2048
#: Host-name labels (RFC 6376 3.1); leaves room for `._domainkey.` and the domain in the 253 octets of a name.
_SELECTOR = re.compile(r"(?=.{1,100}\Z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")
_PADDING = padding.PKCS1v15()
_DIGESTED = utils.Prehashed(hashes.SHA256())

Private = rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


class Algorithm(StrEnum):
    """The tag `k=` of the DNS record."""

    RSA = "rsa"
    ED25519 = "ed25519"


@dataclass(frozen=True)
class Key:
    """A private key under its selector."""

    selector: str
    private: Private = field(repr=False)

    @property
    def algorithm(self) -> Algorithm:
        """What kind of key it is."""
        return Algorithm.RSA if isinstance(self.private, rsa.RSAPrivateKey) else Algorithm.ED25519

    @property
    def public(self) -> bytes:
        """The public key as a DNS record carries it: DER for RSA, 32 bare octets for Ed25519 (RFC 8463 4)."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def signature(self, digest: bytes) -> bytes:
        """Sign a SHA-256 digest: RSA (RFC 8017 8.2), or Ed25519 of the digest itself (RFC 8463 3)."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(digest, _PADDING, _DIGESTED)
        return self.private.sign(digest)


def make(keyring: Path, selector: str, algorithm: Algorithm) -> Key:
    """Make a key and keep it.

    Raises:
        errors.SelectorRefused: it is not a host name in lower case, or a key has it already.
        errors.SigningKeyRefused: the file cannot be written.
    """
    if not _SELECTOR.fullmatch(selector):
        reason = _("des lettres minuscules sans accent, des chiffres et des tirets sont attendus, comme « 2026a »")
        raise errors.SelectorRefused(selector=selector, reason=reason)
    private = _generated(algorithm)
    file = path(keyring, selector)
    if file.exists():
        reason = _("une clé le porte déjà, et une clé ne se remplace pas sous le même nom")
        raise errors.SelectorRefused(selector=selector, reason=reason)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(_pem(private))
    except OSError:
        raise errors.SigningKeyRefused(path=file, reason=_("elle ne peut pas être écrite")) from None
    return Key(selector, private)


def load(keyring: Path) -> tuple[Key, ...]:
    """Return the keys of an installation, RSA first: a server that checks only one signature checks the first.

    Raises:
        errors.SigningKeyRefused: a file is damaged, readable by others, or holds a key that must not sign.
    """
    found = [_read(file) for file in sorted((keyring / _FOLDER).glob("*.pem"))]
    return tuple(sorted(found, key=lambda key: key.algorithm is not Algorithm.RSA))


def path(keyring: Path, selector: str) -> Path:
    """Return the file of a key."""
    return keyring / _FOLDER / f"{selector}.pem"


def _generated(algorithm: Algorithm) -> Private:
    if algorithm is Algorithm.ED25519:
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(public_exponent=65537, key_size=_RSA_BITS)


def _pem(private: Private) -> bytes:
    return private.private_bytes(Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def _read(file: Path) -> Key:
    try:
        mode = file.stat().st_mode
        private = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError):
        raise errors.SigningKeyRefused(path=file, reason=_("elle est illisible ou abîmée")) from None
    if mode & 0o077:
        raise errors.SigningKeyRefused(path=file, reason=_("d’autres peuvent la lire, faites « chmod 600 »"))
    if not isinstance(private, rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey):
        raise errors.SigningKeyRefused(path=file, reason=_("une clé RSA ou Ed25519 est attendue"))
    if isinstance(private, rsa.RSAPrivateKey) and private.key_size < _RSA_BITS:
        raise errors.SigningKeyRefused(path=file, reason=_("une clé RSA a 2048 bits au moins"))
    if not _SELECTOR.fullmatch(file.stem):
        raise errors.SigningKeyRefused(path=file, reason=_("son nom n’est pas celui d’un sélecteur"))
    return Key(file.stem, private)
