"""Filters that ask the sender to prove to be human (Mailinblack, BoxTrapper…): a person may, a machine must not."""

from __future__ import annotations

from mailer.bounces import machines
from mailer.bounces.classification import LetterKind, Opinion
from mailer.bounces.phrases import CHALLENGE, FAILED
from mailer.bounces.returned_letters import ReturnedLetter

_BEGINNING = 3_000


def detect(letter: ReturnedLetter) -> Opinion | None:
    """Return a challenge when the letter is one."""
    if letter.statuses or machines.is_from_a_list(letter) or letter.header("x-failed-recipients"):
        return None
    sender = letter.header("from").lower()
    found = CHALLENGE.search(f"{letter.subject}\n{sender}\n{letter.folded[:_BEGINNING]}")
    if found is None:
        return None
    is_automatic = machines.is_answering(letter) or machines.is_from_nobody(letter) or machines.is_mail_server(letter)
    named = CHALLENGE.search(f"{letter.subject}\n{sender}") is not None
    if is_automatic and not named and FAILED.search(letter.subject):
        return None
    return Opinion(LetterKind.CHALLENGE) if is_automatic or named else None
