"""`relais readers show|object|forget|remember`: one person, what is known of her, and what she asks."""

from __future__ import annotations

import json
from typing import Any

import click

from campaigns.acting import rights
from cli import faces
from runtime.language import _


@click.command("show", help=_("Montre tout ce qui est connu d’une personne."))
@click.argument("email")
@faces.as_json
def show(email: str, json_: bool) -> None:
    """Show one person's file."""
    _answer(rights.file_of(faces.opened(), email), json_=json_)


@click.command("object", help=_("Note l’opposition d’une personne : plus aucune lettre, pour toujours."))
@click.argument("email")
@click.option("--evidence", help=_("Comment elle l’a dit ; jamais son adresse."))
@faces.as_json
def object_(email: str, evidence: str | None, json_: bool) -> None:
    """Record an objection."""
    _answer(rights.object_(faces.opened(), email, faces.actor(), evidence), json_=json_)


@click.command(
    "forget", help=_("Efface une personne ; il n’en reste qu’une empreinte, pour qu’aucun fichier ne la ramène.")
)
@click.argument("email")
@click.option("--evidence", help=_("Comment elle l’a demandé ; jamais son adresse."))
@faces.as_json
def forget(email: str, evidence: str | None, json_: bool) -> None:
    """Erase one person."""
    _answer(rights.forget(faces.opened(), email, faces.actor(), evidence), json_=json_)


@click.command("remember", help=_("Relit le journal des oppositions, après une restauration de la base."))
@faces.as_json
def remember(json_: bool) -> None:
    """Merge the journal into the database."""
    merged = rights.remember(faces.opened())
    names = ("stopped", "forgotten", "withdrawn", "damaged")
    document = {name: getattr(merged, name) for name in names}
    words = _(
        "{stopped} opposition(s) retrouvée(s), {forgotten} personne(s) effacée(s) à nouveau, {withdrawn} "
        "consentement(s) de nouveau retiré(s)."
    )
    faces.answer(document, words.format(**document), json_=json_)
    faces.leave(faces.FAILED if merged.damaged else faces.DONE)


def _answer(file: dict[str, Any], *, json_: bool) -> None:
    faces.answer(file, json.dumps(file, ensure_ascii=False, indent=2), json_=json_)
