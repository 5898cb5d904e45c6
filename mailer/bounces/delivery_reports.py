"""Reports of mail servers: what failed, what is late, what arrived."""

from __future__ import annotations

import dataclasses
import logging
import re

from flufl.bounce import all_failures

from mailer.bounces import diagnosing, dialects, dsn_fields, machines
from mailer.bounces.classification import Action, Failure, LetterKind, Opinion
from mailer.bounces.phrases import AWAY, DELAYED, DELIVERED, FAILED, GIVEN_UP, LEFT, STILL_TRYING
from mailer.bounces.returned_letters import ReturnedLetter
from mailer.reasons import Reason, words

# The library logs every exception, with the addresses of the letter in it.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)
_BEGINNING = 4_000
#: Longer texts say more than that a letter was refused.
_SHORT = 1_500
#: What only a machine writes as a title, in French: banks and administrations write their reports themselves.
_REFUSED = re.compile(
    r"\b(?:message|mail|e-?mail|courriel)\b.{0,30}\b(?:non|pas)\b.{0,20}\b(?:remis|distribue|delivre)\b"
)
#: A negative reply at the beginning of a line: a server wrote it, whatever the prose around it.
_REFUSAL = re.compile(r"^[ \t]*(?:<<< )?5\d\d[ -]", re.MULTILINE)


def detect(letter: ReturnedLetter) -> Opinion | None:
    """Return a report when a mail server wrote the letter and says what became of one of ours."""
    is_server = (machines.is_mail_server(letter) and not _is_absence(letter)) or _is_refusal(letter)
    found = dsn_fields.failures(letter, is_server=is_server)
    if found:
        return _opinion(found)
    if not is_server:
        return None
    action = Action.FAILED if _is_refusal(letter) else _action(letter)
    if action is None:
        return None
    return _opinion([dataclasses.replace(one, action=action) for one in dialects.failures(letter)])


def _is_refusal(letter: ReturnedLetter) -> bool:
    """Tell whether somebody whom we do not know as a mail server says nothing but « it was not delivered ».

    Either nobody (an empty envelope sender) writes that there is no such user, or subject and text both say that a
    message was not delivered. Whoever answers or forwards such a letter is a person.
    """
    if machines.is_a_reply(letter) and not machines.is_from_nobody(letter):
        return False
    said = f"{letter.subject}\n{letter.folded}"
    if len(letter.prose) > _SHORT or machines.is_from_a_list(letter) or AWAY.search(said) or LEFT.search(said):
        return False
    if machines.is_from_nobody(letter):
        return words.reason(letter.prose) is Reason.USER_UNKNOWN
    return _REFUSED.search(letter.subject) is not None and FAILED.search(letter.folded) is not None


def _is_absence(letter: ReturnedLetter) -> bool:
    """Tell whether a person's mailbox answers; such a reply has an empty envelope sender too (RFC 3834 3.3)."""
    if machines.is_surely_mail_server(letter) or letter.statuses:
        return False
    if letter.report_type == "disposition-notification" or AWAY.search(letter.subject):
        return True
    beginning = letter.folded[:_BEGINNING]
    is_quoting = letter.original or _REFUSAL.search(letter.prose[:_BEGINNING])
    return not is_quoting and (AWAY.search(beginning) or LEFT.search(beginning)) is not None


def _action(letter: ReturnedLetter) -> Action | None:
    text = f"{letter.subject}\n{letter.folded[:_BEGINNING]}"
    failed = FAILED.search(text) is not None or _REFUSAL.search(letter.prose[:_BEGINNING]) is not None
    says_late = STILL_TRYING.search(text) or (DELAYED.search(text) and not FAILED.search(letter.subject))
    if (says_late or DELAYED.search(letter.subject)) and GIVEN_UP.search(text) is None:
        return Action.DELAYED
    if failed:
        return Action.FAILED
    if DELIVERED.search(text):
        return Action.DELIVERED
    # No known sentence; but only a mail server that failed sends a letter back.
    is_told = machines.is_surely_mail_server(letter) and (letter.original or words.reason(letter.prose[:_BEGINNING]))
    return Action.FAILED if is_told else None


def _opinion(found: list[Failure]) -> Opinion:
    actions = {one.action for one in found}
    if Action.FAILED in actions:
        kind = LetterKind.BOUNCE
    elif Action.DELAYED in actions:
        kind = LetterKind.DELAY
    else:
        kind = LetterKind.DELIVERED
    return Opinion(kind, tuple(diagnosing.report(one) for one in found))


def second_opinion(letter: ReturnedLetter) -> Opinion | None:
    """Ask flufl.bounce about what no detector here knows, inside a guard: it raises on letters that it does not
    expect, and finds failures in letters of people.
    """
    if not machines.is_mail_server(letter):
        return None
    try:
        temporary, permanent = all_failures(letter.parsed)
    except Exception:  # noqa: BLE001 -- a stranger's detectors on a stranger's letter
        return None
    found = [Failure(one.decode("utf-8", "replace"), letter.prose) for one in sorted(permanent | temporary)]
    return _opinion(found) if found else None
