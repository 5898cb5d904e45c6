"""How help is laid out: commands in the order of the day's work, each with its whole sentence, French headings."""

from __future__ import annotations

import click

from runtime.language import _


class Formatter(click.HelpFormatter):
    """Writes « Options : » where click would write « Options: »."""

    def write_heading(self, heading: str) -> None:
        """Write one heading."""
        self.write(_("{heading} :\n").format(heading=heading))


class Group(click.Group):
    """A group of commands that keeps them in the order in which they are written."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- the signature is click's
        """Return the names in order."""
        return list(self.commands)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- the signature is click's
        """Return what follows the name of the group in its usage line."""
        return [_("[OPTIONS] COMMANDE [ARGUMENTS]…")]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their whole help: a sentence that is cut says nothing."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_("Commandes")):
            formatter.write_dl([(name, command.help or "") for name, command in found if command])
