"""`relais documents`: brochures and kits that letters link to."""

from __future__ import annotations

from pathlib import Path

import click

from campaigns.editorial import documents as editorial_documents
from cli import click_groups, local_files, terminal
from runtime.language import _


@click.group(cls=click_groups.Group, help=_("Les documents : plaquettes et kits, à une adresse qui ne change pas."))
def documents() -> None:
    """Group what concerns documents."""


@documents.command("add", help=_("Garde un fichier, nouvelle version d’un document."))
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", required=True, metavar="NOM", help=_("Le nom du document, le même pour toutes ses versions."))
@terminal.as_json
def add(file: Path, name: str, json_: bool) -> None:
    """Keep a file as the newest version of a document."""
    document = editorial_documents.add(terminal.opened(), local_files.document(file), name, terminal.actor()).as_json()
    terminal.answer(document, _("{name}, version {version} : {url}").format(**document), json_=json_)


@documents.command("list", help=_("Montre les documents, leurs versions et leurs adresses."))
@terminal.as_json
def list_(json_: bool) -> None:
    """Show every version of every document."""
    found = editorial_documents.listed(terminal.opened())
    rows = [[one.name, one.version, one.size, one.file_name, one.url] for one in found]
    head = [_("nom"), _("version"), _("octets"), _("fichier"), _("adresse")]
    words = terminal.table(head, rows) if rows else _("Aucun document.")
    terminal.answer([one.as_json() for one in found], words, json_=json_)
