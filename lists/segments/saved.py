"""Keeping the rules of segments under names, and making them ready to be compiled: names are replaced by rules,
choices made by hand are put in, days become moments.

Refuses a segment that leads back to itself, and rules that grow too large by naming each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlmodel import Session, col, select

from lists import errors
from lists.models import Segment
from lists.segments import handpicking, history_criteria, rules
from lists.segments.rules import Either, Every, Leaf, Named, Not, Picked, Rule
from runtime.language import _


@dataclass(frozen=True)
class _Kept:
    """What is known of the segments while a rule is made ready."""

    #: Number and tree, by name.
    segments: Mapping[str, tuple[int, Any]]
    #: Numbers of those in which somebody picked by hand.
    picked: frozenset[int]
    #: Seconds since 1970.
    now: int


def add(session: Session, name: str, tree: dict[str, Any]) -> Segment:
    """Keep a rule (as `rules.read` gives it) under a name; a name already taken gets the new rule.

    Raises:
        errors.RuleRefused: the rule is bad, or leads back to this very segment.
        errors.SegmentUnknown: it names a segment that does not exist.
    """
    kept = _kept(session)
    known = session.exec(select(Segment).where(col(Segment.name) == name)).one_or_none()
    _resolved(rules.parse(tree), _Kept({**kept, name: (0, tree)}, frozenset(), 0), (name,))
    segment = known or Segment(name=name, rule=tree)
    segment.rule = tree
    session.add(segment)
    session.flush()
    return segment


@dataclass(frozen=True)
class Found:
    """A segment at some moment."""

    #: Its rule as it was kept.
    tree: dict[str, Any]
    #: The same, ready for `audiences`.
    rule: Rule


def found(session: Session, name: str, now: datetime) -> Found:
    """Return a segment as it is at this moment.

    Raises:
        errors.SegmentUnknown: no segment has that name.
    """
    kept = _at(session, now)
    rule = _resolved(Named(name), kept, ())
    return Found(kept.segments[name][1], rule)


def named(session: Session, name: str, now: datetime) -> Rule:
    """Return the rule of a segment, ready for `audiences` at this moment.

    Raises:
        errors.SegmentUnknown: no segment has that name.
    """
    return found(session, name, now).rule


def resolve(session: Session, rule: Rule, now: datetime) -> Rule:
    """Return the rule with every named segment replaced by what it stands for, and days counted from now.

    Raises:
        errors.SegmentUnknown: a name leads nowhere.
        errors.RuleRefused: a name leads back to itself, or the whole becomes too long or too deep.
    """
    return _resolved(rule, _at(session, now), ())


def everything(session: Session) -> list[Segment]:
    """Return every kept segment, by name."""
    return list(session.exec(select(Segment).order_by(col(Segment.name))))


def _at(session: Session, now: datetime) -> _Kept:
    return _Kept(_kept(session), frozenset(handpicking.picked(session)), int(now.timestamp()))


def _kept(session: Session) -> dict[str, tuple[int, Any]]:
    rows = session.execute(sqlalchemy.select(col(Segment.name), col(Segment.id), col(Segment.rule)))
    return {name: (number, tree) for name, number, tree in rows}


def _resolved(rule: Rule, kept: _Kept, trail: tuple[str, ...]) -> Rule:
    whole = _replaced(rule, kept, trail, 1)
    if rules.size(whole) > rules.MAX_SIZE:
        raise errors.RuleRefused(path=" → ".join(trail), reason=_("elle est trop longue"))
    return whole


def _replaced(rule: Rule, kept: _Kept, trail: tuple[str, ...], depth: int) -> Rule:
    if depth > rules.MAX_DEPTH:
        reason = _("les conditions sont imbriquées trop profondément")
        raise errors.RuleRefused(path=" → ".join(trail), reason=reason)
    match rule:
        case Every(nodes):
            return Every(tuple(_replaced(node, kept, trail, depth + 1) for node in nodes))
        case Either(nodes):
            return Either(tuple(_replaced(node, kept, trail, depth + 1) for node in nodes))
        case Not(node):
            return Not(_replaced(node, kept, trail, depth + 1))
        case Named(name):
            return _rule_of(name, kept, trail, depth)
        case Leaf():
            return history_criteria.resolve(rule, kept.now)
    return rule


def _rule_of(name: str, kept: _Kept, trail: tuple[str, ...], depth: int) -> Rule:
    path = (*trail, name)
    if name in trail:
        raise errors.RuleRefused(path=" → ".join(path), reason=_("ce segment se désigne lui-même"))
    if name not in kept.segments:
        raise errors.SegmentUnknown(name=name)
    number, tree = kept.segments[name]
    # Resolving piece by piece measures a rule that doubles at every step before it grows too large.
    rule = _replaced(rules.parse(tree), kept, path, depth)
    if rules.size(rule) > rules.MAX_SIZE:
        raise errors.RuleRefused(path=" → ".join(path), reason=_("elle est trop longue"))
    return Picked(number, rule) if number in kept.picked else rule
