"""`relais items`: bringing articles in, listing them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from campaigns.editorial import bringing, mending, publications
from campaigns.editorial import items as verbs
from campaigns.editorial.models import Item, ItemState, ItemType
from campaigns.editorial.sources import Wishes
from cli import differences, faces, helping, wording
from runtime import audit
from runtime.language import _


@click.group(cls=helping.Group, help=_("Les articles, et le marbre : ceux qui attendent leur place."))
def items() -> None:
    """Group what concerns items."""


@items.command("add", help=_("Ajoute des articles : Markdown avec un en-tête, fichiers Word (.docx), pages HTML."))
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--type",
    "kind",
    type=click.Choice([kind.value for kind in ItemType]),
    help=_("Ce que sont les articles d’un fichier Word."),
)
@click.option("--whole", is_flag=True, help=_("Un seul article par fichier Word, quels que soient ses titres."))
@faces.as_json
def add(files: tuple[Path, ...], kind: str | None, whole: bool, json_: bool) -> None:
    """Bring every file in, or none."""
    opened = faces.opened()
    wishes = Wishes(ItemType(kind) if kind else None, whole)
    with opened.database.transaction() as session:
        added = bringing.bring(session, opened.settings.data, files, opened.clock.now(), wishes)
        audit.record(session, opened.clock.now(), faces.actor(), "items.added", ids=[one.item.id for one in added])
        document = [_listed(one.item) | {"file": one.file, "notes": list(one.notes)} for one in added]
        told = list(dict.fromkeys(f"{one.file} : {note}" for one in added for note in one.notes))
        faces.answer(document, "\n".join([_in_words([one.item for one in added]), *told]), json_=json_)


@items.command("list", help=_("Montre les articles."))
@click.option("--state", type=click.Choice([state.value for state in ItemState]))
@faces.as_json
def list_(state: str | None, json_: bool) -> None:
    """Show the items."""
    with faces.opened().database.reading() as session:
        found = verbs.listed(session, ItemState(state) if state else None)
        faces.answer([_listed(item) for item in found], _in_words(found), json_=json_)


@items.command("fix", help=_("Corrige la typographie d’un article et montre ce qui change."))
@click.argument("item", type=faces.NUMBER)
@click.option("--dry-run", is_flag=True, help=_("Montre seulement ce qui changerait."))
@faces.as_json
def fix(item: int, dry_run: bool, json_: bool) -> None:
    """Mend the typography, or say what would be mended."""
    opened = faces.opened()
    if dry_run:
        with opened.database.reading() as session:
            style = publications.style(publications.only(session))
            found = mending.look(verbs.get(session, item), style)
    else:
        with opened.database.transaction() as session:
            found = mending.fix(session, item)
            if found.changes:
                audit.record(session, opened.clock.now(), faces.actor(), "item.mended", id=item)
    faces.answer(differences.as_json(item, found), differences.in_words(found), json_=json_)


def _listed(item: Item) -> dict[str, Any]:
    return {"id": item.id, "type": item.type, "title": item.title, "state": item.state}


def _in_words(listed: list[Item]) -> str:
    rows = [[item.id, wording.item_type(item.type), wording.item_state(item.state), item.title] for item in listed]
    return faces.table([_("n°"), _("type"), _("état"), _("titre")], rows) if rows else _("Aucun article.")
