"""What proves that a commitment was kept: recorded acts, and what the ledger shows of sent letters.

An act is a word of `accepts`:

- `content:<item type>`: an item of that type stood in a letter that reached somebody;
- `special`: a co-branded issue reached somebody; `audience:local_mission`: a letter reached a mission locale;
- `block:recruit`: the block for recruiting readers stood in such a letter;
- `practice`, `practice:local_mission`: a good practice found at a meeting was published; it reached a mission locale;
- `transmission`, `designation:<partner>:<role>`, `meeting:<kind>`, `association:<what>`, `referral`, `amendment`;
- `link:<from>:<to>`, `logo:<from>:<to>`, `document:<name>`: found on line by a check;
- `declared:<id>`: a person says so for that clause.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from campaigns.partnership.conventions import Commitment, Convention
from campaigns.partnership.evidence import records, sent_letters
from campaigns.partnership.evidence.records import attach, detach
from campaigns.partnership.evidence.values import Evidence, Nature

__all__ = ["Evidence", "Nature", "attach", "detach", "listed", "occasions"]


def listed(session: Session, convention: Convention, since: date, until: date) -> tuple[Evidence, ...]:
    """Return all evidence of a period, both days included, in the order of the clauses and then of the days.

    What lasts into the period belongs to it.
    """
    return _chosen(session, convention, since, until, Commitment.takes)


def occasions(session: Session, convention: Convention, since: date, until: date) -> tuple[Evidence, ...]:
    """Return the acts of a period which called for a clause, in the same order; they prove nothing for it."""
    return _chosen(session, convention, since, until, Commitment.hears)


def _chosen(
    session: Session, convention: Convention, since: date, until: date, of: Callable[[Commitment, str], bool]
) -> tuple[Evidence, ...]:
    place = {one.id: number for number, one in enumerate(convention.commitments)}
    found = [
        *records.recorded(session, convention, since, until),
        *sent_letters.derived(session, convention, since, until),
    ]
    mine = (one for one in found if of(convention.commitments[place[one.commitment]], one.act))
    return tuple(sorted(mine, key=lambda one: (place[one.commitment], one.on, one.act, one.subject)))
