"""Refusals of fields are told in the words of the command that was typed."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from cli import click_groups
from runtime.errors import FieldRefused


@click_groups.command()
@click.argument("number", metavar="CODE")
@click.option("--from", "-f", "sender")
def command(number: str, sender: str) -> None:
    """Refuse the field whose key was given."""
    raise FieldRefused(field=number, reason="trop court")


@pytest.mark.parametrize(
    ("field", "said"),
    [("sender", "--from"), ("number", "CODE"), ("sender, number", "--from, CODE"), ("other", "other")],
)
def test_a_refused_field_is_named_as_it_was_typed(field: str, said: str) -> None:
    """The domain knows no options: `sender` is `--from` here, and a label on a page."""
    result = CliRunner().invoke(command, [field])

    assert str(result.exception) == f"{said}\u00a0: trop court."
