"""Keys in files: made once, kept from others, and refused rather than guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mailer import errors
from mailer.dkim import Algorithm, keys


@pytest.mark.parametrize("algorithm", Algorithm)
def test_a_key_is_made_for_its_owner_alone(tmp_path: Path, algorithm: Algorithm) -> None:
    """Mode 0600, in a directory 0700; what is read back is what was made."""
    made = keys.make(tmp_path, "2026a", algorithm)
    file = keys.path(tmp_path, "2026a")

    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [(key.selector, key.algorithm, key.public) for key in keys.load(tmp_path)] == [
        ("2026a", algorithm, made.public)
    ]


def test_an_rsa_key_has_2048_bits(tmp_path: Path) -> None:
    """RFC 8301 3.2."""
    private = keys.make(tmp_path, "2026a", Algorithm.RSA).private

    assert isinstance(private, rsa.RSAPrivateKey)
    assert private.key_size == 2048


def test_no_keys_is_no_error(tmp_path: Path) -> None:
    """Letters leave unsigned."""
    assert keys.load(tmp_path / "nowhere") == ()


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    """Letters that are on their way are verified with it."""
    made = keys.make(tmp_path, "2026a", Algorithm.ED25519)

    with pytest.raises(errors.SelectorRefused, match="déjà"):
        keys.make(tmp_path, "2026a", Algorithm.RSA)
    assert keys.load(tmp_path)[0].public == made.public


@pytest.mark.parametrize(
    "selector", ["", ".", "..", "a..b", "a/b", "../a", "A", "é", "a b", "a_b", "-a", "a-", "a" * 64, "a\n", "a." * 60]
)
def test_a_selector_is_a_host_name(tmp_path: Path, selector: str) -> None:
    """RFC 6376 3.1; it names a file, too."""
    with pytest.raises(errors.SelectorRefused):
        keys.make(tmp_path / "keyring", selector, Algorithm.ED25519)
    assert not (tmp_path / "keyring").exists()


@pytest.mark.parametrize("selector", ["a", "2026", "2026-a", "lettre.2026", "a" * 63])
def test_selectors_that_others_use(tmp_path: Path, selector: str) -> None:
    """With dots and dashes inside."""
    keys.make(tmp_path, selector, Algorithm.ED25519)

    assert [key.selector for key in keys.load(tmp_path)] == [selector]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    """Whoever reads it writes in our name."""
    keys.make(tmp_path, "2026a", Algorithm.ED25519)
    keys.path(tmp_path, "2026a").chmod(mode)

    with pytest.raises(errors.SigningKeyRefused, match="chmod 600"):
        keys.load(tmp_path)


def _put(keyring: Path, content: bytes, name: str = "2026a") -> None:
    file = keys.path(keyring, name)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    file.chmod(0o600)


def _pem(private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PRIVATE KEY-----\n", b"\xff\x00"])
def test_a_damaged_key_is_refused(tmp_path: Path, content: bytes) -> None:
    """Nothing leaves unsigned in its place."""
    _put(tmp_path, content)

    with pytest.raises(errors.SigningKeyRefused, match="illisible ou abîmée"):
        keys.load(tmp_path)


def test_a_key_that_must_not_sign_is_refused(tmp_path: Path) -> None:
    """RSA below 2048 bits is forgeable soon; no verifier knows elliptic curves but Ed25519."""
    _put(tmp_path, _pem(rsa.generate_private_key(65537, 1024)))
    with pytest.raises(errors.SigningKeyRefused, match="2048"):
        keys.load(tmp_path)

    _put(tmp_path, _pem(ec.generate_private_key(ec.SECP256R1())))
    with pytest.raises(errors.SigningKeyRefused, match="RSA ou Ed25519"):
        keys.load(tmp_path)


def test_a_file_that_is_no_selector_is_refused(tmp_path: Path) -> None:
    """Its signature could not be looked up."""
    content = keys.path(tmp_path, keys.make(tmp_path, "2026a", Algorithm.ED25519).selector).read_bytes()
    _put(tmp_path, content, "Ma clé")

    with pytest.raises(errors.SigningKeyRefused, match="sélecteur"):
        keys.load(tmp_path)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A file stands in the way."""
    (tmp_path / "dkim").write_text("")

    with pytest.raises(errors.SigningKeyRefused, match="écrite"):
        keys.make(tmp_path, "2026a", Algorithm.ED25519)


def test_a_key_does_not_show_itself(tmp_path: Path) -> None:
    """Not in a log, not in a traceback."""
    assert repr(keys.make(tmp_path, "2026a", Algorithm.ED25519)) == "Key(selector='2026a')"
