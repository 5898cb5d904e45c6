"""Requests to leave: what a mail program sends for `List-Unsubscribe`, and « stop » in a person's own words.

Only the subject and the first own words count. A letter of ours quoted below a friendly reply holds « se désinscrire »
too, and asks for nothing.
"""

from __future__ import annotations

import re

from mailer.bounces import machines, replies
from mailer.bounces.letters import Letter
from mailer.bounces.opinions import Kind, Opinion
from mailer.bounces.phrases import STOP

_GREETING = re.compile(
    r"(?:(?:bonjour|bonsoir|madame|monsieur|messieurs|hello|hi|dear|hallo|guten tag|sehr geehrte\w*|chere?s?)\b"
    r"[^.!?]{0,40}?[,.!:]\s*|(?:bonjour|bonsoir|hello|hallo)\s+)+"
)


def detect(letter: Letter) -> Opinion | None:
    """Return a request to leave when the letter is one."""
    if letter.header("x-apple-unsubscribe"):
        return Opinion(Kind.UNSUBSCRIBE)
    if machines.is_mail_server(letter) or machines.is_from_a_list(letter) or machines.is_answering(letter):
        return None
    return Opinion(Kind.UNSUBSCRIBE) if asks(letter) else None


def asks(letter: Letter) -> bool:
    """Tell whether the subject, or the beginning of what the person wrote, asks to leave."""
    if not machines.is_a_reply(letter) and STOP.match(letter.subject):
        return True
    own = replies.own_words(letter)
    return STOP.match(own) is not None or STOP.match(_GREETING.sub("", own, count=1)) is not None
