"""Letters that come back, at the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from campaigns.acting import tick_outcomes, ticking
from runtime.installation import Installation
from tests.cli.conftest import Relais
from tests.mailer.bounces import written


def test_letters_are_classified_without_an_installation(relais: Relais, tmp_path: Path) -> None:
    """A folder and a file, a line each; nothing is made here."""
    folder = tmp_path / "revenus"
    folder.mkdir()
    (folder / "b.eml").write_bytes(written.letter("bounce/orange-unknown"))
    (folder / "a.eml").write_bytes(written.letter("auto_reply/absence"))
    (tmp_path / "c").write_bytes(written.letter("complaint/arf"))
    said = relais("bounces", "classify", "revenus", "c")

    lines = [json.loads(line) for line in said.out.splitlines()]
    assert [(one["file"], one["kind"]) for one in lines] == [
        ("revenus/a.eml", "auto_reply"),
        ("revenus/b.eml", "bounce"),
        ("c", "complaint"),
    ]
    assert lines[1]["reports"] == [
        {"recipient": "zoe@orange.example", "status": "5.1.1", "smtp_code": 550, "reason": "userunknown", "hard": True}
    ]
    assert (said.code, said.err, (tmp_path / "data").exists()) == (0, "", False)


def test_a_path_that_does_not_exist_is_refused(relais: Relais) -> None:
    """One sentence, and nothing on standard output."""
    said = relais("bounces", "classify", "nulle-part")
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)


def test_what_a_stranger_wrote_never_acts_on_the_terminal(
    founded: Relais, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter may try to clear the screen or to change the title of the window; programs read it as it was."""
    for name in ("cur", "new", "tmp"):
        (tmp_path / "boite" / name).mkdir(parents=True)
    raw = "From: x@y.example\nSubject: Stop =?utf-8?q?=1B[2J=C2=9B31m?=\n\nStop \x1b]0;pwn\x07 encore\n"
    (tmp_path / "boite" / "new" / "1").write_bytes(raw.encode())
    monkeypatch.setenv("RELAIS_MAILBOX_URL", f"maildir://{tmp_path / 'boite'}")
    assert founded("bounces", "read").code == 0

    said = founded("bounces", "pending")
    assert "Stop \ufffd[2J\ufffd31m" in said.out
    assert "Stop \ufffd]0;pwn\ufffd encore" in said.out
    assert "relais bounces settle 1 --decision unsubscribe" in said.out
    as_json = founded("bounces", "pending", "--json")
    assert as_json.document[0]["subject"] == "Stop \x1b[2J\x9b31m"
    assert not {"\x1b", "\x9b", "\x07"} & set(said.out + as_json.out)


def test_every_duty_that_failed_is_told_and_the_exit_code_says_so(
    founded: Relais, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence each; the others are done."""

    def explode(_opened: Installation, _done: tick_outcomes.Done) -> None:
        raise ZeroDivisionError

    duty = ticking.Duty(lambda _opened: True, explode)
    monkeypatch.setattr(ticking, "DUTIES", (duty, *ticking.DUTIES, duty))
    said = founded("tick")

    assert (said.code, said.err.count("ZeroDivisionError"), said.out) == (1, 2, "")
