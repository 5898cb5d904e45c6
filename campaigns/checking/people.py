"""Those who would receive an issue, as the checks need them: how many, of which sorts, and what their values do.

Owns both ways to ask: afresh, over the whole list; and remembered for a page that is opened again and again. Refuses
to remember for a launch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns.checking import reader_values
from campaigns.checking.reader_values import ReaderValues
from campaigns.editorial import targets
from campaigns.editorial.snapshots import Snapshot
from campaigns.post import variants
from campaigns.post.variants import Variant
from lists import audiences
from lists.contacts import affiliations
from lists.contacts.affiliations import Sort
from lists.kinds import Policy
from lists.models import Contact, Organisation, Subscription, Suppression
from lists.permission.special_issues import Reduction
from lists.segments.rules import Rule
from runtime import audit
from runtime.installation import Installation
from runtime.remembering import Memory
from templates import letters

#: Seconds after which people are asked afresh, whatever is known to have changed.
_FRESH = 300
#: Acts that change no reader: an officer writes and looks by turns.
ELSEWHERE = (
    "item.", "items.", "issue.", "image.", "document.", "comment.", "warning.", "trial_group.", "account.",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """Of whom something is asked."""

    mailing_list_id: int
    #: `None` is the whole list.
    rule: Rule | None
    policy: Policy
    #: The day in Paris.
    day: date


@dataclass(frozen=True)
class People:
    """Those who would receive an issue now."""

    #: How many, and who is left out.
    audience: audiences.Count
    #: What each of them would receive.
    variants: list[Variant]
    #: What their own values would do to the letter.
    values: ReaderValues


@dataclass(frozen=True)
class _Known:
    audience: audiences.Count
    sorts: list[Sort]
    values: ReaderValues


def unasked(
    session: Session, opened: Installation, asked: Question, snapshot: Snapshot, letter: letters.Letter | None
) -> People:
    """Return nobody: for rules that ask for no reader."""
    del session, opened, asked, snapshot, letter
    return People(audiences.Count(0, 0, {}), [], ReaderValues())


def afresh(
    session: Session, opened: Installation, asked: Question, snapshot: Snapshot, letter: letters.Letter | None
) -> People:
    """Count and read everybody now."""
    del opened
    return _told(_asked(session, asked, snapshot, letter), snapshot, letter)


def remembered(
    session: Session, opened: Installation, asked: Question, snapshot: Snapshot, letter: letters.Letter | None
) -> People:
    """Return what was known some minutes ago, unless somebody came, left or was changed since."""
    age = opened.clock.epoch() // _FRESH
    told_apart = bool(targets.targets(snapshot).known)
    conditions = frozenset() if letter is None else letter.conditions & reader_values.CONDITIONS
    key = (
        str(opened.settings.data), repr(asked), snapshot.is_special, told_apart, letter is None, conditions, age,
        _mark(session),
    )  # fmt: skip
    return _told(_kept.get(key, lambda: _asked(session, asked, snapshot, letter)), snapshot, letter)


def reach(session: Session, opened: Installation, mailing_list_id: int, *, special: bool) -> int:
    """Return how many would receive an issue if it were sent to its whole list now; remembered as `remembered` does."""
    age = opened.clock.epoch() // _FRESH
    key = (str(opened.settings.data), mailing_list_id, special, age, _mark(session))

    def counted() -> int:
        return sum(one.readers for one in affiliations.together(session, mailing_list_id, special=special))

    return _reached.get(key, counted)


def _asked(session: Session, asked: Question, snapshot: Snapshot, letter: letters.Letter | None) -> _Known:
    listed, rule, policy = asked.mailing_list_id, asked.rule, asked.policy
    return _Known(
        audiences.count(session, listed, rule, policy, special=snapshot.is_special),
        variants.sorts(session, listed, rule, snapshot, policy),
        reader_values.look(session, letter, snapshot, listed, rule, policy, asked.day),
    )


def _told(known: _Known, snapshot: Snapshot, letter: letters.Letter | None) -> People:
    return People(known.audience, variants.of_sorts(known.sorts, snapshot, letter), known.values)


def _mark(session: Session) -> tuple[int, ...]:
    """Return figures that change when people do: what officers and readers do is recorded, machines add rows."""
    tables = (Contact, Subscription, Suppression, Reduction, Organisation)
    counts = (sa.select(sa.func.count()).select_from(table).scalar_subquery() for table in tables)
    newest = sa.select(sa.func.max(col(Suppression.id))).scalar_subquery()
    figures = session.execute(sa.select(*counts, sa.func.coalesce(newest, 0))).one()
    return (audit.newest(session, ELSEWHERE), *figures)


#: A few lists, letters for all and letters for some.
_kept: Memory[_Known] = Memory(8)
_reached: Memory[int] = Memory(32)
