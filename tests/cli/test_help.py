"""Help: French from the heading to the last option, and never cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from cli import main
from tests.cli.conftest import Relais


def paths(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command and group."""
    yield words
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from paths(found, (*words, name))


@pytest.mark.parametrize("words", list(paths(main.relais)), ids=" ".join)
def test_help_is_french(relais: Relais, words: tuple[str, ...]) -> None:
    """Click's own words included."""
    shown = relais(*words, "--help")

    assert shown.code == 0
    assert shown.out.startswith("Usage\u00a0: relais")
    assert "Montre cette aide." in shown.out
    assert not re.search(r"\b(TEXT|INTEGER|RANGE|PATH|Show|default|required|COMMAND)\b|\.\.\.\n", shown.out)


def test_commands_stand_in_the_order_of_the_work(relais: Relais) -> None:
    """New, add, … and not by the alphabet."""
    shown = relais("issues", "--help").out

    assert re.findall(r"^  ([a-z]+) ", shown, re.MULTILINE)[:2] == ["new", "add"]


def test_the_version_is_told(relais: Relais) -> None:
    """For whoever asks for help."""
    assert re.fullmatch(r"relais, version \d+\.\d+\.\d+\n", relais("--version").out)
