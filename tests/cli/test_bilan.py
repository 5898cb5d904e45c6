"""`relais bilan`: the contract of scripts, the file, and the committee's correction, from the outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns.partnership import adopting
from campaigns.partnership.conventions import reading
from runtime import installation, settings
from runtime.files import File
from tests.cli.conftest import Relais


@pytest.fixture
def promised(relais: Relais) -> Relais:
    """The shell in an installation that holds the convention of 2009, and nothing else."""
    assert relais("init").code == 0
    opened = installation.open_(settings.load(data=Path("data")))
    adopting.set_(opened, File("charte.toml", reading.SHIPPED.read_bytes()), "test")
    return relais


YEAR = ("--from", "2009-06-16", "--to", "2010-06-15")


def test_the_document_has_the_commitments_with_gaps_first(promised: Relais) -> None:
    """CP-1, as scripts read it."""
    document = promised("bilan", *YEAR, "--json").document

    assert len(document["commitments"]) == sum(document["tally"].values()) == 21
    assert {"id", "status", "reason", "evidence", "computed", "correction"} <= set(document["commitments"][0])
    assert document["commitments"][0]["status"] == "not_kept"


def test_in_february_everything_is_to_come(promised: Relais) -> None:
    """Of an empty installation, as it was on that day."""
    said = promised("bilan", *YEAR, "--at", "2010-02-01")

    assert said.code == 0
    assert "Sur 21 engagements : 21 à venir." in said.out.replace("\u00a0", " ")
    assert "À faire d’ici au 15 juin 2010." in said.out.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("name", "begins"), [("b.pdf", b"%PDF"), ("b.html", b"<!doctype html>"), ("b.odt", b"PK"), ("b.json", b"{")]
)
def test_a_file_is_written(promised: Relais, tmp_path: Path, name: str, begins: bytes) -> None:
    """Of the kind that its name says."""
    said = promised("bilan", *YEAR, "-o", tmp_path / name)

    assert (said.code, said.err) == (0, "")
    assert (tmp_path / name).read_bytes().lstrip().startswith(begins)


def test_the_committee_corrects_and_takes_back(promised: Relais) -> None:
    """With a reason; without one the option is named."""
    assert promised("bilan", "correct", "F1", "--status", "kept", "--reason", "Tenu à Paris.").code == 0
    assert "Raison : Tenu à Paris." in promised("bilan", *YEAR).out.replace("\u00a0", " ")
    assert promised("bilan", "correct", "F1", "--withdraw").code == 0
    assert "Tenu à Paris" not in promised("bilan", *YEAR).out
    refused = promised("bilan", "correct", "F1", "--status", "kept")
    assert (refused.code, "--reason" in refused.err) == (2, True)


def test_what_cannot_be_reviewed_is_said(relais: Relais) -> None:
    """No convention, days in the wrong order, a clause that there is not: one sentence each."""
    relais("init")

    assert relais("bilan").code == 2
    assert "convention" in relais("bilan").err


def test_days_in_the_wrong_order_name_their_option(promised: Relais) -> None:
    """The one that has to change."""
    said = promised("bilan", "--from", "2010-06-15", "--to", "2009-06-16")

    assert (said.code, "--to" in said.err) == (2, True)
