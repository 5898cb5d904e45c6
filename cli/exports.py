"""`relais readers export`: readers as a file that a spreadsheet opens, and that the import reads back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from campaigns.editorial import publications
from cli import faces, helping
from lists import exporting
from lists.exporting import Table
from lists.kinds import ImportKind
from runtime import audit, spreadsheets
from runtime.language import _, ngettext

ENDINGS = (".csv", ".xlsx")


def named(_context: click.Context, _option: click.Parameter, file: Path) -> Path:
    """Refuse a name that does not say how the file is written."""
    if file.suffix.lower() not in ENDINGS:
        raise click.BadParameter(_("« {file} » doit finir par .csv ou .xlsx.").format(file=file.name))
    return file


def written(file: Path, name: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table as what the file is named for; `name` is that of the sheet of a workbook."""
    if file.suffix.lower() == ".csv":
        return spreadsheets.csv_rows(headings, rows)
    return spreadsheets.xlsx([spreadsheets.Table(name, tuple(headings), tuple(map(tuple, rows)))])


@helping.command("export", help=_("Exporte les lecteurs, tels que l’import les relit."))
@click.option("--as", "kind", required=True, type=click.Choice([kind.value for kind in ImportKind]))
@click.option(
    "-o",
    "--output",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    callback=named,
    help=_("Le fichier, .csv ou .xlsx."),
)
@faces.as_json
def export(kind: str, file: Path, json_: bool) -> None:
    """Write everybody of a kind to a file; who took them out is remembered."""
    opened = faces.opened()
    with opened.database.transaction() as session:
        table = exporting.export(session, ImportKind(kind), publications.only(session).mailing_list_id)
        audit.record(session, opened.clock.now(), faces.actor(), "readers.exported", kind=kind, rows=len(table.rows))
        faces.write(file, written(file, _("Lecteurs"), table.headings, table.rows))
    faces.answer({"rows": len(table.rows), "file": str(file)}, _in_words(table, file), json_=json_)


def _in_words(table: Table, file: Path) -> str:
    rows = ngettext("{n} ligne écrite dans {file}.", "{n} lignes écrites dans {file}.", len(table.rows))
    words = rows.format(n=len(table.rows), file=file)
    if table.left_out:
        out = ngettext(
            "{n} personne n’y est pas : elle s’est opposée, est partie ou n’a pas confirmé.",
            "{n} personnes n’y sont pas : elles se sont opposées, sont parties ou n’ont pas confirmé.",
            table.left_out,
        )
        words += " " + out.format(n=table.left_out)
    return words
