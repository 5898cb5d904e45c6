"""`relais items edit`, `set`, `history`, `delete` and `restore`: correcting an article."""

from __future__ import annotations

from pathlib import Path

import click

from campaigns.editorial import labels
from cli import item_words, terminal
from runtime.language import _


@click.command(
    "edit", help=_("Remplace le contenu d’un article par celui d’un fichier ; sa place dans les numéros reste.")
)
@click.argument("item", type=terminal.NUMBER)
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--whole", is_flag=True, help=_("Un fichier Word entier, quels que soient ses titres."))
@terminal.as_json
def edit(item: int, file: Path, whole: bool, json_: bool) -> None:
    """Replace the content of an item."""
    from campaigns.editorial import item_corrections
    from campaigns.editorial.item_files import Wishes
    from cli import local_files

    edited = item_corrections.replace_content(
        terminal.opened(), item, local_files.submission(file), terminal.actor(), Wishes(whole=whole)
    )
    item_words.answer_brought([edited], json_=json_, alone=True)


@click.command(
    "set", help=_("Corrige des champs d’un article, par exemple image_alt=Un bus, ou rights=Accord du 3 mai.")
)
@click.argument("item", type=terminal.NUMBER)
@click.argument("values", nargs=-1, required=True, metavar="KEY=VALUE…")
@terminal.as_json
def set_(item: int, values: tuple[str, ...], json_: bool) -> None:
    """Set fields of an item by the keys of its header."""
    from campaigns.editorial import item_corrections

    said = dict(_pair(one) for one in values)
    found = item_corrections.amend(terminal.opened(), item, said, terminal.actor())
    terminal.answer(found.as_json(), item_words.table([found]), json_=json_)


@click.command("history", help=_("Montre les versions d’un article : qui a changé quoi, quand."))
@click.argument("item", type=terminal.NUMBER)
@terminal.as_json
def history(item: int, json_: bool) -> None:
    """Show the versions of an item."""
    from campaigns.editorial import event_times, item_versions

    found = item_versions.history(terminal.opened(), item)
    lines = [f"{found.item.id}  {found.item.title}"]
    for one in found.versions:
        head = _("version {number}, {moment}, par {actor}") if one.actor else _("version {number}, {moment}")
        lines.append(head.format(number=one.number, moment=event_times.moment(one.at), actor=one.actor))
        for change in one.changes:
            lines += [
                _("  {field} :").format(field=labels.field(change.field)),
                *(f"    − {line}" for line in change.before.splitlines()),
                *(f"    + {line}" for line in change.after.splitlines()),
            ]
    terminal.answer(found.as_json(), "\n".join(lines), json_=json_)


@click.command("delete", help=_("Met des articles à la corbeille, pour trente jours."))
@click.argument("items", nargs=-1, required=True, metavar="ITEM…", type=terminal.NUMBER)
@terminal.as_json
def delete(items: tuple[int, ...], json_: bool) -> None:
    """Put items into the bin."""
    from campaigns.editorial import recycling

    found = recycling.delete_items(terminal.opened(), items, terminal.actor())
    words = [_("« {title} » est à la corbeille pour trente jours.").format(title=one.title) for one in found]
    terminal.answer([one.as_json() for one in found], "\n".join(words), json_=json_)


@click.command("restore", help=_("Sort des articles de la corbeille."))
@click.argument("items", nargs=-1, required=True, metavar="ITEM…", type=terminal.NUMBER)
@terminal.as_json
def restore(items: tuple[int, ...], json_: bool) -> None:
    """Take items out of the bin."""
    from campaigns.editorial import recycling

    found = recycling.restore_items(terminal.opened(), items, terminal.actor())
    terminal.answer([one.as_json() for one in found], item_words.table(found), json_=json_)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(_("« {text} » n’est pas de la forme clé=valeur.").format(text=text))
    return key.strip(), value


COMMANDS = (edit, set_, history, delete, restore)
