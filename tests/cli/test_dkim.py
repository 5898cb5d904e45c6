"""Keys from the shell: made, shown again, used."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailer.dkim import keys, records
from tests.cli import files
from tests.cli.conftest import Relais


@pytest.mark.parametrize("algorithm", ["rsa", "ed25519"])
def test_a_new_key_is_told_with_its_record(founded: Relais, tmp_path: Path, algorithm: str) -> None:
    """One document for scripts; the key is for its owner alone."""
    told = founded("dkim", "new", "2026a", "--algorithm", algorithm, "--json")
    made = keys.load(tmp_path / "data" / "keys")

    assert told.code == 0
    assert told.document == {"selector": "2026a", "record": records.record(made[0])}
    assert told.document["record"].startswith(f"v=DKIM1; k={algorithm}; p=")
    assert (tmp_path / "data" / "keys" / "dkim" / "2026a.pem").stat().st_mode & 0o777 == 0o600


def test_the_record_is_shown_under_its_name(founded: Relais) -> None:
    """That of the sender's domain, in one piece and for a zone file."""
    told = founded("dkim", "new", "2026a").out

    assert "\nNom\u00a0:    2026a._domainkey.charte.example\n" in told
    assert '\n2026a._domainkey.charte.example. IN TXT ( "v=DKIM1; k=rsa; p=' in told


def test_a_key_can_be_made_before_anybody_writes(relais: Relais) -> None:
    """It belongs to the installation; its name is then told without the domain."""
    relais("init")

    assert "\nNom\u00a0:    2026a._domainkey\n" in relais("dkim", "new", "2026a").out


def test_keys_are_shown_again(founded: Relais) -> None:
    """RSA first."""
    made = [founded("dkim", "new", name, "--algorithm", name, "--json").document for name in ("ed25519", "rsa")]
    told = founded("dkim", "list", "--json").document

    assert told == [
        {"selector": one["selector"], "algorithm": one["selector"], "record": one["record"]} for one in made[::-1]
    ]
    assert all(one["record"] in founded("dkim", "list").out for one in made)


def test_without_keys_it_says_what_that_means(founded: Relais) -> None:
    """Letters leave unsigned."""
    assert founded("dkim", "list").out == "Aucune clé\u00a0: les lettres partent sans signature.\n"
    assert founded("dkim", "list", "--json").document == []


def test_the_letter_is_signed_from_then_on(composed: Relais, tmp_path: Path) -> None:
    """The next preview shows it."""
    composed("dkim", "new", "2026a")
    composed("issues", "render", 1, "--as", files.ZOE, "-o", "out")

    assert b" d=charte.example; s=2026a;" in (tmp_path / "out" / "letter.eml").read_bytes()
