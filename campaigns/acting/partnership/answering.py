"""Answering a proof: the code, remarks on articles, « je valide », « je demande une correction ».

An answer needs the code that was mailed to the person, who is designated on that day, and the version that was shown to
be what the issue still is. Refuses answers of readers « pour avis », and those that come when the letter is leaving.
"""

from __future__ import annotations

from sqlmodel import Session

from campaigns.acting.partnership import asker_letters, held_copies, proof_letters
from campaigns.acting.partnership.held_copies import Held
from campaigns.editorial import commenting
from campaigns.partnership.approvals import codes, errors, links, standing
from campaigns.partnership.approvals.rows import VerdictRow
from campaigns.partnership.approvals.standing import Answer, Verdict
from runtime import audit
from runtime.installation import Installation
from runtime.language import _

#: Letters that a comment may have.
LONGEST = 4_000
#: Who answers, in the journal: it names nobody, the answer does.
_ACTOR = "reader"
_ACTS = {Verdict.APPROVED: "proof.approved", Verdict.CORRECTION: "proof.correction"}


def send_code(opened: Installation, token: str) -> None:
    """Mail the code that confirms an answer.

    Raises:
        link_errors.LinkRefused; errors.ProofOver, errors.AdvisoryOnly, errors.DesignationOver, errors.ProofChanged.
        errors.CodeRefused (`code`): too many were asked for.
    """
    with opened.database.transaction() as session:
        copy = held_copies.by_token(session, opened, token)
        held_copies.require_open(session, opened, copy)
        proof_letters.send_code(session, opened, copy.proof, copy.row)


def remark(opened: Installation, token: str, item: int | None, text: str) -> None:
    """Add a remark on an article, or on the whole issue, which those who compose it see beside it.

    Raises:
        link_errors.LinkRefused; errors.ProofOver; as `commenting.say`.
    """
    with opened.database.reading() as session:
        copy = held_copies.by_token(session, opened, token)
        if held_copies.is_launched(session, copy.proof.issue_id):
            raise errors.ProofOver
        issue_id, name = copy.proof.issue_id, copy.row.name
        known = {one.id for one in copy.snapshot.items}
    commenting.say(opened, issue_id, text, _ACTOR, name=name, item=item if item in known else None)


def answer(opened: Installation, token: str, verdict: Verdict, code: str, comment: str = "") -> Answer:
    """Record the answer of a person.

    Raises:
        link_errors.LinkRefused; errors.ProofOver, errors.AdvisoryOnly, errors.DesignationOver, errors.ProofChanged.
        errors.CodeRefused (`code`); errors.CommentMissing (`comment`): a correction needs one.
    """
    return _answer(opened, links.read(opened.keyring, token), verdict, code, comment)


def answer_by(opened: Installation, issue_id: int, email: str, code: str, actor: str) -> Answer:
    """Record the approval of the person with this address, who told their code to whoever types it.

    Raises:
        as `answer`; lists.errors.AddressRefused; errors.NotAsked: this person was not asked.
    """
    return _answer(opened, held_copies.of_person(opened, issue_id, email), Verdict.APPROVED, code, "", told_to=actor)


def send_code_to(opened: Installation, issue_id: int, email: str) -> None:
    """Mail a code to the person with this address.

    Raises:
        as `send_code`; lists.errors.AddressRefused; errors.NotAsked.
    """
    send_code(opened, links.mint(opened.keyring, held_copies.of_person(opened, issue_id, email)))


def _answer(opened: Installation, copy_id: int, verdict: Verdict, code: str, comment: str, told_to: str = "") -> Answer:
    said = comment.strip()[:LONGEST]
    if verdict is Verdict.CORRECTION and not said:
        raise errors.CommentMissing(field="comment", reason=_("dites ce qu’il faut corriger"))
    with opened.database.transaction() as session:
        copy = held_copies.at(session, opened, copy_id)
        held_copies.require_open(session, opened, copy)
        problem = codes.problem(opened.keyring, copy.row, code, opened.clock.epoch())
        session.add(copy.row)
        if not problem:
            row = _verdict(session, opened, copy, verdict, said)
            audit.record(
                session, opened.clock.now(), told_to or _ACTOR, _ACTS[verdict],
                issue=row.issue_id, side=row.side, verdict=row.id, edition=row.sha256,
            )  # fmt: skip
            asker_letters.tell(session, opened, copy.proof, row)
            found = standing.answered(session, row.issue_id)[-1]
    if problem:  # outside of the transaction: the wrong try is counted
        raise errors.CodeRefused(field="code", reason=problem)
    return found


def _verdict(session: Session, opened: Installation, copy: Held, verdict: Verdict, comment: str) -> VerdictRow:
    row = VerdictRow(
        issue_id=copy.proof.issue_id, proof_id=copy.proof.id, copy_id=copy.row.id, side=copy.row.side,
        verdict=verdict.value, name=copy.row.name, function=copy.row.function, comment=comment,
        at=opened.clock.now(), bond=copy.proof.bond, sha256=copy.snapshot.sha256,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row
