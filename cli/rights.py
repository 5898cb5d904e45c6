"""`relais readers show|object|forget|access|correct|remember`: one person, what is known of them, and what they ask."""

from __future__ import annotations

import json
from pathlib import Path

import click

from campaigns.acting.rights import access as rights_access
from campaigns.acting.rights import objection_and_erasure
from campaigns.acting.rights.person_file import File
from cli import click_groups, terminal
from runtime.language import _


@click_groups.command("show", help=_("Montre tout ce qui est connu d’une personne."))
@click.argument("email")
@terminal.as_json
def show(email: str, json_: bool) -> None:
    """Show one person's file."""
    _answer(objection_and_erasure.file_of(terminal.opened(), email), json_=json_)


@click_groups.command("object", help=_("Note l’opposition d’une personne : plus aucune lettre, pour toujours."))
@click.argument("email")
@click.option("--evidence", help=_("Comment elle l’a dit ; jamais son adresse."))
@terminal.as_json
def object_(email: str, evidence: str | None, json_: bool) -> None:
    """Record an objection."""
    _answer(objection_and_erasure.object_(terminal.opened(), email, terminal.actor(), evidence), json_=json_)


@click_groups.command("welcome", help=_("Note qu’une personne ne s’oppose plus : elle l’a dit, et comment."))
@click.argument("email")
@click.option("--evidence", required=True, help=_("Comment elle l’a dit ; jamais son adresse."))
@terminal.as_json
def welcome(email: str, evidence: str, json_: bool) -> None:
    """Lift an objection, at the person's own request."""
    _answer(objection_and_erasure.hear(terminal.opened(), email, terminal.actor(), evidence), json_=json_)


@click_groups.command(
    "forget", help=_("Efface une personne ; il n’en reste qu’une empreinte, pour qu’aucun fichier ne la ramène.")
)
@click.argument("email")
@click.option("--evidence", help=_("Comment elle l’a demandé ; jamais son adresse."))
@terminal.as_json
def forget(email: str, evidence: str | None, json_: bool) -> None:
    """Erase one person."""
    _answer(objection_and_erasure.forget(terminal.opened(), email, terminal.actor(), evidence), json_=json_)


@click_groups.command("access", help=_("Écrit tout ce qui est connu d’une personne dans un .zip à lui remettre."))
@click.argument("email")
@click.option(
    "-o",
    "--output",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Le fichier, .zip."),
)
@click.option("--evidence", default="", help=_("Comment elle l’a demandé ; jamais son adresse."))
@terminal.as_json
def access(email: str, file: Path, evidence: str, json_: bool) -> None:
    """Write one person's file, to be handed to that person; other users of this machine cannot read it."""
    if file.suffix.lower() != ".zip":
        raise click.BadParameter(_("« {file} » doit finir par .zip.").format(file=file.name))
    terminal.require_writable(file)
    content = rights_access.access(terminal.opened(), email, evidence=evidence, actor=terminal.actor())
    terminal.write(file, content, private=True)
    words = _("{file} est prêt. Assurez-vous de l’identité de la personne avant de le lui remettre.")
    terminal.answer({"file": str(file), "bytes": len(content)}, words.format(file=file), json_=json_)


@click_groups.command("correct", help=_("Corrige ce qui est connu d’une personne ; une valeur vide l’enlève."))
@click.argument("person", metavar="EMAIL")
@click.option("--civility", help=_("La civilité."))
@click.option("--first-name", help=_("Le prénom."))
@click.option("--last-name", help=_("Le nom."))
@click.option("--email", help=_("La nouvelle adresse."))
@click.option("--function", help=_("La fonction."))
@click.option("--phone", help=_("Le téléphone."))
@click.option("--contact", type=terminal.NUMBER, help=_("Le numéro d’un de ses contacts, si elle en est plusieurs."))
@click.option("--evidence", default="", help=_("Comment elle l’a demandé ; jamais son adresse."))
@terminal.as_json
def correct(person: str, contact: int | None, evidence: str, json_: bool, **said: str | None) -> None:
    """Put one person's data right."""
    given = {name: text for name, text in said.items() if text is not None}
    file = objection_and_erasure.correct(
        terminal.opened(), person, given, contact=contact, evidence=evidence, actor=terminal.actor()
    )
    _answer(file, json_=json_)


@click_groups.command("remember", help=_("Relit le journal des oppositions, après une restauration de la base."))
@terminal.as_json
def remember(json_: bool) -> None:
    """Merge the journal into the database."""
    remembered = objection_and_erasure.remember(terminal.opened())
    document = remembered.as_json()
    words = _(
        "{stopped} opposition(s) retrouvée(s), {forgotten} personne(s) effacée(s) à nouveau, {withdrawn} "
        "consentement(s) de nouveau retiré(s)."
    )
    terminal.answer(document, words.format(**document), json_=json_)
    terminal.leave(terminal.FAILED if remembered.damaged else terminal.DONE)


def _answer(file: File, *, json_: bool) -> None:
    document = file.as_json()
    terminal.answer(document, json.dumps(document, ensure_ascii=False, indent=2), json_=json_)
