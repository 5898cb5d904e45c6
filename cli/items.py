"""`relais items`: bringing articles in, listing them."""

from __future__ import annotations

from pathlib import Path

import click

from campaigns.editorial import items as verbs
from campaigns.editorial import labels
from campaigns.editorial.models import ItemState, ItemType
from cli import click_groups, item_corrections, item_words, terminal
from runtime.language import _


@click.group(cls=click_groups.Group, help=_("Les articles : ceux qui attendent leur place, et ceux qui ont paru."))
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
@terminal.as_json
def add(files: tuple[Path, ...], kind: str | None, whole: bool, json_: bool) -> None:
    """Bring every file in, or none."""
    from campaigns.editorial import ingesting
    from campaigns.editorial.item_files import Wishes
    from cli import local_files

    wishes = Wishes(ItemType(kind) if kind else None, whole)
    brought = ingesting.bring(terminal.opened(), map(local_files.submission, files), terminal.actor(), wishes)
    item_words.answer_brought(brought, json_=json_)


@items.command("list", help=_("Montre les articles."))
@click.option(
    "--state", type=click.Choice([state.value for state in ItemState]), help=_("Brouillons, en attente, ou parus.")
)
@click.option("--bin", "binned", is_flag=True, help=_("Ceux qui sont dans la corbeille."))
@terminal.as_json
def list_(state: str | None, binned: bool, json_: bool) -> None:
    """Show the items."""
    from campaigns.editorial import wordings

    opened = terminal.opened()
    if binned:
        from campaigns.editorial import recycling

        found = recycling.deleted(opened)
    else:
        found = verbs.listed(opened, ItemState(state) if state else None)
    terminal.answer([one.as_json() for one in found], item_words.table(found, wordings.today(opened)), json_=json_)


@items.command("show", help=_("Montre un article entier."))
@click.argument("item", type=terminal.NUMBER)
@terminal.as_json
def show(item: int, json_: bool) -> None:
    """Show an item as it will be read."""
    found = verbs.show(terminal.opened(), item)
    title = found.entry.title
    words = [f"{_(labels.KEYS[key])}\u00a0: {_one(key, value)}" for key, value in found.said if key != "title"]
    terminal.answer(found.as_json(), "\n".join([title, "═" * len(title), *words, "", found.text]), json_=json_)


@items.command("export", help=_("Écrit des articles dans des fichiers que « items add » relit : .md, .html ou .pdf."))
@click.argument("items_", nargs=-1, required=True, metavar="ITEM…", type=terminal.NUMBER)
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@terminal.as_json
def export(items_: tuple[int, ...], output: Path, json_: bool) -> None:
    """Write each item to a file; several get their number into the name."""
    from campaigns.editorial import exporting

    folder, document = output.parent, []
    for one in exporting.export(terminal.opened(), items_, output.name):
        for name, content in one.files.items():
            terminal.write(folder / name, content)
        pictures = [str(folder / name) for name in one.pictures]
        document.append(one.as_json() | {"file": str(folder / one.name), "pictures": pictures})
    terminal.answer(document, "\n".join(one["file"] for one in document), json_=json_)


@items.command("fix", help=_("Corrige la typographie d’un article et montre ce qui change."))
@click.argument("item", type=terminal.NUMBER)
@click.option("--dry-run", is_flag=True, help=_("Montre seulement ce qui changerait."))
@terminal.publication
@terminal.as_json
def fix(item: int, dry_run: bool, publication: str | None, json_: bool) -> None:
    """Mend the typography, or say what would be mended."""
    from campaigns.editorial import typography_fixes
    from cli import differences

    opened = terminal.opened()
    if dry_run:
        found = typography_fixes.rehearse(opened, item, publication=publication)
    else:
        found = typography_fixes.mend(opened, item, terminal.actor(), publication=publication)
    terminal.answer(found.as_json(), differences.in_words(found), json_=json_)


def _one(key: str, value: str | tuple[str, ...]) -> str:
    if key == "type":
        return labels.item_type(str(value))
    return value if isinstance(value, str) else ", ".join(value)


for command in item_corrections.COMMANDS:
    items.add_command(command)
