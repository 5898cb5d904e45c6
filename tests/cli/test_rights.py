"""`relais readers show|object|forget|remember`: a person asks, the officer types."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Relais

#: As files have her, one day or another.
SPELLINGS = ("anne@x.example", "ANNE@X.Example", "  anne@x.example  ", "anne@x.example\u00a0", "mailto:Anne@x.example")


def bring(relais: Relais, folder: Path, email: str) -> dict[str, object]:
    """Import a file with one contact and return the report."""
    (folder / "contacts.csv").write_text(f"Prénom;Nom;E-mail\nAnne;Exemple;{email}\n", "utf-8")
    told = relais("readers", "import", "contacts.csv", "--as", "contacts", "--json")
    assert told.code == 0
    found: dict[str, object] = told.document
    return found


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_who_was_erased_stays_out_however_a_file_spells_her(founded: Relais, tmp_path: Path, spelling: str) -> None:
    """And the desk still tells the day."""
    bring(founded, tmp_path, "anne@x.example")
    told = founded("readers", "forget", spelling, "--evidence", "courrier", "--json").document
    again = bring(founded, tmp_path, spelling)

    assert (again["created"], len(again["skipped"])) == (0, 1)  # type: ignore[arg-type]
    assert founded("readers", "show", spelling, "--json").document == told
    assert (told["contacts"], len(told["erased"])) == ([], 1)


def test_who_objects_is_written_to_no_more(founded: Relais, tmp_path: Path) -> None:
    """Her data stay until she asks for more."""
    bring(founded, tmp_path, "anne@x.example")
    told = founded("readers", "object", "anne@x.example", "--json").document

    assert [one["reason"] for one in told["suppressions"]] == ["objection"]
    assert told["contacts"][0]["first_name"] == "Anne"
    assert bring(founded, tmp_path, "anne@x.example")["created"] == 0


def test_the_journal_stands_beside_the_keys_and_is_read_again(founded: Relais, tmp_path: Path) -> None:
    """No address is in it; and when nothing was lost there is nothing to remember."""
    founded("readers", "object", "anne@x.example")
    written = (tmp_path / "data" / "keys" / "objections.journal").read_text("utf-8")

    assert "objection" in written
    assert "anne" not in written
    assert founded("readers", "remember", "--json").document == {
        "stopped": 0,
        "forgotten": 0,
        "withdrawn": 0,
        "damaged": 0,
    }


def test_a_text_that_is_no_address_is_refused(founded: Relais) -> None:
    """In one sentence, and nothing is done."""
    assert founded("readers", "forget", "anne").code == 2


def test_what_is_known_of_a_person_is_told_in_words(founded: Relais, tmp_path: Path) -> None:
    """By whoever types the command without asking for JSON; what holds nothing is not shown."""
    bring(founded, tmp_path, "anne@x.example")
    shown = founded("readers", "show", "anne@x.example").out

    assert re.search(r"^  Prénom +Anne$", shown, re.MULTILINE)
    assert "inscription en cours" in shown
    assert "{" not in shown
    assert "Lettres envoyées" not in shown


def test_what_is_unknown_is_said(founded: Relais) -> None:
    """An empty screen says nothing."""
    assert founded("readers", "show", "personne@x.example").out == "Rien n’est connu de cette adresse.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("object", "anne@x.example"), "Opposition enregistrée"),
        (("correct", "anne@x.example", "--first-name", "Annie"), "Correction enregistrée"),
        (("forget", "anne@x.example"), "Personne effacée"),
    ],
)
def test_an_act_answers_in_one_sentence(founded: Relais, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """And not with a file of the person."""
    bring(founded, tmp_path, "anne@x.example")
    told = founded("readers", *words)

    assert (told.code, told.out.startswith(said)) == (0, True)
    assert "{" not in told.out
