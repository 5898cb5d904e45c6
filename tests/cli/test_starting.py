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


def run(folder: Path, program: str, *words: str) -> list[str]:
    """Run a program in a process of its own, with its data in a folder; return the last words that it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RELAIS_")}
    environment["RELAIS_DATA"] = str(folder)
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=environment, capture_output=True, text=True, check=True
    )
    return done.stderr.splitlines()[-1].split()


def loaded(folder: Path, *words: str) -> set[str]:
    """Return the modules that `relais …` had loaded when it ended as it should."""
    program = (
        "import sys; from cli import main; code = main.main(sys.argv[1:]); print(code, *sys.modules, file=sys.stderr)"
    )
    code, *modules = run(folder, program, *words)
    assert code == ("0" if words else "2")
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


@pytest.mark.parametrize(("word", "code", "begins"), [("--version", 0, "relais, version"), ("sned", 2, "")])
def test_what_the_shell_runs_ends_as_the_command_did(word: str, code: int, begins: str) -> None:
    """All of its answer is out, and its exit code is told, though the process leaves in a hurry."""
    program = "from cli.main import run; run()"
    done = subprocess.run([sys.executable, "-c", program, word], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout.startswith(begins), bool(done.stderr)) == (code, True, code == 2)


def test_an_installation_opens_without_what_writes_to_it(tmp_path: Path) -> None:
    """Objects of rows, migrations and the log come with the first command that needs them."""
    assert loaded(tmp_path, "init") >= {"alembic", "sqlmodel"}

    program = (
        "import sys; from runtime import installation, settings; "
        "installation.open_(settings.load()); print(*sys.modules, file=sys.stderr)"
    )
    assert HEAVY & set(run(tmp_path, program)) == {"pydantic", "sqlalchemy"}


def test_an_idle_tick_loads_nothing_to_work_with(tmp_path: Path) -> None:
    """Most minutes nothing is due: it looks, says that it lives, and ends."""
    loaded(tmp_path, "init")
    loaded(tmp_path, "tick")  # what is done once a day
    modules = loaded(tmp_path, "tick", "--json")

    assert HEAVY & modules == {"pydantic", "sqlalchemy"}
    assert {"campaigns.post.engine", "campaigns.post.models", "lists.models", "mailer", "templates"} & modules == set()


def test_a_list_loads_no_more_than_its_table(tmp_path: Path) -> None:
    """Not what brings articles in, mends or prints them; not even the tables of readers."""
    loaded(tmp_path, "init")
    modules = loaded(tmp_path, "items", "list")

    assert HEAVY & modules == {"pydantic", "sqlalchemy", "sqlmodel"}
    assert {"campaigns.editorial.ingesting", "lists.models", "templates"} & modules == set()


#: A module of tables -> the one that writes the rows of it which refer further, and loads what they refer to. Lists of
#: articles load a third less without the tables of readers.
WRITERS = {"campaigns.editorial.models": "campaigns.editorial.publications"}
_TABLES = """
import importlib, os, sys
from sqlmodel import SQLModel
failed = []
for name, *writers in (word.split(",") for word in sys.argv[1:]):
    child = os.fork()
    if not child:
        for one in (name, *writers):
            importlib.import_module(one)
        for mapper in SQLModel._sa_registry.mappers:
            if mapper.class_.__module__ == name:
                for key in mapper.local_table.foreign_keys:
                    key.column
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        failed.append(name)
print("failed:", *failed, file=sys.stderr)
"""


def test_tables_bring_those_that_they_refer_to(tmp_path: Path) -> None:
    """A row can be written in whichever process: no other module must happen to be loaded for it."""
    root = Path(main.__file__).parents[1]
    files = [file for folder in ("campaigns", "lists", "runtime") for file in (root / folder).rglob("*.py")]
    found = [file.relative_to(root) for file in files if "table=True" in file.read_text("utf-8")]
    names = [".".join(file.with_suffix("").parts) for file in found]

    assert set(WRITERS) <= set(names)
    words = [",".join(filter(None, (name, WRITERS.get(name)))) for name in names]
    assert run(tmp_path, _TABLES, *words) == ["failed:"]
