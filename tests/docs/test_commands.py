"""Every command and option is in `docs/commands.md`, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from cli import click_french, main
from tests.docs import tree

PAGE = tree.page("commands.md")


def _walk(command: click.Command, path: str, above: click.Context | None = None) -> Iterator[tuple[str, click.Command]]:
    """Yield every command that does something, with the words that a person types."""
    context = click.Context(command, info_name=path, parent=above)
    if not isinstance(command, click.Group):
        yield path, command
        return
    if command.invoke_without_command:
        yield path, command
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from _walk(found, f"{path} {name}", context)


COMMANDS = dict(_walk(main.relais, "relais"))


def _said(path: str) -> str:
    return tree.section(PAGE, f"### `{path}`")


def _options(command: click.Command) -> set[str]:
    options = {name for one in command.params if isinstance(one, click.Option) for name in one.opts}
    return options - {"--json"}


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_is_described(path: str) -> None:
    """A command that nobody can look up does not exist."""
    assert _said(path).strip()


@pytest.mark.parametrize("path", COMMANDS)
def test_the_options_described_are_those_that_exist(path: str) -> None:
    """In both directions: none is missing, none is promised."""
    described = set(re.findall(r"^\| `(-{1,2}[a-z-]+)", _said(path), re.MULTILINE))

    assert _options(COMMANDS[path]) == described


@pytest.mark.parametrize("path", COMMANDS)
def test_every_value_of_a_choice_is_named(path: str) -> None:
    """Whoever reads the page knows what may be typed."""
    choices = [one.type.choices for one in COMMANDS[path].params if isinstance(one.type, click.Choice)]

    assert [value for values in choices for value in values if f"`{value}`" not in _said(path)] == []


@pytest.mark.parametrize("path", COMMANDS)
def test_every_help_page_is_french(path: str) -> None:
    """What click would say in English is nowhere on it."""
    page = click.Context(COMMANDS[path], info_name=path).get_help()
    english = [words for words in click_french.SENTENCES if words != click_french.SENTENCES[words] and "{" not in words]

    assert (COMMANDS[path].help or "").endswith(".")
    assert [words for words in english if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", page)] == []


@pytest.mark.parametrize("path", COMMANDS)
def test_what_answers_in_json_shows_its_shape(path: str) -> None:
    """A script knows the keys without trying."""
    answers = any("--json" in one.opts for one in COMMANDS[path].params)

    assert ("JSON:" in _said(path) or "JSON Lines:" in _said(path)) is answers


def test_no_command_is_described_that_does_not_exist() -> None:
    """The page promises nothing."""
    assert set(re.findall(r"^### `(relais [^`]+)`$", PAGE, re.MULTILINE)) == set(COMMANDS)


def test_the_options_of_relais_itself_are_described() -> None:
    """They come before the command."""
    described = set(re.findall(r"^\| `(--[a-z]+)", tree.section(PAGE, "## `relais`"), re.MULTILINE))

    assert {name for one in main.relais.params for name in one.opts} == described
