"""`relais issues render`: a letter as one reader would receive it, and as readers with other abilities meet it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from campaigns.acting import previewing
from campaigns.acting.previewing import RenderedVariant
from cli import click_groups, local_files, terminal
from runtime.language import _, ngettext
from templates.views.renditions import Looks

Command = TypeVar("Command", bound=Callable[..., Any])


def looks(command: Command) -> Command:
    """Give a command that shows a letter its options; they arrive as the fields of `Looks`."""
    options = (
        click.option("--images-off", is_flag=True, help=_("Aussi sans aucune image, comme beaucoup la voient.")),
        click.option("--screen-reader", is_flag=True, help=_("Aussi l’ordre dans lequel elle est lue à voix haute.")),
        click.option(
            "--png", is_flag=True, help=_("Aussi en images : deux téléphones et un écran, clairs et sombres.")
        ),
        click.option("--pdf", is_flag=True, help=_("Aussi sur papier.")),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click_groups.command(
    help=_("Écrit la lettre qu’une personne recevrait : .eml, .html et .txt, et davantage sur demande.")
)
@click.argument("issue", type=terminal.NUMBER)
@click.option("--as", "email", required=True, metavar="EMAIL", help=_("L’adresse d’un contact de la liste."))
@click.option("-o", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--all-variants", is_flag=True, help=_("Aussi chaque variante, dans un dossier à elle."))
@looks
@terminal.as_json
def render(issue: int, email: str, folder: Path, all_variants: bool, json_: bool, **wanted: bool) -> None:
    """Write the letter of one reader, with inert personal tokens."""
    opened, asked = terminal.opened(), Looks(**wanted)
    rendered = previewing.render(opened, issue, email, asked)
    files = local_files.write(folder, rendered.files)
    document, lines = rendered.as_json() | _named(files), [_in_words(rendered.size, files)]
    if all_variants:
        found = previewing.render_variants(opened, issue, asked)
        document["variants"] = [_variant(one, folder / one.name) for one in found]
        lines += [_variant_in_words(one, folder / one.name) for one in found]
    terminal.answer(document, "\n".join(lines), json_=json_)


def _named(files: list[Path]) -> dict[str, Any]:
    return {"files": [str(file) for file in files]}


def _in_words(size: int, files: list[Path]) -> str:
    return _("{size} octets écrits :\n{files}").format(size=size, files="\n".join(str(file) for file in files))


def _variant(one: RenderedVariant, folder: Path) -> dict[str, Any]:
    """Write a variant into a folder of its own; return the document of it."""
    return one.as_json() | {"folder": str(folder)} | _named(local_files.write(folder, one.letter.files))


def _variant_in_words(one: RenderedVariant, folder: Path) -> str:
    words = ngettext(
        "{folder} : {n} lecteur, articles {items}", "{folder} : {n} lecteurs, articles {items}", one.variant.readers
    )
    items = ", ".join(map(str, one.variant.items))
    return words.format(folder=folder, n=one.variant.readers, items=items)
