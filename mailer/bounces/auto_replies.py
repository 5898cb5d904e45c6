"""What a mailbox answers by itself: absence, receipt, and « I left, write to X »."""

from __future__ import annotations

from mailer.bounces import addresses, machines, reply_text
from mailer.bounces.classification import LetterKind, Opinion
from mailer.bounces.phrases import AWAY, LEFT
from mailer.bounces.returned_letters import ReturnedLetter

_BEGINNING = 1_500


def detect(letter: ReturnedLetter) -> Opinion | None:
    """Return an automatic answer when the letter is one."""
    if letter.report_type == "disposition-notification":
        return Opinion(LetterKind.AUTO_REPLY)
    if machines.is_from_a_list(letter) or machines.is_surely_mail_server(letter):
        return None
    is_marked = machines.is_answering(letter) or machines.is_from_nobody(letter)
    says_so = AWAY.search(letter.subject) is not None or LEFT.search(letter.subject) is not None
    if not is_marked and not (says_so and not machines.is_a_reply(letter)):
        return None
    own = reply_text.own_words(letter)[:_BEGINNING]
    has_left = LEFT.search(f"{letter.subject}\n{own}") is not None
    return Opinion(LetterKind.AUTO_REPLY, replacement=_replacement(letter, own) if has_left else "", has_left=has_left)


def _replacement(letter: ReturnedLetter, own: str) -> str:
    """Return the one address that the letter gives instead of its sender's; `""` unless there is exactly one."""
    known = addresses.ours(letter)
    given = {found.lower().strip(".'") for found in addresses.ADDRESS.findall(own)} - known
    return given.pop() if len(given) == 1 else ""
