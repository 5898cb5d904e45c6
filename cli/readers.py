"""`relais readers`: the people who are written to, and the organisations that they work for."""

from __future__ import annotations

import click

from cli import exports, helping, imports, lapsing, rights, tidying
from runtime.language import _


@click.group(cls=helping.Group, help=_("Les lecteurs : organisations, contacts, oppositions."))
def readers() -> None:
    """Group what concerns readers."""


for command in (imports.import_, imports.imports, imports.undo, exports.export, tidying.tidy,
                rights.show, rights.access, rights.correct, rights.object_, rights.welcome, rights.forget,
                rights.remember, lapsing.stale, lapsing.keep):  # fmt: skip
    readers.add_command(command)
