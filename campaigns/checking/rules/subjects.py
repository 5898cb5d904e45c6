"""The two lines that people see before they open the letter: subject and preheader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaigns.checking import draft_texts
from campaigns.checking.drafts import Draft
from campaigns.checking.findings import Seen
from campaigns.checking.rules.rule import Basis, blocks, warns
from campaigns.editorial.typography import alerts
from runtime.language import _

#: Signs that most mail programs show.
_SUBJECT, _PREHEADER = 90, 110
_NUMBER = re.compile(r"\b[nN]°[ \u00a0\u202f]?(\d{1,3})(?![\d-])")


def missing(draft: Draft) -> Iterator[Seen]:
    """A letter has a subject."""
    if not draft.snapshot.issue.subject.strip():
        yield Seen(_("L’objet de la lettre manque."))


def long_subject(draft: Draft) -> Iterator[Seen]:
    """The subject is shown whole."""
    issue = draft.snapshot.issue
    for length in map(len, (issue.subject, issue.second_subject)):
        if length > _SUBJECT:
            message = _("L’objet compte {length} signes : au-delà de {most}, les messageries le coupent.")
            yield Seen(message.format(length=length, most=_SUBJECT))


def long_preheader(draft: Draft) -> Iterator[Seen]:
    """The preheader is shown whole."""
    length = len(draft.snapshot.issue.preheader)
    if length > _PREHEADER:
        message = _("Le préheader compte {length} signes : au-delà de {most}, les messageries le coupent.")
        yield Seen(message.format(length=length, most=_PREHEADER))


def repeated(draft: Draft) -> Iterator[Seen]:
    """The preheader goes on where the subject ended."""
    subject, preheader = (_bare(line) for line in (draft.snapshot.issue.subject, draft.snapshot.issue.preheader))
    if preheader and (preheader in subject or subject in preheader):
        yield Seen(_("Le préheader répète l’objet : dites-y autre chose."))


def capitals(draft: Draft) -> Iterator[Seen]:
    """Capitals shout, and filters count them."""
    for line in draft_texts.issue_lines(draft.snapshot):
        if alerts.is_shouted(line.text):
            message = _("« {text} » est tout en capitales : écrivez en minuscules, avec les accents.")
            yield Seen(message.format(text=alerts.excerpt(line.text)))


def left_in(draft: Draft) -> Iterator[Seen]:
    """The subject is not left over from the last issue."""
    subject = _bare(draft.snapshot.issue.subject)
    if subject and subject == _bare(draft.past.subject):
        message = _("L’objet est le même que dans {before} : il est resté de la fois précédente.")
        yield Seen(message.format(before=draft.past.before))


def other_number(draft: Draft) -> Iterator[Seen]:
    """The number in the subject is that of the issue."""
    number = draft.snapshot.issue.number
    for line in draft_texts.issue_lines(draft.snapshot):
        for found in _NUMBER.findall(line.text):
            if number and int(found) != number:
                message = _("« {text} » annonce le n° {found}, mais ce numéro est le {number}.")
                text = alerts.excerpt(line.text)
                yield Seen(message.format(text=text, found=found, number=number))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


RULES = (
    blocks("subject_missing", missing, Basis.CONTENT, field="subject"),
    warns("subject_long", long_subject, Basis.CONTENT, field="subject"),
    warns("preheader_long", long_preheader, Basis.CONTENT, field="preheader"),
    warns("preheader_repeats", repeated, Basis.CONTENT, field="preheader"),
    warns("subject_capitals", capitals, Basis.CONTENT, field="subject"),
    warns("subject_left_in", left_in, field="subject"),
    warns("other_number", other_number, Basis.CONTENT, field="subject"),
)
