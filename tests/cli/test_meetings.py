"""`relais meetings`: the year's meetings from the shell, on a clock that the test moves (CP-3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns.partnership import adopting
from campaigns.partnership.conventions import reading
from runtime import installation, settings
from runtime.files import File
from tests.cli.conftest import Relais
from tests.servers import Sink


@pytest.fixture
def promised(founded: Relais, server: Sink, monkeypatch: pytest.MonkeyPatch) -> Relais:
    """The shell in an installation of a demo, so that its clock can be moved, under the shipped convention."""
    Path("data", ".demo").touch()
    monkeypatch.setenv("RELAIS_SMTP_URL", server.url)
    monkeypatch.setenv("RELAIS_NOW", "2009-09-15T10:00")
    opened = installation.open_(settings.load(data=Path("data")))
    adopting.set_(opened, File("charte.toml", reading.SHIPPED.read_bytes()), "test")
    for code, name in (("charte", "Secrétariat général"), ("cnml", "CNML")):
        founded("partners", "set", code, "--name", name, "--from", "2009-06-16")
        founded("designations", "add", "--side", code, "--role", "follow_up", "--name", f"Claude {name}",
                "--email", f"suivi@{code}.example", "--from", "2009-06-16")  # fmt: skip
    return founded


def test_both_sides_are_reminded_until_a_date_is_noted(
    promised: Relais, server: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """J-90, J-60, J-30 before 15 June 2010: two ticks of a day write once, and a date ends it."""
    both = ("suivi@charte.example", "suivi@cnml.example")
    for day, letters in (("2010-03-16", 0), ("2010-03-17", 1), ("2010-04-16", 2)):
        for minute in range(3):  # each as cron would: the clock of a demo starts anew with every command
            monkeypatch.setenv("RELAIS_NOW", f"{day}T10:0{minute}")
            promised("tick")
        assert [server.received[one] for one in both] == [letters, letters]
    assert promised("meetings", "add", "--kind", "steering", "--on", "2010-06-08T14:00", "--place", "Paris").code == 0
    for minute in range(3):
        monkeypatch.setenv("RELAIS_NOW", f"2010-05-16T10:0{minute}")
        promised("tick")
    assert [server.received[one] for one in both] == [2, 2]


def test_a_meeting_from_the_plan_to_the_proof(promised: Relais, monkeypatch: pytest.MonkeyPatch) -> None:
    """What scripts read, at each step."""
    made = promised("meetings", "add", "--kind", "charter_yearly", "--on", "2010-03-12T14:00", "--json").document
    assert (made["name"], made["state"], made["guests"]) == ("partenaires-2010", "planned", [])
    name = made["name"]
    rehearsed = promised("meetings", "invite", name, "--designated", "--dry-run", "--json").document
    assert rehearsed == {"meeting": 1, "new": 1, "known": 0, "stopped": 0}
    assert promised("meetings", "show", name, "--json").document["guests"] == []
    assert "1 personne invitée." in promised("meetings", "invite", name, "--designated").out
    assert "suivi@" not in promised("meetings", "show", name, "--json").out
    monkeypatch.setenv("RELAIS_NOW", "2010-03-13T10:00")
    held = promised("meetings", "set", name, "--held", 14, "--json").document
    assert (held["state"], held["attendees"]) == ("held", 14)
    assert "meeting:charter_yearly" in promised("bilan", "--json").out
    assert promised("meetings", "set", name, "--not-held", "--json").document["state"] == "planned"


def test_what_cannot_be_done_is_named(promised: Relais) -> None:
    """With the option, in French, and nothing kept."""
    early = promised("meetings", "add", "--kind", "exchange", "--on", "demain")
    unknown = promised("meetings", "show", "rien")
    promised("meetings", "add", "--kind", "exchange", "--on", "2010-03-12")
    nobody = promised("meetings", "invite", 1, "--designated")
    ending = promised("meetings", "summary", 1, "-o", "synthese.doc")

    assert [one.code for one in (early, unknown, nobody, ending)] == [2, 2, 2, 2]
    assert "--on" in early.err
    assert "« rien » : « relais meetings list » montre" in unknown.err.replace("\u00a0", " ")
    assert "n’a désigné personne" in nobody.err
    assert promised("meetings", "list", "--json").document[0]["state"] == "planned"


def test_without_a_convention_nothing_is_planned(founded: Relais) -> None:
    """One sentence, and an empty list."""
    refused = founded("meetings", "add", "--kind", "exchange", "--on", "2010-03-12")

    assert (refused.code, "convention" in refused.err) == (2, True)
    assert "Aucune rencontre." in founded("meetings", "list").out
