"""Designations as evidence: straight from their table, so that an end that is entered later is known at once.

Names nobody: a review says that somebody was in charge, and when. Deputies are left out: they stand in for whoever is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from campaigns.editorial import event_times
from campaigns.partnership.conventions import Convention
from campaigns.partnership.designations import verbs
from campaigns.partnership.designations.verbs import Designation
from campaigns.partnership.evidence import Evidence, Nature
from runtime.language import _

#: What the acts of designations begin with.
ACT = "designation:"


def terms(session: Session, convention: Convention, first: date, last: date) -> Iterator[Evidence]:
    """Yield what designations prove for the clauses of a convention in a period."""
    for one in verbs.everything(session):
        if one.deputy or one.since > last or (one.until is not None and one.until < first):
            continue
        act = f"{ACT}{one.side}:{one.role.value}"
        for commitment in convention.commitments:
            if commitment.takes(act):
                yield Evidence(
                    act=act,
                    subject=f"designation:{one.id}",
                    commitment=commitment.id,
                    on=one.since,
                    text=_said(one),
                    nature=Nature.DECLARED,
                    actor="",
                    until=one.until,
                )


def _said(one: Designation) -> str:
    role, since = _(verbs.ROLES[one.role]), event_times.day(one.since)
    if one.until is None:
        return _("Une personne est désignée ({role}), depuis le {since}").format(role=role, since=since)
    said = _("Une personne était désignée ({role}), du {since} au {until}")
    return said.format(role=role, since=since, until=event_times.day(one.until))
