"""Groups for trial letters (« groupes d’essai »): a name and a few addresses, so that nobody types a team again.

An address that is erased leaves its groups. Refuses more than a trial may reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlmodel import Session, col, select

from campaigns.editorial import issues
from campaigns.editorial.issue_rows import TrialAddress, TrialGroup
from lists.addresses import Address
from lists.permission import suppressing
from runtime import audit
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _


@dataclass(frozen=True)
class Group:
    """A group."""

    id: int
    name: str
    #: As they go on the wire, sorted.
    addresses: tuple[str, ...]


def listed(opened: Installation, issue_id: int) -> tuple[Group, ...]:
    """Return the groups of the publication of an issue, by name.

    Raises:
        errors.UnknownIssue.
    """
    with opened.database.reading() as session:
        return _listed(session, issues.get(session, issue_id).publication_id)


def keep(opened: Installation, issue_id: int, name: str, members: Sequence[Address], actor: str) -> tuple[Group, ...]:
    """Save a group under a name, replacing any earlier one; return all groups.

    Raises:
        errors.UnknownIssue; templates.errors.TextRefused.
        runtime.errors.FieldRefused (`group`): the name is empty.
    """
    said = issues.printable(name)
    if not said:
        raise FieldRefused(field="group", reason=_("un groupe a un nom"))
    with opened.database.transaction() as session:
        publication_id = issues.get(session, issue_id).publication_id
        _drop(session, publication_id, said)
        made = TrialGroup(publication_id=publication_id, name=said)
        session.add(made)
        session.flush()
        for one in members:
            key = suppressing.address_key(opened.keyring, one)
            session.merge(TrialAddress(group_id=made.id or 0, address_key=key, address=one.wire))
        session.flush()
        audit.record(session, opened.clock.now(), actor, "trial_group.kept", id=made.id, addresses=len(members))
        return _listed(session, publication_id)


def drop(opened: Installation, issue_id: int, name: str, actor: str) -> tuple[Group, ...]:
    """Forget a group, if there is one of this name; return the others.

    Raises:
        errors.UnknownIssue.
    """
    with opened.database.transaction() as session:
        publication_id = issues.get(session, issue_id).publication_id
        _drop(session, publication_id, name)
        audit.record(session, opened.clock.now(), actor, "trial_group.dropped", publication=publication_id)
        return _listed(session, publication_id)


def erase(session: Session, key: bytes) -> None:
    """Take an address out of every group: its person is erased."""
    session.execute(delete(TrialAddress).where(col(TrialAddress.address_key) == key))


def _listed(session: Session, publication_id: int) -> tuple[Group, ...]:
    query = select(TrialGroup).where(TrialGroup.publication_id == publication_id).order_by(TrialGroup.name)
    rows = session.exec(query).all()
    members = select(TrialAddress).where(col(TrialAddress.group_id).in_([one.id for one in rows]))
    held = session.exec(members.order_by(TrialAddress.address)).all()
    return tuple(
        Group(one.id or 0, one.name, tuple(each.address for each in held if each.group_id == one.id)) for one in rows
    )


def _drop(session: Session, publication_id: int, name: str) -> None:
    chosen = select(TrialGroup).where(TrialGroup.publication_id == publication_id, TrialGroup.name == name)
    for one in session.exec(chosen):
        session.execute(delete(TrialAddress).where(col(TrialAddress.group_id) == one.id))
        session.delete(one)
    session.flush()
