"""What the pages show can be typed: the README's commands run, example files are read."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaigns.editorial import item_files
from cli import main
from lists.segments import rules
from tests import servers
from tests.docs import tree

README = (tree.ROOT / "README.md").read_text("utf-8")
TYPED_SERVER = "smtp://127.0.0.1:2525"
HERE_DOCUMENT = re.compile(r"^cat > (\S+) <<'EOF'\n(.*?)^EOF\n", re.MULTILINE | re.DOTALL)


def _indented(heading: str) -> str:
    """Return the first indented example under a heading of the commands."""
    lines = tree.section(tree.page("commands.md"), heading).splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("    "))
    last = next(number for number, line in enumerate(lines[first:], first) if line and not line.startswith("    "))
    return "\n".join(line[4:] for line in lines[first:last])


def _shell() -> str:
    """Return what the README has one type, block after block."""
    return "".join(re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL))


def _typed() -> list[list[str]]:
    """Return the commands among it, as words."""
    return [shlex.split(line) for line in HERE_DOCUMENT.sub("", _shell()).replace("\\\n", " ").splitlines()]


@pytest.fixture
def sink() -> Iterator[servers.Sink]:
    """A server that keeps letters, as the one that the README starts."""
    with servers.running() as running:
        yield running


@pytest.fixture(autouse=True)
def untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the settings of whoever runs the suite: her installation is not ours to fill."""
    for name in [name for name in os.environ if name.startswith("RELAIS_")]:
        monkeypatch.delenv(name)


def test_the_commands_of_the_readme_end_at_a_first_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sink: servers.Sink
) -> None:
    """From an empty folder, as written, nothing fails; the server that they name has the letter of their reader."""
    monkeypatch.chdir(tmp_path)
    for name, text in HERE_DOCUMENT.findall(_shell()):
        Path(name).write_text(text, "utf-8")
    failed = []
    for program, *words in _typed():
        if program == "export":
            name, value = words[0].split("=", 1)
            # The port of the page may be taken on this machine.
            monkeypatch.setenv(name, sink.url if value == TYPED_SERVER else value)
        if program == "relais" and main.main(words) != 0:
            failed.append(words)

    assert failed == []
    assert (tmp_path / "apercu" / "letter.html").exists()
    assert sink.received == {"anne@entreprise.example": 1}


def test_the_rule_of_the_manual_is_a_rule() -> None:
    """The example of a segment can be copied."""
    assert rules.parse(json.loads(_indented("### Segment rules")))


def test_the_article_of_the_manual_is_an_article() -> None:
    """The example of an item file can be copied."""
    page = item_files.Submission("article.md", _indented("### Item files").encode())

    assert [source.values["title"] for source in item_files.read(page, item_files.Wishes())] == [
        "Le bus de l’emploi s’arrête au pied des immeubles"
    ]
