"""An installation: made once, opened as it is, refused when it is not whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime import errors, installation, settings


def test_one_that_was_made_can_be_opened(tmp_path: Path) -> None:
    """With the same keys."""
    chosen = settings.load(data=tmp_path / "data")
    made, applied = installation.make(chosen)
    opened = installation.open_(chosen)

    assert applied
    assert opened.keyring == made.keyring
    made.database.engine.dispose()
    opened.database.engine.dispose()


def test_one_that_was_never_made_is_refused(tmp_path: Path) -> None:
    """And nothing is made by looking."""
    with pytest.raises(errors.DatabaseMissing):
        installation.open_(settings.load(data=tmp_path / "data"))
    assert not (tmp_path / "data").exists()


def test_one_without_its_keys_is_refused(tmp_path: Path) -> None:
    """New keys would void every link that is out."""
    chosen = settings.load(data=tmp_path)
    installation.make(chosen)[0].database.engine.dispose()
    (chosen.keys / "keyring.json").unlink()

    with pytest.raises(errors.KeyringRefused):
        installation.open_(chosen)


def test_where_no_folder_can_be_made_it_says_so(tmp_path: Path) -> None:
    """A file stands in the way."""
    (tmp_path / "data").write_text("")

    with pytest.raises(errors.SettingRefused, match="RELAIS_DATA"):
        installation.make(settings.load(data=tmp_path / "data"))
