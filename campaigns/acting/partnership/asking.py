"""Asking for the bon à tirer: the issue is frozen, and whoever must approve it gets a real copy and a private page.

A side that has approved exactly this is not asked again. Refuses an issue that the checks block, unless a person says
why for each finding, and asks nobody where there is no convention.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from campaigns.acting import trials
from campaigns.acting.partnership import proof_copies, proof_letters
from campaigns.checking import checks, drafts
from campaigns.editorial import editions
from campaigns.editorial.models import Edition
from campaigns.partnership import conventions, snapshotting
from campaigns.partnership.approvals import audience_rules, binding, errors, standing
from campaigns.partnership.approvals.rows import ProofCopyRow, ProofRow
from campaigns.partnership.approvals.standing import Side, Standing
from campaigns.partnership.conventions import Convention
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.designations.verbs import Designation, Role
from campaigns.partnership.transmissions import announcements
from lists import addresses
from lists.addresses import Address
from lists.permission import suppressing
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _


@dataclass(frozen=True)
class Request:
    """What a person asks for."""

    issue_id: int
    #: A segment's name; `None` is the whole list.
    segment: str | None = None
    #: Addresses of those who are only shown the letter (« pour avis »).
    opinions: Sequence[str] = ()
    #: Code of a blocking finding -> why it is shown all the same.
    overrides: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What became of it."""

    standing: Standing
    #: Names of those who were written to now.
    people: tuple[str, ...]
    #: Names of the sides that must approve and for which nobody is designated.
    missing: tuple[str, ...]
    #: Names of those whose copy of the letter was not taken -> why; their page is on its way all the same.
    copies_refused: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais issues proof` promises."""
        return {
            "hash": self.standing.sha256,
            "approvals": [one.as_json() for one in self.standing.sides],
            "asked": list(self.people),
            "missing": list(self.missing),
        }


def ask(opened: Installation, request: Request, actor: str) -> Asked:
    """Show an issue as it is now to those who must approve it, and to those who are asked what they think.

    Raises:
        campaigns.errors.UnknownIssue, campaigns.errors.SenderMissing; lists.errors.ListsError; templates' errors.
        errors.NothingToApprove, errors.NobodyDesignated, errors.StillBlocked.
    """
    opinions = trials.wanted(request.opinions) if any(one.strip() for one in request.opinions) else []
    draft = _ready(opened, request)
    assert draft.letter is not None
    now = opened.clock.now()
    with opened.database.transaction() as session:
        convention = in_force(session, opened)
        # What writes itself in it stays as it is shown: a company that signs tomorrow voids nothing.
        announcements.hold(session, opened, request.issue_id)
        snapshot = snapshotting.snapshot(session, opened, request.issue_id)
        rule = audience_rules.of(session, request.segment)
        before = standing.of(session, convention, snapshot, rule, now)
        if not before.sides:
            raise errors.NothingToApprove
        missing = _require_people(session, opened, before)
        edition = editions.freeze(session, snapshot, draft.letter, now)
        earlier = proof_letters.baseline(session, request.issue_id)
        proof = _proof(request, edition, rule, before, actor, opened)
        session.add(proof)
        session.flush()
        copies = [*_sides(session, opened, proof, before.sides), *_opinions(opened, proof, opinions)]
        for row in copies:
            session.add(row)
            session.flush()
            proof_letters.show(session, opened, convention, proof, row, earlier)
        audit.record(
            session, now, actor, "proof.asked",
            issue=request.issue_id, edition=snapshot.sha256, people=len(copies), overrides=dict(request.overrides),
        )  # fmt: skip
        wire = {row.name: row.email for row in copies}
        after = standing.of(session, convention, snapshot, rule, now)
        edition_id = edition.id or 0
    return Asked(after, tuple(wire), missing, proof_copies.hand_over(opened, edition_id, wire))


def in_force(session: Session, opened: Installation) -> Convention:
    """Return the convention of today.

    Raises:
        errors.NothingToApprove: there is none.
    """
    found = conventions.in_force(session, clock.today(opened.clock))
    if found is None:
        raise errors.NothingToApprove
    return found


def copy_for(opened: Installation, proof: ProofRow, person: Designation) -> ProofCopyRow:
    """Return the copy of a proof for somebody who is designated; it is not kept yet."""
    key = suppressing.address_key(opened.keyring, addresses.parse(person.email))
    return ProofCopyRow(
        proof_id=proof.id or 0, side=person.side, designation_id=person.id, deputy=person.deputy, name=person.name,
        function=person.function, email=person.email, address_key=key, sent_at=opened.clock.now(),
    )  # fmt: skip


def _proof(
    request: Request, edition: Edition, rule: dict[str, Any] | None, now: Standing, actor: str, opened: Installation
) -> ProofRow:
    return ProofRow(
        issue_id=request.issue_id, edition_id=edition.id or 0, bond=binding.bond(edition.sha256, rule),
        segment=request.segment or "", rule=rule, sides=[one.code for one in now.sides],
        asked_at=opened.clock.now(), asked_by=actor,
    )  # fmt: skip


def _ready(opened: Installation, request: Request) -> drafts.Draft:
    """Return the issue as it would leave now, if nothing blocks it."""
    with opened.database.reading() as session:
        in_force(session, opened)
        draft = drafts.gather(opened, session, request.issue_id, request.segment)
    if draft.letter is None:
        assert draft.problem is not None
        raise draft.problem
    codes = dict.fromkeys(one.code for one in checks.run(draft) if one.blocking and one.code not in request.overrides)
    if codes:
        raise errors.StillBlocked(n=len(codes), codes=", ".join(codes))
    return draft


def _require_people(session: Session, opened: Installation, now: Standing) -> tuple[str, ...]:
    """Return the sides that must approve and have nobody; refuse when all that are still to approve have nobody."""
    today = clock.today(opened.clock)
    waiting = [one for one in now.sides if not one.is_fine]
    missing = [one for one in waiting if not designations.holding(session, one.code, Role.FOLLOW_UP, today)]
    if waiting and len(missing) == len(waiting):
        raise errors.NobodyDesignated(sides=_(" et ").join(one.name for one in missing))
    return tuple(one.name for one in missing)


def _sides(session: Session, opened: Installation, proof: ProofRow, sides: Iterable[Side]) -> list[ProofCopyRow]:
    """Return a copy for whoever holds the role on each side that has not approved this yet."""
    today = clock.today(opened.clock)
    held = [designations.holding(session, one.code, Role.FOLLOW_UP, today) for one in sides if not one.is_fine]
    return [copy_for(opened, proof, people[0]) for people in held if people]


def _opinions(opened: Installation, proof: ProofRow, asked: Iterable[Address]) -> list[ProofCopyRow]:
    return [_opinion(opened, proof, one) for one in asked]


def _opinion(opened: Installation, proof: ProofRow, asked: Address) -> ProofCopyRow:
    key = suppressing.address_key(opened.keyring, asked)
    return ProofCopyRow(
        proof_id=proof.id or 0, name=asked.shown, email=asked.wire, address_key=key, sent_at=opened.clock.now()
    )
