"""`relais segments`: rules kept under a name, and how many they reach."""

from __future__ import annotations

import json
from pathlib import Path

import click

from campaigns.editorial import publications
from cli import faces
from lists import audiences, naming
from runtime import audit
from runtime.errors import SettingRefused
from runtime.language import _


@click.group(help=_("Les segments : des règles qui disent à qui écrire."))
def segments() -> None:
    """Group what concerns segments."""


@segments.command("add", help=_("Garde une règle sous un nom ; la redonner la remplace."))
@click.argument("name")
@click.option("--rule", "file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@faces.as_json
def add(name: str, file: Path, json_: bool) -> None:
    """Keep a rule and count whom it reaches."""
    try:
        tree = json.loads(file.read_text("utf-8"))
    except (ValueError, OSError) as problem:
        reason = _("le fichier n’est pas du JSON lisible ({problem})").format(problem=problem)
        raise SettingRefused(name=str(file), reason=reason) from None
    opened = faces.opened()
    with opened.database.transaction() as session:
        naming.add(session, name, tree)
        audit.record(session, opened.clock.now(), faces.actor(), "segment.kept", name=name)
    _count(name, json_=json_)


@segments.command("list", help=_("Montre les segments."))
@faces.as_json
def list_(json_: bool) -> None:
    """Show the names."""
    with faces.opened().database.reading() as session:
        names = [segment.name for segment in naming.everything(session)]
    faces.answer(names, "\n".join(names) or _("Aucun segment."), json_=json_)


@segments.command("count", help=_("Compte à qui l’on peut écrire maintenant, et qui est écarté."))
@click.argument("name")
@faces.as_json
def count(name: str, json_: bool) -> None:
    """Count whom a segment reaches now."""
    _count(name, json_=json_)


def _count(name: str, *, json_: bool) -> None:
    with faces.opened().database.reading() as session:
        publication = publications.only(session)
        counted = audiences.count(session, publication.mailing_list_id, naming.named(session, name))
    document = {
        "name": name,
        "organisations": counted.organisations,
        "contacts": counted.contacts,
        "excluded": counted.excluded,
    }
    left_out = sum(counted.excluded.values())
    words = _("{name} : {contacts} contacts dans {organisations} organisations, {left_out} écartés.")
    faces.answer(document, words.format(left_out=left_out, **document), json_=json_)
