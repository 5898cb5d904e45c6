"""`relais items`: bringing articles in, listing them."""

from __future__ import annotations

from pathlib import Path

import click

from campaigns.editorial import items as verbs
from campaigns.editorial import mending, publications
from campaigns.editorial.models import Item, ItemState
from cli import differences, faces, helping, wording
from runtime import audit
from runtime.language import _


@click.group(cls=helping.Group, help=_("Les articles, et le marbre : ceux qui attendent leur place."))
def items() -> None:
    """Group what concerns items."""


@items.command("add", help=_("Ajoute des articles écrits en Markdown avec un en-tête."))
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(dir_okay=False, path_type=Path))
@faces.as_json
def add(files: tuple[Path, ...], json_: bool) -> None:
    """Bring every file in, or none."""
    opened = faces.opened()
    with opened.database.transaction() as session:
        added = verbs.add(session, opened.settings.data, files, opened.clock.now())
        audit.record(session, opened.clock.now(), faces.actor(), "items.added", ids=[item.id for item in added])
        _answer(added, json_=json_)


@items.command("list", help=_("Montre les articles."))
@click.option("--state", type=click.Choice([state.value for state in ItemState]))
@faces.as_json
def list_(state: str | None, json_: bool) -> None:
    """Show the items."""
    with faces.opened().database.reading() as session:
        _answer(verbs.listed(session, ItemState(state) if state else None), json_=json_)


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


def _answer(listed: list[Item], *, json_: bool) -> None:
    document = [{"id": item.id, "type": item.type, "title": item.title, "state": item.state} for item in listed]
    rows = [[item.id, wording.item_type(item.type), wording.item_state(item.state), item.title] for item in listed]
    words = faces.table([_("n°"), _("type"), _("état"), _("titre")], rows) if rows else _("Aucun article.")
    faces.answer(document, words, json_=json_)
