"""Other users of the machine read nothing: neither the database nor the password of the mail server."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime import errors, installation, privacy, settings


@pytest.fixture
def folder(data: Path) -> Path:
    """An installation as it was made with umask 022."""
    data.chmod(0o755)
    (data / "relais.db").chmod(0o644)
    return data


def test_making_an_installation_closes_it(folder: Path) -> None:
    """A new one, and an older one that is brought up to date."""
    made, _applied = installation.make(settings.load(data=folder))
    made.database.engine.dispose()

    assert folder.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in folder.rglob("*") if file.is_file() and file.stat().st_mode & 0o077] == []


def test_a_database_that_others_can_read_is_refused(folder: Path) -> None:
    """With what to type; after that it opens."""
    given = settings.load(data=folder)
    made, _applied = installation.make(given)
    made.database.engine.dispose()
    folder.chmod(0o755)
    (folder / "relais.db").chmod(0o644)
    with pytest.raises(errors.DatabaseExposed, match=f"chmod 700 {folder}"):
        installation.open_(given)

    folder.chmod(0o700)
    installation.open_(given).database.engine.dispose()


def test_a_closed_folder_protects_what_is_in_it(folder: Path) -> None:
    """Its files need no modes of their own."""
    folder.chmod(0o700)

    assert not privacy.is_readable_by_others(folder / "relais.db")


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_settings_file_with_a_password_is_its_user_s_alone(tmp_path: Path, mode: int) -> None:
    """The sentence says what to type, and never the password."""
    file = tmp_path / "relais.toml"
    file.write_text('smtp_url = "smtps://lettre:tresor@mail.example"\n', "utf-8")
    file.chmod(mode)
    with pytest.raises(errors.SettingsFileRefused, match="chmod 600") as refused:
        settings.load(file)
    assert "tresor" not in str(refused.value)

    file.chmod(0o600)
    assert settings.load(file).smtp_url is not None


def test_a_settings_file_without_a_password_may_be_read(tmp_path: Path) -> None:
    """There is nothing to hide in it."""
    file = tmp_path / "relais.toml"
    file.write_text('smtp_url = "smtp://mail.example"\n', "utf-8")
    file.chmod(0o644)

    assert settings.load(file).smtp_url is not None
