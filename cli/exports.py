"""`relais readers export`: readers as a file that a spreadsheet opens, and that the import reads back."""

from __future__ import annotations

from pathlib import Path

import click

from campaigns.acting import reader_files
from campaigns.acting.reader_files import TakenOut
from cli import click_groups, terminal
from lists.kinds import ImportKind
from runtime.language import _, ngettext


@click_groups.command("export", help=_("Exporte les lecteurs, tels que l’import les relit."))
@click.option("--as", "kind", required=True, type=click.Choice([kind.value for kind in ImportKind]))
@terminal.spreadsheet
@terminal.publication
@terminal.as_json
def export(kind: str, file: Path, publication: str | None, json_: bool) -> None:
    """Write everybody of a kind to a file; record who exported them."""
    terminal.require_writable(file)
    taken = reader_files.take_out(
        terminal.opened(), ImportKind(kind), file.name, actor=terminal.actor(), publication=publication
    )
    terminal.write(file, taken.files[file.name])
    terminal.answer({**taken.as_json(), "file": str(file)}, _in_words(taken, file), json_=json_)


def _in_words(taken: TakenOut, file: Path) -> str:
    rows = ngettext("{n} ligne écrite dans {file}.", "{n} lignes écrites dans {file}.", taken.rows)
    words = rows.format(n=taken.rows, file=file)
    if taken.left_out:
        out = ngettext(
            "{n} personne n’y est pas : elle s’est opposée, est partie ou n’a pas confirmé.",
            "{n} personnes n’y sont pas : elles se sont opposées, sont parties ou n’ont pas confirmé.",
            taken.left_out,
        )
        words += " " + out.format(n=taken.left_out)
    return words
