"""`relais users`: accounts are added, listed and changed at a shell."""

from __future__ import annotations

import io

import pytest

from tests.cli.conftest import Relais

ADD = ("users", "add", "claire@partenariat.example", "--role", "write", "--role", "administer")


def test_an_account_is_added_with_a_link(founded: Relais) -> None:
    """By which its holder chooses a password."""
    made = founded(*ADD, "--name", "Claire Aubry", "--json").document

    assert made["link"].startswith("http://127.0.0.1:8000/invitation/")
    del made["link"]
    assert made == {
        "email": "claire@partenariat.example", "name": "Claire Aubry", "blocked": False, "password": False,
        "codes": False,
        "roles": [{"role": "write", "publication": None}, {"role": "administer", "publication": None}],
    }  # fmt: skip
    assert founded("users", "list", "--json").document == [made]
    assert "rédaction, administration  attend son mot de passe" in founded("users", "list").out


def test_a_password_is_read_and_never_typed(founded: Relais, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor shown: a list of commands is kept by every shell."""
    monkeypatch.setattr("sys.stdin", io.StringIO("quatre mots bien choisis\n"))
    made = founded(*ADD, "--password-stdin")

    assert made.code == 0
    assert "quatre" not in made.out
    assert "/invitation/" not in made.out


def test_rights_hold_for_one_letter(founded: Relais) -> None:
    """Those for all letters stay; the last administrator too."""
    founded(*ADD)
    letter = founded("publications", "list", "--json").document[0]["name"]
    changed = founded("users", "set", ADD[2], "--role", "send", "--publication", letter, "--json").document

    assert changed["roles"][2] == {"role": "send", "publication": letter}
    assert founded("users", "set", ADD[2], "--no-role").code == 2
    assert founded("users", "set", ADD[2], "--block").code == 2
    assert "/invitation/" in founded("users", "set", ADD[2], "--link").out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("add", "claire@", "--role", "read"), "EMAIL"),
        (("add", "c@x.example", "--role", "chef"), "--role"),
        (("add", "c@x.example", "--role", "read", "--publication", "Autre"), "--publication"),
        (("set", "c@x.example", "--link"), "relais users list"),
        (("set", "c@x.example", "--role", "read", "--no-role"), "--no-role"),
    ],
)
def test_what_cannot_be_used_is_named(founded: Relais, words: tuple[str, ...], named: str) -> None:
    """And nothing is kept."""
    told = founded("users", *words)

    assert told.code == 2
    assert named in told.err
    assert founded("users", "list", "--json").document == []
