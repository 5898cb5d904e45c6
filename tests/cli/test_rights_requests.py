"""The rights desk, typed: the register, the month, the file for the person, a correction."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from campaigns.acting import ticking
from campaigns.acting.rights import register as rights_register
from campaigns.checking.doctor import rights_desk
from cli import advice
from lists.kinds import Right
from runtime.installation import Installation
from tests import cast
from tests.cli import files
from tests.cli.conftest import Relais
from tests.clocks import MovableClock


def test_a_request_from_its_receipt_to_the_register(composed: Relais, tmp_path: Path) -> None:
    """Registered, extended, fulfilled by the command that does it; the extract names nobody."""
    made = composed("requests", "add", files.ZOE, "--kind", "access", "--received", "2009-08-31", "--json").document
    assert (made["due"], made["address"]) == ("2009-09-30", files.ZOE)
    assert files.ZOE in composed("requests", "list").out
    late = composed("requests", "extend", made["id"], "--reason", "archives")
    assert (late.code, late.err.count("\n"), "premier mois" in late.err) == (2, 1, True)

    assert composed("readers", "access", files.ZOE, "-o", "zoe.zip").code == 0
    assert (tmp_path / "zoe.zip").stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(tmp_path / "zoe.zip") as archive:
        assert json.loads(archive.read("donnees.json"))["person"]["address"] == files.ZOE
    assert composed("requests", "list", "--json").document == []
    assert composed("requests", "list", "--all", "--json").document[0]["ending"] == "done"

    assert composed("requests", "register", "-o", "registre.csv", "--json").document["rows"] == 1
    register = (tmp_path / "registre.csv").read_text("utf-8-sig")
    assert register.startswith("Numéro;Droit;Reçue le;À répondre avant le;")
    assert ";accès;31/08/2009;30/09/2009;" in register.replace("1;accès", ";accès")
    assert files.ZOE not in register


def test_a_refusal_needs_its_reason(composed: Relais) -> None:
    """One sentence, and nothing changes."""
    composed("requests", "add", files.ZOE, "--kind", "erasure")
    refused = composed("requests", "close", 1, "--ending", "refused")
    assert (refused.code, "CNIL" in refused.err) == (2, True)
    closed = composed("requests", "close", 1, "--ending", "refused", "--note", "obligation légale", "--json").document
    assert (closed["ending"], closed["address"]) == ("refused", None)


def test_a_correction_is_shown(composed: Relais) -> None:
    """As the file of the person under her new address."""
    new = ("--email", "zoe.o@brumevent.example", "--last-name", "Martin")
    told = composed("readers", "correct", files.ZOE, *new, "--json").document
    assert (told["address"], told["contacts"][0]["last_name"]) == ("zoe.o@brumevent.example", "Martin")
    nothing = composed("readers", "correct", "zoe.o@brumevent.example")
    assert (nothing.code, nothing.err.count("\n")) == (2, 1)


@pytest.mark.parametrize("name", ["zoe.pdf", "zoe", "nulle-part/zoe.zip"])
def test_a_file_that_cannot_be_handed_over_is_refused(composed: Relais, name: str) -> None:
    """Or one that cannot be written: before anything is closed."""
    assert composed("readers", "access", files.ZOE, "-o", name).code == 2
    assert composed("requests", "list", "--all", "--json").document == []


def test_the_tick_and_the_doctor_tell_who_must_hurry(opened: Installation, clock: MovableClock) -> None:
    """A week before, and every day after the end; by number, once a day."""
    rights_register.register(opened, cast.ZOE, Right.ACCESS, received_on=None, note="", actor="test")
    said = []
    for days in (22, 1, 0, 8):
        clock.move(timedelta(days=days))
        said.append([advice.heard(alert).replace("\u00a0", " ") for alert in ticking.tick(opened).alerts])

    assert said[0] == []
    assert said[1] == ["La demande n° 1 est à faire dans les 7 jours : « relais requests list »."]
    assert said[2] == []
    assert said[3][0].startswith("La demande n° 1 attend plus longtemps que la loi ne le permet")
    (result,) = rights_desk.requests(opened)
    assert (result.check, result.status.value) == ("requests", "failed")
