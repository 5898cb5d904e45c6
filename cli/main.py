"""The entry of `relais`: finds the command, turns errors into one French sentence and an exit code."""

from __future__ import annotations

import gc
import importlib
import os
import re
import sys
from pathlib import Path

import click

from cli import click_french, click_groups, terminal
from cli.commands import COMMANDS
from runtime import logs, privacy
from runtime.errors import RelaisError
from runtime.language import _

#: Objects created before a garbage collection; Python's default of 700 is meant for programs that start small.
_YOUNG = 100_000
#: Click sets the values of a choice one below the other; a refusal is one sentence.
_LINE_BREAK = re.compile(r"[\n\t]+")


click_french.speak()  # before the first command is described, below and in the modules of the commands


class Relais(click_groups.Group):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the command that was named."""
        if name not in COMMANDS:
            return None
        module, _colon, attribute = COMMANDS[name].place.partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def sentences(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Return each command with its sentence, without importing any."""
        return [(name, _(entry.sentence)) for name, entry in COMMANDS.items()]


@click.group(cls=Relais, help=_("Lettres et envois d’un partenariat : composer, envoyer, suivre."))
@click.option("--config", type=click.Path(path_type=Path), help=_("Le fichier de réglages, au lieu de relais.toml."))
@click.option("--verbose", is_flag=True, help=_("Raconte ce qui se passe sur la sortie d’erreur."))
@click.version_option(package_name="relais")
def relais(config: Path | None, verbose: bool) -> None:
    """Set up what every command needs."""
    logs.configure(verbose=verbose)


def run() -> None:
    """Run one command as the shell asked, and exit with its code."""
    # Objects made while a command loads stay alive: collecting among them took a quarter of the start time.
    gc.set_threshold(_YOUNG)
    # We have no pydantic plugins, and to look for plugins pydantic would read the metadata of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = main(sys.argv[1:])
    gc.freeze()  # the process ends now: Python need not collect garbage again
    sys.exit(code)


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code; whatever goes wrong is one sentence on standard error."""
    os.umask(privacy.UMASK)  # what any command writes is its user's alone
    logs.configure()  # until the options are read, so that an earlier error is reported like any other
    try:
        code = relais.main(arguments, prog_name="relais", standalone_mode=False)
    except BrokenPipeError:  # the reader of our output has gone, and nobody can be told
        return terminal.FAILED
    except (Exception, KeyboardInterrupt) as problem:  # noqa: BLE001 -- a person never sees a traceback
        sentence, code = _refusal(problem)
        terminal.say(sentence)
    return code if isinstance(code, int) else terminal.DONE


def _refusal(problem: BaseException) -> tuple[str, int]:
    """Return what to say and the exit code; only `--verbose` shows more of an unexpected error."""
    match problem:
        case click.exceptions.NoArgsIsHelpError():
            return problem.ctx.get_help() if problem.ctx else "", terminal.WRONG
        case click.ClickException():
            return click_french.unquoted(_LINE_BREAK.sub(" ", problem.format_message())), terminal.WRONG
        case RelaisError():
            from cli import advice  # its table imports the errors of every package: load it only for refusals

            return advice.of(problem), terminal.exit_code(problem)
        case click.Abort() | KeyboardInterrupt():
            return _("Interrompu."), terminal.FAILED
    logs.logger(__name__).info("unexpected", exc_info=problem)
    words = _("Erreur inattendue ({kind}) : relancez avec « relais --verbose … » pour le détail.")
    return words.format(kind=type(problem).__name__), terminal.FAILED


if __name__ == "__main__":
    run()
