"""How a letter of the year leaves: it is composed, shown to both partners, approved by code, and sent.

Where nobody may approve, or nothing of the partner is ready, somebody says why it leaves all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from campaigns.acting import deleting_issues, launching, populating, sending
from campaigns.acting.partnership import answering, asking
from campaigns.acting.partnership.asking import Request
from campaigns.editorial import commenting
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.designations.verbs import Role
from campaigns.partnership.transmissions import announcing
from cli.demo.building import Built
from cli.demo.year import letters, mailboxes
from cli.demo.year.letters import Letter
from cli.demo.year.playing import CHARTE, CNML, LAST, Scene, moment
from runtime import clock
from runtime.clock import PARIS
from runtime.installation import Installation

#: How long before the letter leaves it is shown, codes are asked for, and answers are given.
_SHOWN, _ASKED, _ANSWERED = timedelta(days=5), timedelta(days=2, minutes=5), timedelta(days=2)
#: The findings that somebody answers with a reason.
_GUARD = "no_partner_item"
_NOBODY = "Personne n’est désigné par le CNML depuis le 31 mars ; son président a lu le numéro et donné son accord."
_REMARK = "Faut-il dire dès le titre qu’il s’agit d’artisans ?"


@dataclass
class Departure:
    """One letter on its way out."""

    leaves: datetime
    #: Empty is the whole list.
    segment: str | None = None
    #: What it is made of, until it has a number.
    letter: Letter | None = None
    issue_id: int = 0
    #: Addresses of those who were asked to approve it.
    approvers: tuple[str, ...] = ()


def scenes(built: Built, maildir: Path, actor: str) -> list[Scene]:
    """Return what happens to every letter: the first, those that wait in the demo, those that are written later."""
    special, campaign, invitation, *others = built.drafts
    known = [
        Departure(_ten(2009, 10, 1), None, None, built.issue_id),
        Departure(_ten(2009, 10, 13), None, None, special),
        Departure(_ten(2009, 11, 5), "missions locales", None, invitation),
        Departure(_ten(2010, 2, 23), None, None, campaign),
    ]
    *written, last = letters.read()
    all_of_them = known + [Departure(one.leaves, None, one) for one in written]
    begun = Scene(moment(LAST, 8), partial(_begin, last=last, others=others, actor=actor))
    return [begun, *(scene for one in all_of_them for scene in _scenes(one, maildir, actor))]


def _begin(opened: Installation, last: Letter, others: list[int], actor: str) -> None:
    """Leave the next issue on the desk, with a remark that nobody has answered; what was never sent goes to the bin."""
    for one in others:
        deleting_issues.delete_issue(opened, one, actor)
    issue_id = populating.add(opened, last.articles, last.issue, actor)
    commenting.say(opened, issue_id, _REMARK, actor, name="Solange Exemple")


def _ten(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=PARIS)


def _scenes(one: Departure, maildir: Path, actor: str) -> list[Scene]:
    return [
        Scene(one.leaves - _SHOWN, partial(_show, one=one, actor=actor)),
        Scene(one.leaves - _ASKED, partial(_ask_codes, one=one)),
        Scene(one.leaves - _ANSWERED, partial(_approve, one=one, maildir=maildir, actor=actor)),
        Scene(one.leaves, partial(_leave, one=one, actor=actor), is_quiet=True),
    ]


def _show(opened: Installation, one: Departure, actor: str) -> None:
    if one.letter is not None:
        one.issue_id = populating.add(opened, one.letter.articles, one.letter.issue, actor)
        announcing.place(opened, one.issue_id, actor)
    designated = _designated(opened)
    if designated:
        asked = asking.ask(opened, Request(one.issue_id, one.segment, overrides=_overrides(one)), actor)
        one.approvers = tuple(designated[name] for name in asked.people)


def _ask_codes(opened: Installation, one: Departure) -> None:
    for email in one.approvers:
        answering.send_code_to(opened, one.issue_id, email)


def _approve(opened: Installation, one: Departure, maildir: Path, actor: str) -> None:
    for email in one.approvers:
        code = mailboxes.found(maildir, email, r"^(\d{6})")
        answering.answer_by(opened, one.issue_id, email, code, actor)


def _leave(opened: Installation, one: Departure, actor: str) -> None:
    reason = "" if one.approvers else _NOBODY
    order = launching.Order(
        one.issue_id, segment=one.segment, grace=0, overrides=_overrides(one), without_approval=reason
    )
    sending.send(opened, launching.launch(opened, order, actor).id)


def _overrides(one: Departure) -> dict[str, str]:
    return {_GUARD: one.letter.override} if one.letter is not None and one.letter.override else {}


def _designated(opened: Installation) -> dict[str, str]:
    """Return name -> address of who approves for both partners today; nobody when one of them has nobody."""
    today = clock.today(opened.clock)
    held = [
        one for one in designations.listed(opened)
        if one.role is Role.FOLLOW_UP and one.since <= today and (one.until is None or today <= one.until)
    ]  # fmt: skip
    return {one.name: one.email for one in held} if {one.side for one in held} == {CHARTE, CNML} else {}
