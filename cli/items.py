"""`relais items`: bringing articles in, listing them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from campaigns.editorial import bringing, exporting, frontmatter, mending, publications
from campaigns.editorial import items as verbs
from campaigns.editorial.models import Item, ItemState, ItemType
from campaigns.editorial.sources import Wishes
from cli import advice, differences, faces, helping, wording
from runtime import audit
from runtime.language import N_, _
from templates import documents, reading

_FIELDS = {
    "type": N_("type"), "kicker": N_("surtitre"), "intro": N_("chapô"), "image": N_("image"),
    "image_alt": N_("elle montre"),
    "caption": N_("légende"), "credit": N_("crédit"), "rights": N_("droits"), "link": N_("lien"),
    "link_label": N_("mots du lien"), "date": N_("début"), "end": N_("fin"), "place": N_("lieu"),
    "territory": N_("territoire"), "for": N_("pour"), "commitments": N_("engagements"), "author": N_("auteur"),
    "source": N_("source"), "embargo": N_("pas avant le"), "expires": N_("plus après le"), "meeting": N_("réunion"),
}  # fmt: skip


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
        document = [
            _listed(one.item) | {"file": one.file, "notes": [advice.noted(note) for note in one.notes]} for one in added
        ]
        told = list(dict.fromkeys(f"{one.file} : {advice.noted(note)}" for one in added for note in one.notes))
        faces.answer(document, "\n".join([_in_words([one.item for one in added]), *told]), json_=json_)


@items.command("list", help=_("Montre les articles."))
@click.option("--state", type=click.Choice([state.value for state in ItemState]))
@faces.as_json
def list_(state: str | None, json_: bool) -> None:
    """Show the items."""
    with faces.opened().database.reading() as session:
        found = verbs.listed(session, ItemState(state) if state else None)
        faces.answer([_listed(item) for item in found], _in_words(found), json_=json_)


@items.command("show", help=_("Montre un article entier."))
@click.argument("item", type=faces.NUMBER)
@faces.as_json
def show(item: int, json_: bool) -> None:
    """Show an item as it will be read."""
    with faces.opened().database.reading() as session:
        found = verbs.get(session, item)
        said = dict(frontmatter.said(found.model_dump()))
        document = _listed(found) | said | {"body": found.body}
        words = [f"{_(_FIELDS[key])}\u00a0: {_one(key, value)}" for key, value in said.items() if key != "title"]
        text = reading.text(documents.parse(found.body))
        faces.answer(document, "\n".join([found.title, "═" * len(found.title), *words, "", text]), json_=json_)


@items.command("export", help=_("Écrit des articles dans des fichiers que « items add » relit : .md, .html ou .pdf."))
@click.argument("items_", nargs=-1, required=True, metavar="ITEM…", type=faces.NUMBER)
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@faces.as_json
def export(items_: tuple[int, ...], output: Path, json_: bool) -> None:
    """Write each item to a file; several get their number into the name."""
    opened = faces.opened()
    document = []
    with opened.database.reading() as session:
        for number in dict.fromkeys(items_):
            file = output if len(items_) == 1 else output.with_stem(f"{output.stem}-{number}")
            made = exporting.files(verbs.get(session, number), opened.settings.data, file)
            for name, content in made.items():
                faces.write(name, content)
            document.append({"id": number, "file": str(file), "pictures": [str(name) for name in made if name != file]})
    faces.answer(document, "\n".join(str(one["file"]) for one in document), json_=json_)


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


def _one(key: str, value: str | list[str]) -> str:
    if key == "type":
        return wording.item_type(str(value))
    return value if isinstance(value, str) else ", ".join(value)


def _listed(item: Item) -> dict[str, Any]:
    return {"id": item.id, "type": item.type, "title": item.title, "state": item.state}


def _in_words(listed: list[Item]) -> str:
    rows = [[item.id, wording.item_type(item.type), wording.item_state(item.state), item.title] for item in listed]
    return faces.table([_("n°"), _("type"), _("état"), _("titre")], rows) if rows else _("Aucun article.")
