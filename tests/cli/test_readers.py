"""The officer's stories about readers, typed as at a shell."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Relais

#: What the secretariat's spreadsheet saves: titles, lost zeros, a rounded number, a total.
DIRTY = """Charte de la diversité – secrétariat général
Entreprises signataires;;;;;

SIRET;Dénomination;Département;Date de signature;Nom;E-mail
0010000800010;Cœur & Fils;1;16/06/2009;Œuvrard;zoe@coeur.example
3,56E+13;Verrerie Bruinelle;59;16/06/2009;;
00010001600013;Brume;07;16-juin-09;Martin;mailto:loic@gmial.fr
TOTAL;3;;;;
"""


def _write(folder: Path, name: str, text: str, encoding: str = "cp1252") -> str:
    (folder / name).write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return name


def test_a_dirty_spreadsheet_is_rehearsed_then_brought_in_once(
    founded: Relais, tmp_path: Path, kept: Callable[[], list[str]]
) -> None:
    """CO-2: nothing is written by the rehearsal; each line is told; the second time changes nothing."""
    file = _write(tmp_path, "signataires.csv", DIRTY)
    before = kept()
    rehearsed = founded("readers", "import", file, "--as", "companies", "--dry-run")
    assert (rehearsed.code, kept()) == (1, before)
    for line in (
        "ligne 5, corrigée, SIRET : « 0010000800010 » devient « 00010000800010 »",
        "ligne 5, corrigée, Département : « 1 » devient « 01 »",
        "ligne 6, refusée, SIRET « 3,56E+13 » : le tableur a arrondi ce numéro",
        "ligne 7, à vérifier : le domaine « gmial.fr » ressemble à gmail.com",
    ):
        assert line in rehearsed.out.replace("\u00a0", " ")
    first = founded("readers", "import", file, "--as", "companies", "--json").document
    second = founded("readers", "import", file, "--as", "companies", "--json").document
    assert (first["created"], second["created"], second["updated"], second["unchanged"]) == (2, 0, 0, 2)
    assert [(one["line"], one["field"]) for one in second["rejected"]] == [(6, "SIRET")]


def test_an_objection_is_for_ever(founded: Relais, tmp_path: Path) -> None:
    """CO-3: in other case, with a space, she is skipped, with the day; and no segment has her."""
    _write(tmp_path, "oppositions.csv", "Date;E-mail\n12/03/2009;x@o.example\n")
    assert founded("readers", "import", "oppositions.csv", "--as", "objections").code == 0
    _write(tmp_path, "excel.csv", "SIREN;Dénomination;E-mail\n000100008;Ombelle; X@O.example \n")
    told = founded("readers", "import", "excel.csv", "--as", "companies", "--json").document
    assert [(one["line"], one["reason"]) for one in told["skipped"]] == [(2, "opposition du 12 mars 2009")]
    (tmp_path / "tous.json").write_text('{"field": "organisation.kind", "is": "company"}', "utf-8")
    assert founded("segments", "add", "tous", "--rule", "tous.json", "--json").document["contacts"] == 0


def test_an_import_is_taken_back_by_its_number(founded: Relais, kept: Callable[[], list[str]]) -> None:
    """`imports` tells the number; what it brought is gone, what it was is still told."""
    founded("readers", "import", "companies.csv", "--as", "companies")
    [run] = founded("readers", "imports", "--json").document
    told = founded("readers", "undo", run["id"], "--json")
    assert (told.code, told.document["created"]) == (0, 2)
    assert not any("brumevent" in row for row in kept())
    [again] = founded("readers", "imports", "--json").document
    assert (again["sha256"], again["undone_by"]) == (run["sha256"], again["by"])


def test_undoing_can_be_rehearsed(founded: Relais, kept: Callable[[], list[str]]) -> None:
    """Nothing is written then."""
    founded("readers", "import", "companies.csv", "--as", "companies")
    before = kept()
    assert "2 lignes retirées" in founded("readers", "undo", 1, "--dry-run").out
    assert kept() == before


@pytest.mark.parametrize("name", ["tous.csv", "tous.xlsx"])
def test_what_is_exported_is_read_back(founded: Relais, tmp_path: Path, name: str) -> None:
    """As no change at all."""
    founded("readers", "import", "companies.csv", "--as", "companies")
    assert founded("readers", "export", "--as", "companies", "-o", name, "--json").document == {"rows": 2, "file": name}
    assert founded("readers", "import", name, "--as", "companies", "--json").document["unchanged"] == 2
    if name.endswith(".csv"):
        rows = list(csv.DictReader((tmp_path / name).read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert [row["Dénomination"] for row in rows] == ["Ateliers Brumevent", "Quatre Horizons"]


def test_an_export_says_who_is_not_in_it(founded: Relais) -> None:
    """By their number only."""
    founded("readers", "import", "companies.csv", "--as", "companies")
    founded("readers", "import", "objections.txt", "--as", "objections")
    assert "1 personne n’y est pas" in founded("readers", "export", "--as", "companies", "-o", "tous.csv").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "--as", "companies", "-o", "tous.pdf"), ".xlsx"),
        (("export", "--as", "companies", "-o", "nulle-part/tous.csv"), "nulle-part"),
        (("undo", 99), "99"),
        (("import", "companies.csv", "--as", "companies", "--mapping", "drome.json"), "drome.json"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(founded: Relais, words: tuple[object, ...], said: str) -> None:
    """Naming what is wrong."""
    told = founded("readers", *words)
    assert told.code == 2
    assert said in told.err
    assert told.err.count("\n") == 1


def test_a_plain_list_comes_in_and_what_only_the_officer_knows_is_asked(founded: Relais, tmp_path: Path) -> None:
    """The way out of each refusal is an option."""
    _write(tmp_path, "liste.csv", "Nom;Prénom;E-mail;Société\nMartin;Anne;a@o.example;Ombelle\n")
    words = ("readers", "import", "liste.csv", "--as")
    assert "--create-organisations" in founded(*words, "companies").err
    assert "--create-organisations" in founded(*words, "contacts").out
    brought = founded(*words, "contacts", "--create-organisations")
    assert (brought.code, "--origin" in brought.out) == (0, True)
    told = founded(*words, "contacts", "--create-organisations", "--origin", "rencontre du 3 mars 2009")
    assert (told.code, "--origin" in told.out) == (0, False)
    shown = founded("readers", "show", "a@o.example", "--json").document
    assert shown["contacts"][0]["collected_from"] == "rencontre du 3 mars 2009"


def test_a_pipe_is_no_file(founded: Relais, tmp_path: Path) -> None:
    """Nobody knows when it ends; a device such as /dev/zero never does."""
    os.mkfifo(tmp_path / "tube.csv")
    for name in ("tube.csv", "/dev/zero"):
        told = founded("readers", "import", name, "--as", "companies")
        assert (told.code, "pas un fichier ordinaire" in told.err) == (2, True)


def test_a_mapping_file_says_what_columns_are(founded: Relais, tmp_path: Path) -> None:
    """And the origin of the addresses is said once, for all of them."""
    _write(tmp_path, "annuaire.csv", "Structure;Courriel pro\nOmbelle;ana@o.example\n")
    (tmp_path / "colonnes.toml").write_text('"Courriel pro" = "E-mail"\nStructure = ""\n', "utf-8")
    words = ("--mapping", "colonnes.toml", "--origin", "Salon de la diversité 2009")
    assert founded("readers", "import", "annuaire.csv", "--as", "contacts", *words).code == 0
    assert founded("readers", "imports", "--json").document[0]["origin"] == "Salon de la diversité 2009"


def test_what_is_to_be_tidied_is_shown(founded: Relais, tmp_path: Path) -> None:
    """In words and in JSON; nothing is changed."""
    assert founded("readers", "tidy").out.strip() == "Rien à ranger."
    file = "SIREN;Dénomination;Département;E-mail\n000100008;Ombelle;26;zoe@gmial.fr\n000100016;Ombelle SAS;26;\n"
    founded("readers", "import", _write(tmp_path, "rang.csv", file), "--as", "companies")
    document = founded("readers", "tidy", "--json").document
    assert [one["name"] for one in document["without_contact"]] == ["Ombelle SAS"]
    assert document["typo_domains"] == [{"address": "zoe@gmial.fr", "meant": "gmail.com", "organisation": "Ombelle"}]
    assert [one["reasons"] for one in document["duplicates"]] == [["near_names"]]
    assert "noms proches" in founded("readers", "tidy").out


def test_new_signatories_are_listed_once_with_their_place(founded: Relais, tmp_path: Path) -> None:
    """CO-1: what came late says so, a renewal is no news, and periods do not overlap."""
    file = (
        "SIREN;Dénomination;Département;Date de signature;Enregistrée le\n"
        "000100008;Ombelle;33;01/10/2009;01/10/2009\n"
        "000100016;Brume;26;20/07/2009;02/10/2009\n"
        "000100024;Fidèle;26;01/01/2007;01/01/2007\n"
        "000100024;Fidèle;26;03/10/2009;03/10/2009\n"
    )
    founded("readers", "import", _write(tmp_path, "signees.csv", file), "--as", "companies")
    period = ("--after", "2009-09-15", "--until", "2009-10-15")
    told = founded("signatories", "list", *period, "--json").document
    assert [(one["name"], one["region"], one["late"]) for one in told] == [
        ("Ombelle", "Aquitaine", False),
        ("Brume", "Rhône-Alpes", True),
    ]
    words = founded("signatories", "list", *period).out.replace("\u00a0", " ")
    assert "Ombelle en Gironde, signature du 1er octobre 2009" in words
    assert founded("signatories", "list", "--after", "2009-10-15", "--json").document == []
