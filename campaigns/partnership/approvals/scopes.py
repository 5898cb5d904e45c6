"""Which sides must approve an issue, and which articles are whose, as the convention has it. Pure.

An article belongs to the partners to whom its type is owed; what is owed to nobody belongs to those who owe the others
their place in the letter. Refuses to know any partner by name.
"""

from __future__ import annotations

from campaigns.editorial.snapshots import Piece, Snapshot
from campaigns.partnership.conventions import Convention, Kind
from campaigns.partnership.conventions.values import BOTH, EACH, NOBODY


def required(convention: Convention, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the codes of the partners who must approve, in the order of the convention."""
    codes = tuple(one.code for one in convention.partners)
    rule = convention.rules.approval
    if rule == NOBODY:
        return ()
    if snapshot.is_special or rule == BOTH:
        return codes
    if rule == EACH:
        owned = {code for item in snapshot.items for code in owners(convention, item)}
        return tuple(code for code in codes if code in owned)
    return (rule,)


def own(convention: Convention, snapshot: Snapshot, side: str) -> frozenset[int]:
    """Return the articles that a partner answers for."""
    return frozenset(item.id for item in snapshot.items if side in owners(convention, item))


def owners(convention: Convention, item: Piece) -> frozenset[str]:
    """Return the partners that an article belongs to."""
    clauses = [one for one in convention.commitments if one.kind is Kind.CONTENT and one.content]
    owed = {code for one in clauses if item.type in one.content for code in one.creditor}
    writing = {code for one in clauses for code in one.debtor}
    everybody = {one.code for one in convention.partners}
    return frozenset(owed or writing or everybody)
