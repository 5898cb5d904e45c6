"""Reports written for people: which addresses they name, and the text near each of them. Pure."""

from __future__ import annotations

from mailer.bounces import addresses, smtp_stages
from mailer.bounces.classification import Failure
from mailer.bounces.returned_letters import ReturnedLetter

_LONGEST = 4_000


def about(letter: ReturnedLetter, recipient: str) -> str:
    """Return what the prose says about one address; the whole prose when it names no other address."""
    found = passages(letter)
    if not recipient or len(found) <= 1:
        return letter.prose[:_LONGEST]
    return found.get(recipient.lower(), "")[:_LONGEST]


def passages(letter: ReturnedLetter) -> dict[str, str]:
    """Return the addresses that the prose names, in lower case and in order, each with the lines that speak of it: from
    the line that names it to the one that names another.
    """
    known = addresses.ours(letter)
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in letter.prose.split("\n"):
        named = [one.lower() for one in addresses.named_in(line) if one.lower() not in known]
        if named:
            current = found.setdefault(named[0], [])
            for other in named[1:]:
                found.setdefault(other, current)
        current.append(line)
    return {one: "\n".join(lines) for one, lines in found.items()}


def failures(letter: ReturnedLetter) -> list[Failure]:
    """Return a failure per address that the prose names; if it names none, for the recipient of the quoted letter."""
    found = passages(letter)
    if not found:
        text = letter.prose[:_LONGEST]
        return [Failure(addresses.addressed(letter), text, stage=smtp_stages.find(text))]
    if len(found) == 1:
        (only,) = found
        text = letter.prose[:_LONGEST]
        return [Failure(only, found[only][:_LONGEST], stage=smtp_stages.find(text), context=text)]
    return [Failure(one, text[:_LONGEST], stage=smtp_stages.find(text)) for one, text in found.items()]
