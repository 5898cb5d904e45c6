"""Keeping the rules of segments under names, and putting named rules in the place of their names.

Refuses a segment that leads back to itself, and rules that grow beyond reason by naming each other.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy
from sqlmodel import Session, col, select

from lists import errors, segments
from lists.models import Segment
from lists.segments import Either, Every, Named, Not, Rule
from runtime.language import _


def add(session: Session, name: str, tree: dict[str, Any]) -> Segment:
    """Keep a rule (as `segments.read` gives it) under a name; a name already taken gets the new rule.

    Raises:
        errors.RuleRefused: the rule is bad, or leads back to this very segment.
        errors.SegmentUnknown: it names a segment that does not exist.
    """
    _resolved(segments.parse(tree), _kept(session) | {name: tree}, (name,))
    found = session.exec(select(Segment).where(col(Segment.name) == name)).one_or_none()
    segment = found or Segment(name=name, rule=tree)
    segment.rule = tree
    session.add(segment)
    session.flush()
    return segment


def named(session: Session, name: str) -> Rule:
    """Return the rule of a segment, ready for `audiences`.

    Raises:
        errors.SegmentUnknown: there is none of that name.
    """
    return resolve(session, Named(name))


def resolve(session: Session, rule: Rule) -> Rule:
    """Return the rule with every named segment replaced by what it stands for.

    Raises:
        errors.SegmentUnknown: a name leads nowhere.
        errors.RuleRefused: a name leads back to itself, or the whole becomes too long or too deep.
    """
    return _resolved(rule, _kept(session), ())


def everything(session: Session) -> list[Segment]:
    """Return every kept segment, by name."""
    return list(session.exec(select(Segment).order_by(col(Segment.name))))


def _kept(session: Session) -> dict[str, Any]:
    columns = sqlalchemy.select(col(Segment.name), col(Segment.rule))
    return dict(session.execute(columns).all())


def _resolved(rule: Rule, kept: dict[str, Any], trail: tuple[str, ...]) -> Rule:
    whole = _replaced(rule, kept, trail, 1)
    if segments.size(whole) > segments.MAX_SIZE:
        raise errors.RuleRefused(path=" → ".join(trail), reason=_("elle est trop longue"))
    return whole


def _replaced(rule: Rule, kept: dict[str, Any], trail: tuple[str, ...], depth: int) -> Rule:
    if depth > segments.MAX_DEPTH:
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
    return rule


def _rule_of(name: str, kept: dict[str, Any], trail: tuple[str, ...], depth: int) -> Rule:
    path = (*trail, name)
    if name in trail:
        raise errors.RuleRefused(path=" → ".join(path), reason=_("ce segment se désigne lui-même"))
    if name not in kept:
        raise errors.SegmentUnknown(name=name)
    # Resolving piece by piece keeps a rule that doubles at every step from growing before it is measured.
    rule = _replaced(segments.parse(kept[name]), kept, path, depth)
    if segments.size(rule) > segments.MAX_SIZE:
        raise errors.RuleRefused(path=" → ".join(path), reason=_("elle est trop longue"))
    return rule
