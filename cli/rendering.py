"""`relais issues render`: a letter as one reader would receive it, and as other eyes and ears meet it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from campaigns.acting import proofing
from campaigns.acting.proofing import Rendered, RenderedVariant
from cli import faces, helping
from runtime.language import _, ngettext
from templates.looking import Looks

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


@helping.command(help=_("Écrit la lettre qu’une personne recevrait : .eml, .html et .txt, et davantage sur demande."))
@click.argument("issue", type=faces.NUMBER)
@click.option("--as", "email", required=True, metavar="EMAIL", help=_("L’adresse d’un contact de la liste."))
@click.option("-o", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--all-variants", is_flag=True, help=_("Aussi chaque variante, dans un dossier à elle."))
@looks
@faces.as_json
def render(issue: int, email: str, folder: Path, all_variants: bool, json_: bool, **wanted: bool) -> None:
    """Write the letter of one reader, with inert personal tokens."""
    opened, asked = faces.opened(), Looks(**wanted)
    rendered = proofing.render(opened, issue, email, folder, asked)
    document, lines = as_json(rendered), [in_words(rendered)]
    if all_variants:
        found = proofing.render_variants(opened, issue, folder, asked)
        document["variants"] = [_variant(one) for one in found]
        lines += [_variant_in_words(one) for one in found]
    faces.answer(document, "\n".join(lines), json_=json_)


def as_json(rendered: Rendered) -> dict[str, Any]:
    """Return the document of one letter."""
    return {
        "files": [str(file) for file in rendered.files],
        "bytes": rendered.size,
        "sha256": rendered.sha256,
    }


def in_words(rendered: Rendered) -> str:
    """Return what a person reads of one letter."""
    files = "\n".join(str(file) for file in rendered.files)
    return _("{size} octets écrits :\n{files}").format(size=rendered.size, files=files)


def _variant(one: RenderedVariant) -> dict[str, Any]:
    return {
        "folder": str(one.folder),
        "readers": one.variant.readers,
        "items": list(one.variant.items),
        **as_json(one.letter),
    }


def _variant_in_words(one: RenderedVariant) -> str:
    words = ngettext(
        "{folder} : {n} lecteur, articles {items}", "{folder} : {n} lecteurs, articles {items}", one.variant.readers
    )
    items = ", ".join(map(str, one.variant.items))
    return words.format(folder=one.folder, n=one.variant.readers, items=items)
