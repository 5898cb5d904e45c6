"""Requests to leave: what a mail program sends for `List-Unsubscribe`, and what a person writes.

A letter counts as a request only if it is plainly that and nothing else (`plain_requests`). « Stop aux clichés, bravo »
is praise, « je ne souhaite plus recevoir la version papier » concerns paper. A text that only sounds like a request is
shown to an officer, marked as a guess. A friendly reply that quotes our letter holds « se désinscrire » too, and asks
for nothing.
"""

from __future__ import annotations

import re
from email.utils import parseaddr

from mailer.bounces import machines, plain_requests, reply_text
from mailer.bounces.classification import LetterKind, Opinion
from mailer.bounces.returned_letters import ReturnedLetter
from mailer.reasons import tables
from mailer.reasons.normalising import fold

_MAYBE = tables.read("mailer.bounces", "requests.txt")["maybe"]
_WORDS = re.compile(r"[\w'-]+")
#: What our own `List-Unsubscribe` sets behind the word: a signed token. A chain of words has no such mixture.
_TOKEN = re.compile(r"(?<=\s)(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)[\w-]{24,}\s*$")


def detect(letter: ReturnedLetter) -> Opinion | None:
    """Return a request to leave when the letter is one, or the guess that it may be."""
    if letter.header("x-apple-unsubscribe"):
        return Opinion(LetterKind.UNSUBSCRIBE)
    if machines.is_mail_server(letter) or machines.is_from_a_list(letter) or machines.is_answering(letter):
        return None
    if asks(letter):
        return Opinion(LetterKind.UNSUBSCRIBE)
    return Opinion(LetterKind.OTHER, may_leave=True) if mentions(letter) else None


def asks(letter: ReturnedLetter) -> bool:
    """Tell whether a person plainly asks to leave the list, for themselves, and asks for nothing else."""
    name, address = parseaddr(letter.header("from"))
    names = frozenset(_WORDS.findall(fold(f"{name} {re.sub(r'[.@_-]', ' ', address)}").replace("-", " ")))
    own, known = reply_text.shown(letter), (names, address.lower())
    if not plain_requests.is_silent(reply_text.between(letter), *known):
        return False
    if machines.is_a_reply(letter):  # the subject is the title of our letter, so its words say nothing
        return plain_requests.is_plain(own, *known)
    subject = _TOKEN.sub("", letter.header("subject"))
    if not plain_requests.is_bare(subject, *known) or not plain_requests.is_silent(own, *known):
        return False
    return plain_requests.is_plain(own, *known) or plain_requests.is_plain(subject, *known)


def mentions(letter: ReturnedLetter) -> bool:
    """Tell whether some of the person's own words may be a wish to leave."""
    own = reply_text.own_words(letter)
    said = own if machines.is_a_reply(letter) else f"{letter.subject}\n{own}"
    return _MAYBE.search(said) is not None
