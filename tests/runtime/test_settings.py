"""Settings: who wins over whom, what is refused, and that no secret shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime import errors, settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said for one run wins over what is kept."""
    (folder / "relais.toml").write_text('base_url = "https://file.example"\nsmtp_connections = 3', "utf-8")
    monkeypatch.setenv("RELAIS_BASE_URL", "https://environment.example/")

    read = settings.load()

    assert (read.base_url, read.smtp_connections) == ("https://environment.example", 3)


def test_the_file_may_write_names_as_the_environment_does(folder: Path) -> None:
    """A line can be moved from one to the other."""
    (folder / "relais.toml").write_text('RELAIS_DATA = "elsewhere"', "utf-8")

    assert settings.load().data == Path("elsewhere")


def test_the_environment_may_write_names_in_small_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Service managers and shells differ; what it says of others is not ours."""
    monkeypatch.setenv("relais_data", "elsewhere")
    monkeypatch.setenv("RELAIS_UNHEARD_OF", "1")
    monkeypatch.setenv("SMTP_CONNECTIONS", "7")

    assert (settings.load().data, settings.load().smtp_connections) == (Path("elsewhere"), 10)


def test_what_the_environment_leaves_empty_is_no_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes `RELAIS_SMTP_URL=` is told."""
    monkeypatch.setenv("RELAIS_SMTP_URL", "")

    with pytest.raises(errors.SettingRefused, match="RELAIS_SMTP_URL"):
        settings.load()


def test_a_dotenv_file_is_not_read(folder: Path) -> None:
    """Another program's `.env` may lie in the same folder."""
    (folder / ".env").write_text("RELAIS_DATA=secret-place", "utf-8")

    assert settings.load().data == Path("data")


def test_secrets_do_not_show() -> None:
    """Neither in a representation nor in a refusal."""
    read = settings.load(smtp_url="smtp://user:hunter2@mail.example", database_url="postgresql://u:hunter2@db/x")

    assert "hunter2" not in repr(read)


def test_a_refused_secret_does_not_show() -> None:
    """The sentence says what is expected, not what was given."""
    with pytest.raises(errors.SettingRefused) as refused:
        settings.load(smtp_url="ftp://user:hunter2@mail.example")

    assert "RELAIS_SMTP_URL" in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_an_unknown_name_is_refused(folder: Path) -> None:
    """A misspelt setting would otherwise be silently ignored."""
    (folder / "relais.toml").write_text("smtp_conections = 3", "utf-8")

    with pytest.raises(errors.SettingRefused, match=r"smtp_conections.*inconnu dans relais\.toml"):
        settings.load()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("smtp_connections", 0, "un nombre entier de 1 à 500"),
        ("smtp_connections", "dix", "un nombre entier de 1 à 500"),
        ("base_url", "lettre.example", "une adresse comme https"),
        ("now", "hier", "un moment comme 2009-09-15"),
        ("data", 3, "un texte"),
    ],
)
def test_a_bad_value_is_refused_in_french(name: str, value: object, expected: str) -> None:
    """With the name of the setting and what is expected."""
    with pytest.raises(errors.SettingRefused, match=f"RELAIS_{name.upper()}.*{expected}"):
        settings.load(None, **{name: value})


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"data\nx = 1", "la ligne 1 n’est pas du TOML"),
        (b"data = 'x'\n\xff", "UTF-8"),
        (b'data = """', "n’est pas du TOML"),
    ],
)
def test_a_broken_file_is_refused(folder: Path, raw: bytes, expected: str) -> None:
    """In French, with the line where the parser knows it."""
    (folder / "relais.toml").write_bytes(raw)

    with pytest.raises(errors.SettingsFileRefused, match=expected):
        settings.load()


def test_a_file_that_was_named_must_exist(folder: Path) -> None:
    """Only the default file may be absent."""
    with pytest.raises(errors.SettingsFileRefused, match=r"nowhere\.toml.*il n’existe pas"):
        settings.load(folder / "nowhere.toml")


def test_a_folder_is_no_file_of_settings(folder: Path) -> None:
    """It cannot be read."""
    with pytest.raises(errors.SettingsFileRefused, match="il ne peut pas être lu"):
        settings.load(folder)


def test_postgresql_is_reached_by_the_driver_that_we_bring() -> None:
    """Whoever writes `postgresql://` need not know its name."""
    assert settings.load(database_url="postgresql://u@db/x").database == "postgresql+psycopg://u@db/x"
