"""Letters that come back, at the shell."""

from __future__ import annotations

import json
from pathlib import Path

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
