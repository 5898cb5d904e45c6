"""Starting: a command loads what it needs and no more. Seconds depend on the machine, what is loaded does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli import main
from cli.commands import COMMANDS

#: What takes longest to load, and what no help text and no version needs.
HEAVY = {
    "PIL", "aiosmtplib", "alembic", "cryptography", "dns", "fastapi", "imapclient", "jinja2", "lxml", "mjml",
    "pydantic", "rich", "sqlalchemy", "sqlmodel", "structlog", "uvicorn",
}  # fmt: skip


def loaded(folder: Path, *words: str) -> set[str]:
    """Return the modules that `relais …` had loaded when it ended as it should, in a process of its own."""
    program = (
        "import sys; from cli import main; code = main.main(sys.argv[1:]); print(code, *sys.modules, file=sys.stderr)"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RELAIS_")}
    environment["RELAIS_DATA"] = str(folder)
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=environment, capture_output=True, text=True, check=True
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code == ("0" if words else "2"), done.stderr
    return set(modules)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_sentence_of_the_table_is_that_of_the_command(name: str) -> None:
    """`relais --help` shows the one without loading the other."""
    command = main.relais.get_command(click.Context(main.relais), name)

    assert command is not None
    assert command.help == COMMANDS[name].sentence


@pytest.mark.parametrize("words", [(), ("--help",), ("--version",)], ids=["alone", "help", "version"])
def test_help_loads_no_command(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Nor any of the libraries that commands are made of."""
    modules = loaded(tmp_path, *words)
    commands = {entry.place.partition(":")[0] for entry in COMMANDS.values()}

    assert modules & (HEAVY | commands) == set()


def test_an_installation_opens_without_what_writes_to_it(tmp_path: Path) -> None:
    """Objects of rows, migrations and the log come with the first command that needs them."""
    assert loaded(tmp_path, "init") >= {"alembic", "sqlmodel"}

    program = (
        "import sys; from pathlib import Path; from runtime import installation, settings; "
        "installation.open_(settings.load(data=Path(sys.argv[1]))); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)

    assert HEAVY & set(done.stdout.split()) == {"pydantic", "sqlalchemy"}
