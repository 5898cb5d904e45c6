"""`relais segments` and `--policy`: what the officer asks about the list, at the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Relais

COMPANY = """SIREN;Dénomination;Prénom;Nom;Fonction;E-mail
000000018;Ateliers Brumevent;Zoé;Œuvrard;référente diversité;zoe@brumevent.example
000000018;Ateliers Brumevent;Loïc;Tessier;DRH;loic@brumevent.example
000000026;L’Éclaircie;Maïté;Roux;DRH;maite@eclaircie.example
"""


@pytest.fixture
def listed(founded: Relais, tmp_path: Path) -> Relais:
    """Two companies, three contacts, and a segment of human resources."""
    (tmp_path / "signataires.csv").write_text(COMPANY, "utf-8")
    (tmp_path / "rh.json").write_text(json.dumps({"field": "contact.role", "is": "human_resources"}), "utf-8")
    assert founded("readers", "import", "signataires.csv", "--as", "companies").code == 0
    assert founded("segments", "add", "RH", "--rule", "rh.json").code == 0
    return founded


def contacts(relais: Relais, *words: str) -> int:
    """Return how many contacts a command says that a segment reaches."""
    found: int = relais("segments", *words, "--json").document["contacts"]
    return found


def test_contacts_are_put_in_and_taken_out_by_hand(listed: Relais) -> None:
    """And left to the rule again."""
    assert contacts(listed, "count", "RH") == 2
    assert contacts(listed, "include", "RH", "ZOE@brumevent.example") == 3
    assert contacts(listed, "exclude", "RH", "zoe@brumevent.example", "loic@brumevent.example") == 1
    assert contacts(listed, "unpick", "RH", "loic@brumevent.example") == 2


def test_who_is_not_there_cannot_be_picked(listed: Relais) -> None:
    """One sentence, and nothing is done for the others either."""
    told = listed("segments", "exclude", "RH", "loic@brumevent.example", "personne@brumevent.example")

    assert (told.code, told.out) == (2, "")
    assert told.err == "Aucun contact n’a l’adresse «\u00a0personne@brumevent.example\u00a0».\n"
    assert contacts(listed, "count", "RH") == 2


def test_a_policy_counts_one_of_each_organisation(listed: Relais, tmp_path: Path) -> None:
    """The others are told apart from those who may not be written to."""
    (tmp_path / "tous.json").write_text('{"all": []}', "utf-8")
    listed("segments", "add", "Tous", "--rule", "tous.json")
    told = listed("segments", "count", "Tous", "--policy", "one", "--json").document

    assert told == {"name": "Tous", "organisations": 2, "contacts": 2, "excluded": {"other_contact": 1}}


def test_a_list_is_named_where_there_are_several(listed: Relais) -> None:
    """A name that none has is told with those that exist."""
    assert contacts(listed, "count", "RH", "--list", "Liste de diffusion") == 2
    told = listed("segments", "count", "RH", "--list", "Autre")
    assert (told.code, "« Liste de diffusion »" in told.err) == (2, True)


def test_a_launch_obeys_its_policy(listed: Relais) -> None:
    """One letter an organisation, and the report says who was left out."""
    listed("items", "add", "article.md")
    listed("issues", "new", "--title", "La Lettre de septembre")
    listed("issues", "add", 1, 1, "--section", "actions")
    launched = listed("campaigns", "launch", 1, "--policy", "one", "--json").document

    assert launched["audience"] == 2
    assert listed("campaigns", "show", 1, "--json").document["excluded_at_launch"] == {"other_contact": 1}


def test_a_number_beyond_reason_is_one_sentence(listed: Relais, tmp_path: Path) -> None:
    """Python itself refuses to read it."""
    (tmp_path / "folle.json").write_text('{"field": "history.received", "is": 1' + "0" * 5000 + "}", "utf-8")
    told = listed("segments", "add", "Folle", "--rule", "folle.json")

    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "un nombre y est beaucoup trop grand" in told.err
