"""`relais bounces`: letters that come back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from campaigns import errors
from campaigns.acting import answering, reading
from campaigns.post import pending as questions
from campaigns.post.models import PendingLetter
from campaigns.post.returns import Outcome
from cli import faces, helping
from mailer import bounces as detectors
from runtime.language import N_, _, ngettext


@click.group(cls=helping.Group, help=_("Les lettres qui reviennent : les lire, les comprendre."))
def bounces() -> None:
    """Group what concerns letters that come back."""


@bounces.command("read", help=_("Lit la boîte de retour et fait ce qui en découle."))
@faces.as_json
def read(json_: bool) -> None:
    """Read the mailbox."""
    tally = reading.read(faces.opened())
    for alert in tally.alerts:
        faces.say(alert)
    figures = [faces.figure(_(name), tally.counts[outcome]) for outcome, name in _OUTCOMES.items()]
    read_ = ngettext("{n} lettre lue.", "{n} lettres lues.", tally.read).format(n=tally.read)
    faces.answer(tally.as_json(), "\n".join([read_, *figures] if tally.read else [read_]), json_=json_)


@bounces.command("pending", help=_("Montre les lettres revenues qui attendent votre avis."))
@faces.as_json
def pending(json_: bool) -> None:
    """Show the letters that ask a person."""
    with faces.opened().database.reading() as session:
        waiting = questions.listed(session)
    documents = [_pending(letter) for letter in waiting]
    words = "\n".join(map(_in_words, documents)) or _("Aucune lettre n’attend.")
    faces.answer(documents, words, json_=json_)


@bounces.command("settle", help=_("Dit ce que devient une lettre qui attendait votre avis."))
@click.argument("letter", type=faces.NUMBER)
@click.option("--decision", required=True, type=click.Choice([decision.value for decision in questions.Decision]),
              help=_("Désinscrire son expéditeur, écrire à qui il nomme, ou classer sans suite."))  # fmt: skip
@faces.as_json
def settle(letter: int, decision: str, json_: bool) -> None:
    """Settle one letter."""
    answering.settle(faces.opened(), letter, questions.Decision(decision), faces.actor())
    faces.answer({"id": letter, "decision": decision}, _("C’est noté."), json_=json_)


@bounces.command("classify", help=_("Dit ce que sont des lettres revenues, une ligne JSON chacune."))
@click.argument("paths", nargs=-1, required=True, metavar="FICHIER…", type=click.Path(exists=True, path_type=Path))
@click.option("--json", is_flag=True, expose_value=False, help=_("Sans effet : la sortie est toujours en lignes JSON."))
def classify(paths: tuple[Path, ...]) -> None:
    """Print what each letter is, in the order of the paths."""
    for file in _files(paths):
        click.echo(json.dumps(_document(file), ensure_ascii=False))


_OUTCOMES = {
    Outcome.BOUNCE: N_("revenues"),
    Outcome.COMPLAINT: N_("signalements comme indésirable"),
    Outcome.AUTO_REPLY: N_("réponses automatiques"),
    Outcome.UNSUBSCRIBE: N_("demandes de désinscription"),
    Outcome.OTHER: N_("autres"),
}


def _pending(letter: PendingLetter) -> dict[str, Any]:
    return {
        "id": letter.id,
        "at": datetime.fromtimestamp(letter.at, UTC).isoformat(),
        "question": letter.question,
        "sender": letter.sender,
        "subject": letter.subject,
        "words": letter.words,
        "replacement": letter.replacement,
    }


def _in_words(told: dict[str, Any]) -> str:
    question = _(questions.NAMES[questions.Question(told["question"])])
    lines = [_("n° {id} · {what} · {sender} · « {subject} »").format(what=question, **told)]
    if told["replacement"]:
        lines.append(_("  propose : {replacement}").format(**told))
    return "\n".join([*lines, *(f"  {line}" for line in told["words"].splitlines()[:5])])


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file())
        else:
            yield path


def _document(file: Path) -> dict[str, Any]:
    try:
        opinion = detectors.classify(file.read_bytes())
    except OSError:
        raise errors.FileRefused(file=file, reason=_("il ne peut pas être lu")) from None
    reports = [
        {
            "recipient": one.recipient,
            "status": one.status,
            "smtp_code": one.smtp_code,
            "reason": one.reason.value,
            "hard": one.hard,
        }
        for one in opinion.reports
    ]
    return {"file": str(file), "kind": opinion.kind.value, "reports": reports}
