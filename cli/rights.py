"""`relais readers show|object|forget|access|correct|remember`: one person, what is known of them, and what they ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from campaigns.acting.rights import access as access_file
from campaigns.acting.rights import objection_and_erasure
from campaigns.acting.rights.objection_and_erasure import Remembered
from campaigns.acting.rights.person_file import File
from cli import click_groups, terminal
from runtime.language import _, ngettext


@click_groups.command("show", help=_("Montre tout ce qui est connu d’une personne."))
@click.argument("email")
@terminal.as_json
def show(email: str, json_: bool) -> None:
    """Show one person's file."""
    file = objection_and_erasure.file_of(terminal.opened(), email)
    _answer(file, "\n\n".join(_in_words(file)) or _("Rien n’est connu de cette adresse."), json_=json_)


@click_groups.command("object", help=_("Note l’opposition d’une personne : plus aucune lettre, pour toujours."))
@click.argument("email")
@click.option("--evidence", help=_("Comment elle l’a dit ; jamais son adresse."))
@terminal.as_json
def object_(email: str, evidence: str | None, json_: bool) -> None:
    """Record an objection."""
    file = objection_and_erasure.object_(terminal.opened(), email, terminal.actor(), evidence)
    _answer(file, _("Opposition enregistrée : cette personne ne recevra plus aucune lettre."), json_=json_)


@click_groups.command("welcome", help=_("Note qu’une personne ne s’oppose plus : elle l’a dit, et comment."))
@click.argument("email")
@click.option("--evidence", required=True, help=_("Comment elle l’a dit ; jamais son adresse."))
@terminal.as_json
def welcome(email: str, evidence: str, json_: bool) -> None:
    """Lift an objection, at the person's own request."""
    file = objection_and_erasure.hear(terminal.opened(), email, terminal.actor(), evidence)
    _answer(file, _("Opposition levée : cette personne peut de nouveau recevoir des lettres."), json_=json_)


@click_groups.command(
    "forget", help=_("Efface une personne ; il n’en reste qu’une empreinte, pour qu’aucun fichier ne la ramène.")
)
@click.argument("email")
@click.option("--evidence", help=_("Comment elle l’a demandé ; jamais son adresse."))
@terminal.as_json
def forget(email: str, evidence: str | None, json_: bool) -> None:
    """Erase one person."""
    file = objection_and_erasure.forget(terminal.opened(), email, terminal.actor(), evidence)
    _answer(
        file, _("Personne effacée : il n’en reste qu’une empreinte, pour qu’aucun fichier ne la ramène."), json_=json_
    )


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
    content = access_file.access(terminal.opened(), email, evidence=evidence, actor=terminal.actor())
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
    _answer(file, "\n\n".join([_("Correction enregistrée."), *_in_words(file)]), json_=json_)


@click_groups.command("remember", help=_("Relit le journal des oppositions, après une restauration de la base."))
@terminal.as_json
def remember(json_: bool) -> None:
    """Merge the journal into the database."""
    remembered = objection_and_erasure.remember(terminal.opened())
    document = remembered.as_json()
    terminal.answer(document, " ".join(_remembered(remembered)), json_=json_)
    terminal.leave(terminal.FAILED if remembered.damaged else terminal.DONE)


def _remembered(found: Remembered) -> Iterator[str]:
    yield ngettext("{n} opposition retrouvée,", "{n} oppositions retrouvées,", found.stopped).format(n=found.stopped)
    yield ngettext("{n} personne effacée à nouveau,", "{n} personnes effacées à nouveau,", found.forgotten).format(
        n=found.forgotten
    )
    yield ngettext(
        "{n} consentement de nouveau retiré.", "{n} consentements de nouveau retirés.", found.withdrawn
    ).format(n=found.withdrawn)


def _answer(file: File, words: str, *, json_: bool) -> None:
    terminal.answer(file.as_json(), words, json_=json_)


def _in_words(file: File) -> Iterator[str]:
    """Yield each part of a person's file that holds something, as people read it."""
    for part in access_file.sections(file):
        if part.rows and part.head:
            yield f"{part.title}\n{terminal.table(part.head, part.rows)}"
        elif part.rows:
            width = max(len(label) for label, _said in part.rows)
            yield "\n".join([part.title, *(f"  {label:<{width}}  {said}" for label, said in part.rows)])
