"""What commands write is readable by the user who typed them, and by nobody else."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Relais


def test_everything_that_commands_leave_is_private(composed: Relais, tmp_path: Path) -> None:
    """Letters and exports hold names and addresses."""
    composed("readers", "export", "--as", "companies", "-o", tmp_path / "lecteurs.csv")
    composed("issues", "render", "1", "--as", "zoe@brumevent.example", "-o", tmp_path / "lettre")
    written = [tmp_path / "lecteurs.csv", *(tmp_path / "lettre").iterdir(), tmp_path / "data" / "relais.db"]

    assert [file.name for file in written if file.stat().st_mode & 0o077] == []


def test_an_older_installation_is_closed_with_words(composed: Relais, tmp_path: Path) -> None:
    """Whoever updates is refused, told what to type, and not locked out: `init` does it too, and says so."""
    (tmp_path / "data").chmod(0o755)
    (tmp_path / "data" / "relais.db").chmod(0o644)
    refused = composed("items", "list")
    assert refused.code == 2
    assert "chmod 700" in refused.err

    assert "ne l’est plus" in composed("init").out
    assert composed("items", "list").code == 0


def test_the_doctor_names_an_open_folder(composed: Relais, tmp_path: Path) -> None:
    """Pictures and documents lie there too."""
    (tmp_path / "data").chmod(0o711)
    (tmp_path / "data" / "relais.db").chmod(0o600)

    assert "chmod 700" in composed("doctor").out


def test_a_second_init_does_not_ask_for_what_was_said(composed: Relais) -> None:
    """Somebody signs the letter by now."""
    assert "Étape suivante" not in composed("init").out
