"""How commands speak: help in the order of the day's work, French headings, and options where errors name fields."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from runtime.errors import FieldRefused
from runtime.language import _


class Formatter(click.HelpFormatter):
    """Writes « Options : » where click would write « Options: »."""

    def write_heading(self, heading: str) -> None:
        """Write one heading."""
        self.write(_("{heading} :\n").format(heading=heading))


class Command(click.Command):
    """A command whose refusals name its options: the parameter for a field has the field's key as its name."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal about a field names the option that gave it."""
        try:
            return super().invoke(ctx)
        except FieldRefused as problem:
            raise problem.renamed({one.name: _typed(one) for one in self.params if one.name}) from problem


#: Declares a command that stands outside of any group, or is added to one later.
command = partial(click.command, cls=Command)


class Group(click.Group):
    """A group of commands that keeps them in the order in which they are written."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- the signature is click's
        """Return the names in order."""
        return list(self.commands)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- the signature is click's
        """Return what follows the name of the group in its usage line."""
        return [_("[OPTIONS] COMMANDE [ARGUMENTS]…")]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their whole help: a sentence that is cut says nothing."""
        with formatter.section(_("Commandes")):
            formatter.write_dl(self.sentences(ctx))

    def sentences(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Return each command with its help."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, command.help or "") for name, command in found if command]


class Speaking(Command, Group):
    """A group that is a command itself: without one of its commands it does what its own options say."""


def _typed(parameter: click.Parameter) -> str:
    """Return a parameter as people type it: `--reply-to`, or `CODE` for an argument."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.metavar or (parameter.name or "").upper()
