"""An issue that two partners must approve, and how a test answers for one of them. Owns no test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import col, select

from campaigns.acting.partnership import answering, asking
from campaigns.editorial import item_corrections, outlines
from campaigns.partnership.approvals import links
from campaigns.partnership.approvals.rows import ProofCopyRow
from campaigns.partnership.approvals.standing import Answer, Verdict
from campaigns.partnership.designations import verbs
from campaigns.post.message_rows import ServiceMessage
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import conventions, partners

ISSUE = 1


@dataclass(frozen=True)
class Message:
    """A service message that waits."""

    kind: str
    address: str
    content: dict[str, object]


def stage(opened: Installation, folder: Path) -> Installation:
    """Set up an issue with one action of a mission locale, a convention, and who follows it on each side."""
    partners.enter(opened)
    cast.stage(opened, folder)
    return designate(opened)


def designate(opened: Installation) -> Installation:
    """Adopt the convention, and designate who follows it on each side."""
    conventions.adopted(opened)
    for one in (partners.ANNE, partners.LOIC, partners.MARIE):
        verbs.add(opened, one, "test")
    return opened


def ask(
    opened: Installation, *opinions: str, segment: str | None = None, overrides: Mapping[str, str] | None = None
) -> asking.Asked:
    """Ask for the approval."""
    return asking.ask(opened, asking.Request(ISSUE, segment, opinions, overrides or {}), "test")


def messages(opened: Installation, kind: str) -> list[Message]:
    """Return the messages of a kind that wait, oldest first."""
    with opened.database.reading() as session:
        rows = session.exec(select(ServiceMessage).where(ServiceMessage.kind == kind).order_by(col(ServiceMessage.id)))
        return [Message(row.kind, row.address, row.content) for row in rows]


def token(opened: Installation, email: str) -> str:
    """Return the token of the last copy of somebody."""
    mine = select(ProofCopyRow.id).where(ProofCopyRow.email == email).order_by(col(ProofCopyRow.id).desc())
    with opened.database.reading() as session:
        return links.mint(opened.keyring, session.exec(mine).first() or 0)


def code(opened: Installation, email: str) -> str:
    """Have a code mailed and return it."""
    answering.send_code(opened, token(opened, email))
    return str(messages(opened, "approval_code")[-1].content["code"])


def answer(opened: Installation, email: str, verdict: Verdict = Verdict.APPROVED, comment: str = "") -> Answer:
    """Answer for somebody, as they would on their page."""
    return answering.answer(opened, token(opened, email), verdict, code(opened, email), comment)


def change(opened: Installation, intro: str) -> None:
    """Correct the introduction of the article."""
    item = next(one.id for _section, placed in outlines.show(opened, ISSUE).sections for one in placed)
    item_corrections.amend(opened, item, {"intro": intro}, "test")
