"""Segments as a person builds them: their rule in groups of conditions, in words, and whom it reaches at this moment.

What a rule means, and what is refused of it, stands in `lists.segments`; files and choices by hand in `segmenting`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from campaigns.acting import segmenting
from campaigns.acting.segmenting import Reached
from campaigns.editorial import publications
from lists import audiences, errors
from lists.models import Contact, Organisation, Segment
from lists.segments import building, handpicking, phrases, rules, saved, sentences
from lists.segments.building import Built
from lists.segments.phrases import Condition
from lists.segments.rules import Rule
from lists.segments.sentences import Sentence
from runtime import audit
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _

#: Names that are shown of those whom a segment reaches.
_NAMES = 10
LONGEST_NAME = 80


@dataclass(frozen=True)
class Entry:
    """One segment in the list of them all."""

    id: int
    name: str
    sentence: Sentence


@dataclass(frozen=True)
class Kept:
    """One segment as it is kept."""

    id: int
    name: str
    tree: Mapping[str, Any]
    sentence: Sentence
    #: Its rule in groups; `None`: it is built otherwise, and cannot be shown so.
    built: Built | None
    #: How many people were put in and taken out by hand, whatever the rule says.
    put_in: int
    taken_out: int


@dataclass(frozen=True)
class Person:
    """Somebody whom a segment reaches."""

    contact_id: int
    #: Their name, or their address where nobody knows it.
    name: str
    organisation: str


@dataclass(frozen=True)
class Seen:
    """Whom a rule reaches now."""

    reached: Reached
    #: Some of them.
    people: tuple[Person, ...]


def listed(opened: Installation) -> tuple[Entry, ...]:
    """Return every segment, by name."""
    with opened.database.reading() as session:
        return tuple(Entry(one.id or 0, one.name, sentences.say(one.rule)) for one in saved.everything(session))


def show(opened: Installation, number: int) -> Kept | None:
    """Return one segment; `None` when there is none of this number."""
    with opened.database.reading() as session:
        row = session.get(Segment, number)
        if row is None:
            return None
        put_in, taken_out = handpicking.counted(session, number)
    sentence, built = sentences.say(row.rule), building.of_tree(row.rule)
    return Kept(number, row.name, row.rule, sentence, built, put_in, taken_out)


def look(opened: Installation, tree: Mapping[str, Any], *, name: str = "", publication: str | None = None) -> Seen:
    """Return whom a rule reaches now; with the `name` of a segment, whoever was picked for it by hand counts.

    Raises:
        lists.errors.RuleRefused, lists.errors.SegmentUnknown; campaigns.errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        listed_on = publications.chosen(session, publication).mailing_list_id
        now = opened.clock.now()
        rule = saved.named(session, name, now) if name else saved.resolve(session, rules.parse(tree), now)
        counted = audiences.count(session, listed_on, rule)
        reached = Reached(name, counted.organisations, counted.contacts, counted.excluded)
        return Seen(reached, _people(session, listed_on, rule))


def wrong(built: Built) -> dict[tuple[int, int], str]:
    """Return what is wrong with conditions, by group and rank; those that are not typed to their end are left out."""
    found = {}
    for group, one in enumerate(built.groups):
        for rank, condition in enumerate(one.conditions):
            if reason := _refusal(condition):
                found[group, rank] = reason
    return found


def keep(opened: Installation, name: str, tree: Mapping[str, Any], actor: str, *, number: int | None = None) -> int:
    """Keep a rule under a name and return its number; with the `number` of a segment of that name, in its place.

    Raises:
        runtime.errors.FieldRefused: of the field `name`: it is empty, too long, or that of another segment.
        templates.errors.TextRefused; lists.errors.RuleRefused, lists.errors.SegmentUnknown.
    """
    kept = segmenting.cleaned(name)
    if len(kept) > LONGEST_NAME:
        raise FieldRefused(field="name", reason=_("{max} caractères au plus").format(max=LONGEST_NAME))
    with opened.database.transaction() as session:
        known = {one.name: one.id for one in saved.everything(session)}
        if known.get(kept) not in (None, number):
            raise FieldRefused(field="name", reason=_("un autre segment porte déjà ce nom"))
        row = saved.add(session, kept, dict(tree))
        audit.record(session, opened.clock.now(), actor, "segment.kept", name=kept)
        return row.id or 0


def _refusal(condition: Condition) -> str:
    tree = phrases.tree(condition)
    if tree is None:
        return ""
    try:
        rules.parse(tree)
    except errors.RuleRefused as problem:
        reason = str(problem.reason)
        return f"{reason[:1].upper()}{reason[1:]}."
    return ""


def _people(session: Session, mailing_list_id: int, rule: Rule) -> tuple[Person, ...]:
    some = [row.contact_id for row in session.execute(audiences.selection(mailing_list_id, rule).limit(_NAMES))]
    names = col(Contact.id), col(Contact.first_name), col(Contact.last_name), col(Contact.email_shown)
    rows = session.execute(
        sqlalchemy.select(*names, col(Organisation.name))
        .join_from(Contact, Organisation, col(Organisation.id) == col(Contact.organisation_id), isouter=True)
        .where(col(Contact.id).in_(some))
        .order_by(col(Contact.last_name), col(Contact.first_name), col(Contact.id))
    )
    return tuple(
        Person(number, " ".join(filter(None, (first, last))) or email, organisation or "")
        for number, first, last, email, organisation in rows
    )
