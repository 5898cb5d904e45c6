"""The entry of `relais`: finds the command, turns errors into one French sentence and an exit code."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click

from cli import faces, french
from runtime import logs
from runtime.errors import RelaisError
from runtime.language import _

#: Command -> where it stands; loaded when it is wanted, so that `relais` starts at once.
COMMANDS = {
    "init": "cli.installing:init",
    "demo": "cli.demo.command:demo",
    "publications": "cli.publications:publications",
    "readers": "cli.readers:readers",
    "segments": "cli.segments:segments",
    "items": "cli.items:items",
    "issues": "cli.issues:issues",
    "campaigns": "cli.campaigns:campaigns",
    "send": "cli.sending:send",
    "tick": "cli.ticking:tick",
    "report": "cli.reporting:report",
    "serve": "cli.serving:serve",
}


class Relais(click.Group):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the command that was named."""
        if name not in COMMANDS:
            return None
        module, _colon, attribute = COMMANDS[name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Relais, help=_("Lettres et envois d’un partenariat : composer, envoyer, suivre."))
@click.option("--config", type=click.Path(path_type=Path), help=_("Le fichier de réglages, au lieu de relais.toml."))
@click.option("--verbose", is_flag=True, help=_("Raconte ce qui se passe sur la sortie d’erreur."))
@click.version_option(package_name="relais")
def relais(config: Path | None, verbose: bool) -> None:
    """Set up what every command needs."""
    logs.configure(verbose=verbose)


def run() -> None:
    """Run one command as the shell asked, and exit with its code."""
    french.speak()
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code; whatever goes wrong is one sentence on standard error."""
    try:
        code = relais.main(arguments, prog_name="relais", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.ctx.get_help() if asked.ctx else "")
        return faces.WRONG
    except click.ClickException as wrong:
        faces.say(wrong.format_message())
        return faces.WRONG
    except (click.Abort, KeyboardInterrupt):
        faces.say(_("Interrompu."))
        return faces.FAILED
    except RelaisError as problem:
        faces.say(str(problem))
        return faces.exit_code(problem)
    except BrokenPipeError:
        return faces.FAILED
    except Exception as problem:  # noqa: BLE001 -- a person never sees a traceback; `--verbose` shows it
        logs.logger(__name__).info("unexpected", exc_info=problem)
        faces.say(
            _("Erreur inattendue ({kind}) : relancez avec « relais --verbose … » pour le détail.").format(
                kind=type(problem).__name__
            )
        )
        return faces.FAILED
    return code if isinstance(code, int) else faces.DONE


if __name__ == "__main__":
    run()
