"""`relais proposals`: read and answered from the shell, in sentences; without a convention there is nothing to read."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from campaigns.partnership import adopting
from campaigns.partnership.proposals import proposing
from campaigns.partnership.proposals.proposing import Draft
from runtime import installation, settings
from runtime.files import File
from tests.campaigns.partnership import conventions
from tests.campaigns.partnership.proposals import contributors
from tests.campaigns.partnership.proposals.contributors import MISSION, TYPED
from tests.cli.conftest import Relais


@pytest.fixture
def proposed(relais: Relais, tmp_path: Path) -> Relais:
    """Two actions were proposed, under a convention that is in force on any day that the test runs."""
    relais("init")
    opened = installation.open_(settings.load(data=tmp_path / "data"))
    contributors.stage(opened)
    text, today = conventions.CHARTE.content.decode(), date.today()
    for day, moved in (("first_day = 2009-06-16", -30), ("last_day = 2010-06-15", 300)):
        text = text.replace(day, f"{day.partition(' ')[0]} = {today + timedelta(days=moved)}")
    adopting.set_(opened, File("charte.toml", text.encode()), "test")
    for title in ("Le bus", "Le forum"):
        proposing.propose(opened, contributors.token(opened), Draft(**TYPED | {"title": title}))
    return relais


def test_they_are_read_and_answered(proposed: Relais) -> None:
    """What waits stands first; each answer is shown as it stands then."""
    listed = proposed("proposals", "list", "--json").document
    assert [(one["title"], one["organisation"], one["state"]) for one in listed] == [
        ("Le forum", MISSION, "received"), ("Le bus", MISSION, "received"),
    ]  # fmt: skip

    accepted = proposed("proposals", "accept", 1)
    assert "acceptée" in accepted.out
    declined = proposed("proposals", "decline", 2, "--reason", "Déjà paru en juin.", "--json").document
    assert (declined["state"], declined["reason"], declined["item"]) == ("declined", "Déjà paru en juin.", None)
    assert "Déjà paru en juin." in proposed("proposals", "show", 2).out
    assert [one["id"] for one in proposed("proposals", "list", "--state", "accepted", "--json").document] == [1]


def test_what_cannot_be_answered_says_why(proposed: Relais) -> None:
    """A second answer, a number that nobody was told, an answer without a reason."""
    proposed("proposals", "accept", 1)

    again = proposed("proposals", "accept", 1)
    assert (again.code, "a déjà reçu une réponse" in again.err) == (2, True)
    assert proposed("proposals", "show", 12).code == 2
    silent = proposed("proposals", "decline", 2, "--reason", " ")
    assert silent.code == 2
    assert "--reason" in silent.err


def test_without_a_convention_there_is_nothing(relais: Relais) -> None:
    """And a sentence says why."""
    relais("init")
    told = relais("proposals", "list")

    assert told.code == 2
    assert "Aucune convention n’est en vigueur" in told.err
