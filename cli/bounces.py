"""`relais bounces`: letters that come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from campaigns.acting import reading_mailbox
from campaigns.acting.replies import settling
from campaigns.post.returns import pending as questions
from campaigns.post.returns import receiving
from campaigns.post.returns.pending import Decision, Question, Waiting
from cli import advice, click_groups, terminal
from mailer import bounces as detectors
from runtime.language import N_, _, ngettext

#: What is proposed about a letter: one command, and what it does.
_PROPOSED = {
    Question.UNSUBSCRIBE: N_("pour désinscrire cette adresse : « relais bounces settle {id} --decision unsubscribe »"),
    Question.MAYBE_UNSUBSCRIBE: N_("si c’est le cas : « relais bounces settle {id} --decision unsubscribe »"),
    Question.UNSUBSCRIBED: N_("pour l’annuler : « relais bounces settle {id} --decision undo »"),
    Question.COMPLAINT: N_("pour désinscrire cette adresse : « relais bounces settle {id} --decision unsubscribe »"),
    Question.CHALLENGE: N_("une fois fait : « relais bounces settle {id} --decision dismiss »"),
    Question.LEFT: N_("pour écrire à l’adresse indiquée : « relais bounces settle {id} --decision replace »"),
    Question.REPLY: N_("une fois lue : « relais bounces settle {id} --decision dismiss »"),
}


@click.group(cls=click_groups.Group, help=_("Les lettres qui reviennent : les lire, les comprendre."))
def bounces() -> None:
    """Group what concerns letters that come back."""


@bounces.command("read", help=_("Lit la boîte de retour et fait ce qui en découle."))
@terminal.as_json
def read(json_: bool) -> None:
    """Read the mailbox."""
    tally = reading_mailbox.read(terminal.opened())
    for alert in tally.alerts:
        terminal.say(advice.heard(alert))
    figures = [terminal.figure(_(name), tally.counts[outcome]) for outcome, name in receiving.NAMES.items()]
    read_ = ngettext("{n} lettre lue.", "{n} lettres lues.", tally.read).format(n=tally.read)
    terminal.answer(tally.as_json(), "\n".join([read_, *figures] if tally.read else [read_]), json_=json_)


@bounces.command(
    "pending",
    help=_("Montre les lettres revenues qui attendent votre avis, et les désinscriptions faites d’après une réponse."),
)
@terminal.as_json
def pending(json_: bool) -> None:
    """Show the letters that wait for a person's decision."""
    waiting = questions.listed(terminal.opened())
    words = "\n".join(map(_in_words, waiting)) or _("Aucune lettre n’attend.")
    terminal.answer([one.as_json() for one in waiting], words, json_=json_)


@bounces.command("settle", help=_("Dit ce que devient une lettre qui attendait votre avis."))
@click.argument("letter", type=terminal.NUMBER)
@click.option("--decision", required=True, type=click.Choice([decision.value for decision in Decision]),
              help=_("Désinscrire son expéditeur, annuler la désinscription que sa lettre a faite, écrire à la "
                     "personne qu’elle indique, ou classer sans suite."))  # fmt: skip
@terminal.publication
@terminal.as_json
def settle(letter: int, decision: str, publication: str | None, json_: bool) -> None:
    """Settle one letter."""
    settled = settling.settle(terminal.opened(), letter, Decision(decision), terminal.actor(), publication=publication)
    terminal.answer(settled.as_json(), _("C’est noté."), json_=json_)


@bounces.command("classify", help=_("Dit ce que sont des lettres revenues, une ligne JSON chacune."))
@click.argument("paths", nargs=-1, required=True, metavar="FICHIER…", type=click.Path(exists=True, path_type=Path))
@click.option("--json", is_flag=True, expose_value=False, help=_("Sans effet : la sortie est toujours en lignes JSON."))
def classify(paths: tuple[Path, ...]) -> None:
    """Print what each letter is, in the order of the paths."""
    for file in _files(paths):
        opinion = detectors.classify(terminal.read(file, str(file)).content)
        terminal.answer_line({"file": str(file), **opinion.as_json()})


def _in_words(one: Waiting) -> str:
    words = _("n° {id} · {what} · {sender} · « {subject} »")
    question = _(questions.NAMES[one.question])
    lines = [words.format(id=one.id, what=question, sender=one.sender, subject=one.subject)]
    if one.replacement:
        lines.append(_("  propose : {replacement}").format(replacement=one.replacement))
    lines += [f"  {line}" for line in one.words.splitlines()[:5]]
    return "\n".join([*lines, f"  → {_(_PROPOSED[one.question])}".format(id=one.id)])


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file())
        else:
            yield path
