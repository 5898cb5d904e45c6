"""`relais report` at the shell: on the screen, as JSON, and as the files that an officer hands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import servers
from tests.cli.conftest import Relais


@pytest.fixture
def sent(composed: Relais, monkeypatch: pytest.MonkeyPatch) -> Relais:
    """The shell after campaign 1 was sent to two readers."""
    with servers.running() as sink:
        monkeypatch.setenv("RELAIS_SMTP_URL", sink.url)
        assert composed("campaigns", "launch", 1, "--grace", 0).code == 0
        assert composed("send", 1).code == 0
    return composed


def test_the_document_has_every_figure(sent: Relais) -> None:
    """For scripts, with the keys that the manual names."""
    document = sent("report", 1, "--json").document

    assert {"id", "counts", "title", "number", "date", "reasons", "reached", "interest", "robots", "left", "complaints",
            "opens", "opens_reason", "trend"} <= set(document)  # fmt: skip
    assert document["reached"]["contacts"] == document["counts"]["accepted"] == 2
    assert document["opens"] is None


def test_the_screen_tells_the_same(sent: Relais) -> None:
    """In French."""
    screen = sent("report", 1).out

    assert "Destinataires touchés\u00a0: 2 contacts" in screen
    assert "Sur le terrain" in screen
    assert "taux d’ouverture" in screen


@pytest.mark.parametrize(("name", "begins"), [("r.pdf", b"%PDF"), ("r.XLSX", b"PK"), ("sous/r.csv", b"\xef\xbb\xbf")])
def test_a_file_is_written(sent: Relais, tmp_path: Path, name: str, begins: bytes) -> None:
    """Of the kind that its name says, in a folder that may be new."""
    said = sent("report", 1, "-o", tmp_path / name)

    assert (said.code, said.err) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_another_kind_of_file_is_refused(sent: Relais, tmp_path: Path) -> None:
    """One sentence that says which there are, and nothing is written."""
    said = sent("report", 1, "-o", tmp_path / "r.docx")

    assert said.code == 2
    assert ".pdf, .xlsx ou .csv" in said.err
    assert not (tmp_path / "r.docx").exists()


def test_a_place_that_cannot_be_written_is_refused(sent: Relais, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("")
    said = sent("report", 1, "-o", tmp_path / "taken" / "r.csv")

    assert said.code == 2
    assert "écriture impossible" in said.err
