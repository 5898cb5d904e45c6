"""The answers to an invitation, for the officer who prepares the room: shown, and taken out as a file.

Refuses addresses; taking names out is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from campaigns.editorial import event_times, issues, lead_items
from campaigns.post.answers import tallies
from campaigns.post.answers.tallies import Line, Tally
from runtime import audit, clock, spreadsheets
from runtime.installation import Installation
from runtime.language import _, ngettext
from runtime.spreadsheets import Cell, Table


@dataclass(frozen=True)
class Answers:
    """What was answered to one issue."""

    issue_id: int
    title: str
    #: Whether its readers are asked at all.
    is_asked: bool
    tally: Tally
    #: Those who come first, by name.
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais issues answers` promises."""
        return {
            "issue": self.issue_id,
            "title": self.title,
            "asked": self.is_asked,
            **self.tally.as_json(),
            "answers": [one.as_json() for one in self.lines],
        }


@dataclass(frozen=True)
class TakenOut:
    """The same, and the file that was asked for."""

    answers: Answers
    content: bytes


def listed(opened: Installation, issue_id: int) -> Answers:
    """Return the answers to an issue.

    Raises:
        errors.UnknownIssue, errors.IssueInBin.
    """
    with opened.database.reading() as session:
        return _of(session, issue_id)


def take_out(opened: Installation, issue_id: int, name: str, actor: str) -> TakenOut:
    """Return them as a file of that name, `.csv` or `.xlsx`, and record who took it.

    Raises:
        errors.UnknownIssue, errors.IssueInBin; runtime.errors.FieldRefused (`file`): the name has another ending.
    """
    spreadsheets.require_ending(name)
    with opened.database.transaction() as session:
        found = _of(session, issue_id)
        audit.record(session, opened.clock.now(), actor, "issue.answers_exported", id=issue_id, rows=len(found.lines))
    table = Table(_("Réponses"), _head(), tuple(_cells(one) for one in found.lines))
    return TakenOut(found, spreadsheets.written(name, table))


def said(one: Line) -> str:
    """Return an answer in words: « vient, à 2 », « ne vient pas (Loïc Exemple) »."""
    if one.coming:
        return ngettext("vient", "vient, à {n}", one.people).format(n=one.people)
    return _("ne vient pas ({who} à sa place)").format(who=one.represented_by) if one.represented_by else _(
        "ne vient pas"
    )  # fmt: skip


def _of(session: Session, issue_id: int) -> Answers:
    issue = issues.get(session, issue_id)
    tally, lines = tallies.of_issue(session, issue)
    return Answers(issue_id, issue.title, issue.template in lead_items.ANSWERED, tally, lines)


def _head() -> tuple[str, ...]:
    return (
        _("Nom"), _("Fonction"), _("Organisation"), _("Réponse"), _("Personnes"), _("Représentation par"), _("Le"),
    )  # fmt: skip


def _cells(one: Line) -> tuple[Cell, ...]:
    answer = _("je viens") if one.coming else _("je ne viens pas")
    at = event_times.moment(clock.in_paris(one.at))
    return one.name, one.function, one.organisation, answer, one.people, one.represented_by, at
