"""What every command shares: opening the installation, answering in words or JSON, and the exit codes.

Owns the one table from errors to exit codes (`docs/commands.md`); the domain does not know them. Owns the one door to
the screen too: what somebody else wrote never acts on the terminal.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from runtime import charsets
from runtime.errors import BadInput, FieldRefused, OutsideMissing, RelaisError
from runtime.language import _

if TYPE_CHECKING:
    from runtime.files import File
    from runtime.installation import Installation
    from runtime.settings import Settings

DONE, FAILED, WRONG, OUTSIDE = 0, 1, 2, 3
#: The number of an issue, an item or a campaign, as far as a database counts.
NUMBER = click.IntRange(1, 2**63 - 1)

Command = TypeVar("Command", bound=Callable[..., Any])


def exit_code(problem: RelaisError) -> int:
    """Return the exit code that goes with an error."""
    if isinstance(problem, OutsideMissing):
        return OUTSIDE
    return WRONG if isinstance(problem, BadInput) else FAILED


def as_json(command: Command) -> Command:
    """Give a command the option `--json`."""
    option = click.option(
        "--json",
        "json_",
        is_flag=True,
        help=_("Un seul document JSON sur la sortie standard, et rien d’autre."),
    )
    return option(command)


def offline(command: Command) -> Command:
    """Give a command that checks an issue the option `--offline`."""
    option = click.option("--offline", is_flag=True, help=_("Ne suit aucun lien : ce que l’on en sait déjà suffit."))
    return option(command)


def publication(command: Command) -> Command:
    """Give a command the option `--publication`, optional while there is only one."""
    option = click.option(
        "--publication", metavar="NAME", help=_("Le nom de la lettre dont il s’agit, s’il y en a plusieurs.")
    )
    return option(command)


def opened() -> Installation:
    """Open the installation that the settings name."""
    from runtime import installation  # loads the database code, which help texts do not need

    return installation.open_(read_settings())


def read_settings() -> Settings:
    """Read the settings, from the file of `relais --config` where it was given."""
    from runtime import settings

    return settings.load(click.get_current_context().find_root().params.get("config"))


def actor() -> str:
    """Return who acts, for the audit: the system's user at the shell."""
    try:
        return f"shell:{getpass.getuser()}"
    except (KeyError, OSError):  # a container without a user table
        return "shell"


def answer(document: Any, words: str, *, json_: bool) -> None:
    """Print the answer: one JSON document, or the words."""
    click.echo(_escaped(json.dumps(document, ensure_ascii=False, indent=2)) if json_ else charsets.harmless(words))


def answer_line(document: Any, words: str = "", *, json_: bool = True) -> None:
    """Print one of several answers on a line of its own: a JSON document, or the words."""
    click.echo(_escaped(json.dumps(document, ensure_ascii=False)) if json_ else charsets.harmless(words))


def _escaped(document: str) -> str:
    """Write the signs that act on a terminal as JSON escapes: a program reads the same, a terminal does nothing."""
    return charsets.ACTING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", document)


def say(words: str) -> None:
    """Tell the person something that is not the answer."""
    click.echo(charsets.harmless(words), err=True)


def read(file: Path, shown: str = "", heaviest: int = -1) -> File:
    """Read a file that the person named; a refusal calls it `shown`, or its own name.

    Of a file heavier than `heaviest`, just enough is read to know that.

    Raises:
        campaigns.errors.FileRefused: it cannot be read, or is a device or a pipe, which may never end.
    """
    from campaigns import errors
    from runtime.files import File

    if file.exists() and not file.is_file():
        raise errors.FileRefused(file=shown or file.name, reason=_("ce n’est pas un fichier ordinaire"))
    try:
        with file.open("rb") as held:
            return File(file.name, held.read(heaviest if heaviest < 0 else heaviest + 1))
    except OSError:
        raise errors.FileRefused(file=shown or file.name, reason=_("il ne peut pas être lu")) from None


def write(file: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file that the person named, or refuse in one sentence; `private`: other users cannot read it."""
    try:
        if private:
            file.touch(0o600)
            file.chmod(0o600)
        file.write_bytes(content)
    except OSError as problem:
        raise _unwritable(file, problem) from None


def require_writable(file: Path) -> None:
    """Refuse a file that cannot be written, before the act that it should report is done and recorded."""
    is_new = not file.exists()
    try:
        with file.open("ab"):
            pass
        if is_new:
            file.unlink()
    except OSError as problem:
        raise _unwritable(file, problem) from None


def _unwritable(file: Path, problem: OSError) -> click.ClickException:
    reason = _("« {file} » ne peut pas être écrit ({why}).")
    return click.ClickException(reason.format(file=file, why=problem.strerror))


def spreadsheet(command: Command) -> Command:
    """Give a command the option that names the spreadsheet which it writes."""
    option = click.option(
        "-o",
        "--output",
        "file",
        required=True,
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_spreadsheet,
        help=_("Le fichier, .csv ou .xlsx."),
    )
    return option(command)


def _spreadsheet(_context: click.Context, _option: click.Parameter, file: Path) -> Path:
    """Refuse a name without an ending for a known format."""
    from runtime import spreadsheets

    try:
        spreadsheets.require_ending(file.name)
    except FieldRefused as refused:
        raise click.BadParameter(f"{refused.reason}.") from None
    return file


def leave(code: int) -> None:
    """End the command with an exit code."""
    click.get_current_context().exit(code)


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return rows as aligned columns of text, numbers to the right; piped output may be the rows alone."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    numeric = [bool(rows) and all(isinstance(row[column], int) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in cells
    ]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])


def figure(label: str, number: int) -> str:
    """Return one line of a screen of figures: a label, then its number, all of them in one column."""
    return f"  {label:<38}{number:>9}"


def is_terminal() -> bool:
    """Tell whether standard error is a terminal."""
    return sys.stderr.isatty()
