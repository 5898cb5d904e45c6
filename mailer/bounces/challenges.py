"""Filters that ask the sender to prove to be human (Mailinblack, BoxTrapper…): a person may, a machine must not."""

from __future__ import annotations

import re

from mailer.bounces import machines
from mailer.bounces.classification import LetterKind, Opinion
from mailer.bounces.phrases import CHALLENGE, FAILED
from mailer.bounces.returned_letters import ReturnedLetter

_BEGINNING = 3_000
_LETTER = re.compile("mail|message|courriel|nachricht|captcha|robot")
_LINK = re.compile(r"https?://", re.IGNORECASE)


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
    # A person answers below our title; a filter writes a title of its own, and a link to follow.
    is_about_a_letter = _LETTER.search(found[0]) is not None and not machines.is_a_reply(letter)
    has_link = is_about_a_letter and _LINK.search(letter.everything) is not None
    return Opinion(LetterKind.CHALLENGE) if is_automatic or named or has_link else None
