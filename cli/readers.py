"""`relais readers`: the people who are written to, and the organisations that they work for."""

from __future__ import annotations

import click

from cli import click_groups, exports, imports, inactivity, rights, tidying
from runtime.language import _


@click.group(cls=click_groups.Group, help=_("Les lecteurs : organisations, contacts, oppositions."))
def readers() -> None:
    """Group what concerns readers."""


for command in (imports.import_, imports.imports, imports.undo, exports.export, tidying.tidy, tidying.merge,
                rights.show, rights.access, rights.correct, rights.object_, rights.welcome, rights.forget,
                rights.remember, inactivity.stale, inactivity.keep):  # fmt: skip
    readers.add_command(command)
