"""The officer's stories about new signatories, typed as at a shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Relais

_SIGNED = """SIREN;Dénomination;Code postal;Commune;Date de signature
552100554;Ateliers Brumevent;26000;Valence;16/06/2009
732829320;Quatre Horizons;33000;Bordeaux;03/07/2009
"""


def _import(relais: Relais, folder: Path, text: str) -> None:
    (folder / "signataires.csv").write_text(text, "utf-8")
    assert relais("readers", "import", "signataires.csv", "--as", "companies").code == 0


def test_each_signatory_is_in_one_numbered_list(founded: Relais, tmp_path: Path) -> None:
    """AP-4: by région, as a file too; a second time there is nobody, and that is no failure."""
    _import(founded, tmp_path, _SIGNED)
    rehearsed = founded("signatories", "transmit", "--dry-run", "--json").document
    first = founded("signatories", "transmit", "-o", "liste.csv", "--json").document
    again = founded("signatories", "transmit", "--json")
    assert (rehearsed["number"], first["number"], again.code, again.document["number"]) == (None, 1, 0, None)
    assert [one["locative"] for one in first["companies"]] == ["dans la Drôme", "en Gironde"]
    assert (tmp_path / "liste.csv").read_bytes().startswith("\ufeffRégion;Dénomination;SIREN;".encode())
    founded("signatories", "show", "1", "-o", "encore.csv")
    assert (tmp_path / "encore.csv").read_bytes() == (tmp_path / "liste.csv").read_bytes()
    _import(founded, tmp_path, "SIREN;Dénomination;Date de signature\n000100008;Ombelle;01/07/2009\n")
    second = founded("signatories", "transmit", "--json").document
    assert (second["number"], second["from"]) == (2, first["to"])
    assert [(one["name"], one["late"]) for one in second["companies"]] == [("Ombelle", True)]
    words = founded("signatories", "transmissions").out.replace("\u00a0", " ")
    assert "n° 2" in words
    assert "En attente de la prochaine liste : 0 nouveau signataire." in words


def test_whoever_signed_before_the_start_is_known(founded: Relais, tmp_path: Path) -> None:
    """The first file of an installation holds everybody who ever signed."""
    _import(founded, tmp_path, _SIGNED)
    said = founded("signatories", "start", "2009-07-01")
    assert "1 nouveau signataire" in said.out.replace("\u00a0", " ")
    assert [one["siren"] for one in founded("signatories", "transmit", "--json").document["companies"]] == ["732829320"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "7"), "Il n’y a pas de liste n° 7"),
        (("transmit", "-o", "liste.pdf"), "doit finir par .csv ou .html"),
        (("start", "hier"), "n’est pas une date"),
        (("announce", "9"), "Il n’y a pas de numéro"),
    ],
)
def test_what_cannot_be_done_is_said(founded: Relais, words: tuple[str, ...], sentence: str) -> None:
    """In one sentence, and nothing was transmitted."""
    said = founded("signatories", *words)
    assert said.code == 2
    assert sentence in said.err.replace("\u00a0", " ")
