"""What a letter proposes, each with what exactly follows when it is accepted, in words.

Read from the words each time a letter is looked at; nothing follows by itself. Refuses what concerns nobody known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaigns.editorial import event_times
from campaigns.post.returns.letter_rows import PendingLetter
from campaigns.post.returns.pending import BY_PEOPLE, Question
from mailer.bounces import announcements
from runtime import clock
from runtime.language import _


class Proposal(StrEnum):
    """What is proposed."""

    #: The sender leaves the list.
    LEAVE = "unsubscribe"
    #: The sender, whom their words have unsubscribed, comes back.
    STAY = "undo"
    #: Somebody else does their work now.
    SUCCESSOR = "replace"
    #: They have another address.
    ADDRESS = "address"
    #: They have another function.
    FUNCTION = "function"
    #: They are away for a while.
    ABSENCE = "absence"


@dataclass(frozen=True)
class Offer:
    """One proposal of one letter."""

    proposal: Proposal
    #: What it says, and what follows.
    sentence: str
    consequence: str
    #: The address, the function, or the last day, for the verb that accepts.
    value: str = ""
    first_day: date | None = None
    last_day: date | None = None
    #: Whether somebody must say which publication is meant.
    needs_publication: bool = False

    def as_json(self) -> dict[str, str]:
        """Return it by the names that scripts know."""
        return {"proposal": self.proposal.value, "value": self.value}


@dataclass(frozen=True)
class Sender:
    """What is known of whoever wrote."""

    #: As people call them.
    name: str
    #: Whether they are a contact, and the one to whom the letter went.
    is_contact: bool
    is_reader: bool
    #: The publication that they answer; empty when it is not known, and there are several.
    publication: str


def of(letter: PendingLetter, sender: Sender) -> tuple[Offer, ...]:
    """Return what a letter proposes and nobody has answered yet."""
    if letter.settled_at is not None:
        return ()
    return tuple(one for one in _every(letter, sender) if one.proposal.value not in letter.proposals)


def _every(letter: PendingLetter, sender: Sender) -> Iterator[Offer]:
    question, who = Question(letter.question), sender.name
    if question in (Question.UNSUBSCRIBE, Question.MAYBE_UNSUBSCRIBE, Question.COMPLAINT) and "@" in letter.sender:
        yield _leave(question, sender)
    if question is Question.UNSUBSCRIBED:
        yield Offer(
            Proposal.STAY,
            _("{who} ne reçoit plus {letter} : sa réponse a été comprise comme une désinscription.").format(
                who=who, letter=sender.publication
            ),
            _("Si vous la lisez autrement : {who} reçoit de nouveau {letter}, dès le prochain envoi.").format(
                who=who, letter=sender.publication
            ),
        )
    yield from _changes(letter, sender)


def _leave(question: Question, sender: Sender) -> Offer:
    said = {
        Question.UNSUBSCRIBE: _("{who} demande à ne plus recevoir la lettre."),
        Question.MAYBE_UNSUBSCRIBE: _("{who} souhaite peut-être ne plus recevoir la lettre : lisez ses mots."),
        Question.COMPLAINT: _("{who} signale la lettre comme indésirable."),
    }[question]
    if sender.publication:
        follows = _("{who} ne reçoit plus {letter}, à partir de maintenant. Ses autres lettres ne changent pas.")
    else:
        follows = _("{who} ne reçoit plus la lettre que vous choisissez, à partir de maintenant.")
    return Offer(
        Proposal.LEAVE, said.format(who=sender.name), follows.format(who=sender.name, letter=sender.publication),
        needs_publication=not sender.publication,
    )  # fmt: skip


def _changes(letter: PendingLetter, sender: Sender) -> Iterator[Offer]:
    """Yield what changes for whoever wrote."""
    day = clock.day_of(letter.at)
    has_left = letter.question == Question.LEFT
    if not has_left and letter.question not in BY_PEOPLE:
        return
    read = announcements.read(letter.words, letter.sender, day)
    successor = letter.replacement or read.successor
    who = sender.name
    if successor and sender.is_reader:
        yield Offer(
            Proposal.SUCCESSOR,
            _("{who} n’occupe plus cette fonction et indique {address}.").format(who=who, address=successor),
            _(
                "{address} reçoit la lettre à sa place, dans la même organisation, et apprend dès la première d’où "
                "vient son adresse. {who} ne la reçoit plus."
            ).format(address=successor, who=who),
            value=successor,
        )
    if not sender.is_contact or has_left:
        return
    if read.address:
        yield Offer(
            Proposal.ADDRESS,
            _("{who} donne une nouvelle adresse : {address}.").format(who=who, address=read.address),
            _(
                "Les prochaines lettres vont à {address}. Ce que cette personne a reçu, accepté ou refusé la suit ; "
                "l’ancienne adresse ne reçoit plus rien."
            ).format(address=read.address),
            value=read.address,
        )
    if read.function:
        yield Offer(
            Proposal.FUNCTION,
            _("{who} donne une nouvelle fonction : « {function} ».").format(who=who, function=read.function),
            _("Sa fiche porte cette fonction. Les segments qui choisissent par fonction en tiennent compte."),
            value=read.function,
        )
    if read.away:
        yield _absence(who, *read.away)


def _absence(who: str, first_day: date, last_day: date) -> Offer:
    until = event_times.day(last_day)
    return Offer(
        Proposal.ABSENCE,
        _("{who} annonce une absence jusqu’au {day}.").format(who=who, day=until),
        _("L’absence figure au calendrier de l’accueil jusqu’au {day}. La lettre lui est envoyée comme avant.").format(
            day=until
        ),
        value=last_day.isoformat(), first_day=first_day, last_day=last_day,
    )  # fmt: skip
