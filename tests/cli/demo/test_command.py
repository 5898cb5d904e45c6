"""The demo from end to end: built, sent through a real dialogue, told."""

from __future__ import annotations

import mailbox
import re
from pathlib import Path

import pytest

from campaigns.post.states import DeliveryState
from cli import main, terminal
from cli.demo import closing, command, folders
from cli.demo.closing import Sent
from runtime import installation
from runtime.settings import Settings
from tests.web.conftest import Site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo is built."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def sent(folder: Path) -> Sent:
    """A demo built where the settings name a real database and a real server."""
    settings = Settings(
        data=folder.parent / "data",
        database_url=f"sqlite:///{folder.parent / 'real.db'}",
        smtp_url="smtp://mail.charte.example:25",
    )  # fmt: skip
    return command.play(folder, settings, "test")


def test_every_recipient_is_accounted_for(sent: Sent) -> None:
    """507 letters: those that were answered otherwise are counted with their reasons."""
    counts = {state.value: number for state, number in sent.report.counts.items() if number}
    assert counts == {"accepted": 491, "refused": 12, "deferred": 4}
    assert sent.report.reasons[DeliveryState.REFUSED] == {"userunknown": 9, "mailboxfull": 3}


def test_the_maildir_holds_what_was_accepted(sent: Sent, folder: Path) -> None:
    """One letter a recipient, each to another."""
    kept = mailbox.Maildir(folder / folders.MAILDIR, create=False)
    assert len({str(letter["Delivered-To"]) for letter in kept}) == sent.kept == 491


def test_nothing_leads_outside_of_the_folder(sent: Sent, folder: Path) -> None:
    """The database and the server that the settings name were not touched."""
    assert not (folder.parent / "real.db").exists()
    assert (folder / "relais.db").exists()


def test_the_letter_of_one_reader_can_be_looked_at(sent: Sent) -> None:
    """It names a mission locale nearby, and is light enough for every mailbox."""
    html = sent.letter.read_text("utf-8")
    assert "Mission locale de la Drôme-Tilleul" in html
    assert len(html.encode()) < 102_000


def test_the_links_of_that_letter_are_answered(sent: Sent, folder: Path) -> None:
    """The first thing that somebody tries is to leave; today's clock would say that the link is years old."""
    leave = re.search(r"(/l/u/[\w-]+)", sent.letter.read_text("utf-8"))
    assert leave is not None
    opened = installation.open_(Settings(data=folder))
    page = Site(opened).ask("GET", leave[1])

    assert page.status_code == 200
    assert "<form" in page.text
    assert opened.clock.now().year == 2009


def test_the_closing_screen_says_where_to_look(sent: Sent, folder: Path) -> None:
    """Figures, places, and what to type next."""
    screen = closing.in_words(folder, sent)
    assert "491" in screen
    assert str(sent.letter) in screen
    assert f"RELAIS_DATA={folder}" in screen


def test_a_folder_of_somebody_else_is_refused_at_the_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong input: one sentence on standard error, nothing on standard output."""
    (tmp_path / "these.odt").touch()
    assert main.main(["demo", "--to", str(tmp_path)]) == terminal.WRONG
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
