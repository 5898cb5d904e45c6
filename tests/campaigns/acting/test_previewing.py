"""Looking before sending: the letter of one reader, with personal links that do nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from campaigns import errors
from campaigns.acting import previewing
from campaigns.editorial import publications
from campaigns.post import composing, link_errors, tokens
from runtime.installation import Installation
from templates.letters import Letter
from tests import cast, proofs


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue that may leave."""
    return cast.stage(opened, tmp_path)


def test_three_files_show_one_letter(opened: Installation, issue: int, tmp_path: Path) -> None:
    """The figures are those of the message."""
    rendered = proofs.render(opened, issue, cast.ZOE, tmp_path / "out")
    message = (tmp_path / "out" / "letter.eml").read_bytes()

    assert list(rendered.files) == ["letter.eml", "letter.html", "letter.txt"]
    assert (rendered.size, rendered.sha256) == (len(message), hashlib.sha256(message).hexdigest())


def test_its_personal_link_is_inert(opened: Installation, issue: int, tmp_path: Path) -> None:
    """Whoever is shown the proof cannot take the reader off the list."""
    proofs.render(opened, issue, cast.ZOE, tmp_path)

    assert f"/l/u/{tokens.INERT_LEAVE}" in (tmp_path / "letter.txt").read_text("utf-8")
    with pytest.raises(link_errors.LeaveRefused):
        tokens.read_leave(opened.keyring, tokens.INERT_LEAVE)


def test_each_reader_sees_her_own_name(opened: Installation, issue: int, tmp_path: Path) -> None:
    """As the letter will say it."""
    for reader in (cast.ZOE, cast.AMADOU):
        proofs.render(opened, issue, reader, tmp_path / reader)

    assert "Bonjour Zoe," in (tmp_path / cast.ZOE / "letter.txt").read_text("utf-8")
    assert "Bonjour Amadou," in (tmp_path / cast.AMADOU / "letter.html").read_text("utf-8")


def test_variants_are_made_of_one_letter(
    opened: Installation, issue: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is compiled once, and each is what its reader would receive."""
    made: list[Letter] = []

    def compile_(*given: Any) -> Letter:
        made.append(compiled(*given))
        return made[-1]

    compiled = composing.compile_
    monkeypatch.setattr(composing, "compile_", compile_)
    (variant,) = previewing.render_variants(opened, issue)
    proofs.render(opened, issue, cast.EVERYBODY[0], tmp_path / "alone")

    assert (len(made), variant.variant.readers) == (1, len(cast.EVERYBODY))
    assert variant.letter.sha256 == hashlib.sha256((tmp_path / "alone" / "letter.eml").read_bytes()).hexdigest()


def test_looking_changes_nothing(opened: Installation, issue: int, tmp_path: Path) -> None:
    """A reader who is not on the list is refused before anything is written."""
    with pytest.raises(errors.UnknownReader):
        proofs.render(opened, issue, "inconnue@charte.example", tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_without_a_sender_there_is_no_letter(opened: Installation, issue: int, tmp_path: Path) -> None:
    """The sentence says what to type."""
    with opened.database.transaction() as session:
        publications.chosen(session).from_address = ""

    with pytest.raises(errors.SenderMissing):
        proofs.render(opened, issue, cast.ZOE, tmp_path)
