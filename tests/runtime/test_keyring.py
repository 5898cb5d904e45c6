"""The keyring: made once, kept from others, and refused rather than guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime import errors, keyring
from runtime.keyring import Keyring


def test_it_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    """Mode 0600, in a directory 0700."""
    keyring.make(tmp_path / "keys")

    assert (tmp_path / "keys" / "keyring.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


def test_making_it_again_changes_nothing(tmp_path: Path) -> None:
    """Letters that are out must stay verifiable."""
    assert keyring.make(tmp_path) == keyring.make(tmp_path)


def test_two_installations_share_no_key(tmp_path: Path) -> None:
    """The keys are drawn."""
    assert keyring.make(tmp_path / "one").suppression != keyring.make(tmp_path / "two").suppression


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"\xff", b'{"suppression": "zz", "signing": {}}'])
def test_a_damaged_one_is_refused(tmp_path: Path, raw: bytes) -> None:
    """New keys in its place would void every link that is out."""
    file = tmp_path / "keyring.json"
    file.write_bytes(raw)
    file.chmod(0o600)

    with pytest.raises(errors.KeyringRefused, match="illisible ou abîmé"):
        keyring.load(tmp_path)


def test_one_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """Whoever reads it can take anybody off the list."""
    keyring.make(tmp_path)
    (tmp_path / "keyring.json").chmod(0o640)

    with pytest.raises(errors.KeyringRefused, match="chmod 600"):
        keyring.load(tmp_path)


def test_a_missing_one_says_how_to_make_it(tmp_path: Path) -> None:
    """The sentence names the command."""
    with pytest.raises(errors.KeyringMissing):
        keyring.load(tmp_path)


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "keys").write_text("")

    with pytest.raises(errors.KeyringRefused, match="ne peut pas être écrit"):
        keyring.make(tmp_path / "keys")


def test_it_never_shows_itself(keyring: Keyring) -> None:
    """A log or a traceback prints how many keys there are."""
    assert repr(keyring) == "Keyring(1 signing keys)"


def test_the_newest_signs_and_all_verify() -> None:
    """Rotation does not void what is out."""
    older = Keyring(b"s" * 32, {1: b"a" * 32})
    rotated = Keyring(b"s" * 32, {1: b"a" * 32, 2: b"b" * 32})
    mac = older.sign(b"leave", b"payload", 12)

    assert rotated.verifies(b"leave", b"payload", mac, 1)
    assert rotated.sign(b"leave", b"payload", 12) == rotated.sign(b"leave", b"payload", 12, number=2)


def test_a_signature_is_good_for_one_purpose(keyring: Keyring) -> None:
    """A bounce token is no leave token."""
    mac = keyring.sign(b"leave", b"payload", 12)

    assert not keyring.verifies(b"bounce", b"payload", mac, 1)
    assert not keyring.verifies(b"leave", b"payload", mac, 9)
