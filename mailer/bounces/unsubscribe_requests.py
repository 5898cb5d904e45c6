"""Requests to leave: what a mail program sends for `List-Unsubscribe`, and « stop » in a person's own words.

A text counts as a request only if it is plainly that and nothing else: every word of it must be known. « Stop aux
clichés, bravo » is praise, « je ne souhaite plus recevoir la version papier » concerns paper. A text that only sounds
like a request is shown to an officer, marked as a guess. A friendly reply that quotes our letter holds « se
désinscrire » too, and asks for nothing.
"""

from __future__ import annotations

import re
from email.utils import parseaddr

from mailer.bounces import machines, reply_text
from mailer.bounces.classification import LetterKind, Opinion
from mailer.bounces.returned_letters import ReturnedLetter
from mailer.reasons import tables
from mailer.reasons.normalising import fold

_TABLE = tables.read("mailer.bounces", "requests.txt")
_WORD = re.compile(rf"(?:{_TABLE['word'].pattern})")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WORDS = re.compile(r"[\w'-]+")
_ELISION = re.compile(r"\b([dlmnstj]|qu)'(?=\w)")
#: A longer text is more than a request to leave.
_LONGEST, _LONGEST_SIGNATURE = 400, 300


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
    own, names = reply_text.own_words(letter), _names(letter)
    if machines.is_a_reply(letter):  # the subject is the title of our letter, so its words say nothing
        return _is_plain(own, names)
    subject = letter.subject
    if not own:
        return _is_plain(subject, names)
    is_consistent = not _strange(subject, names)
    return is_consistent and (_is_plain(own, names) or (_is_plain(subject, names) and not _strange(own, names)))


def mentions(letter: ReturnedLetter) -> bool:
    """Tell whether some of the person's own words would be a request to leave if they were the whole text."""
    own = reply_text.own_words(letter)
    said = own if machines.is_a_reply(letter) else f"{letter.subject}\n{own}"
    return _TABLE["request"].search(said) is not None


def _is_plain(text: str, names: frozenset[str]) -> bool:
    return _TABLE["request"].search(_before_signature(text)) is not None and not _strange(text, names)


def _strange(text: str, names: frozenset[str]) -> bool:
    """Tell whether the text holds more than a request, politeness and the sender's own name."""
    said = _before_signature(text)
    signature = text[len(said) :]
    if len(said) > _LONGEST or len(signature) > _LONGEST_SIGNATURE:
        return True
    said = _TABLE["aside"].sub(" ", said)
    if _TABLE["never"].search(said) or _TABLE["reservation"].search(signature):
        return True
    if any(address not in names for address in _ADDRESS.findall(said)):
        return True
    left = _TABLE["request"].sub(" ", said)
    words = _WORDS.findall(_ELISION.sub(" ", left))
    return any(word not in names and _WORD.fullmatch(word.strip("'-_")) is None for word in words if word.strip("'-_"))


def _before_signature(text: str) -> str:
    found = _TABLE["closing"].search(text)
    return text[: found.start()] if found is not None else text


def _names(letter: ReturnedLetter) -> frozenset[str]:
    """Return the words of the sender's own name and address, with which a short letter is signed."""
    name, address = parseaddr(letter.header("from"))
    words = _WORDS.findall(fold(f"{name} {re.sub(r'[.@_]', ' ', address)}"))
    return frozenset([*words, address.lower()])
