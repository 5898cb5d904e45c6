"""Making one of two rows that mean the same organisation, or the same person: everything that points to one of them
points to the other from then on.

What is there twice then stays once. Refuses organisations of two kinds, and what an earlier list of signatories told of
both: what was told is not rewritten. What a person said about letters holds for whatever address of theirs remains.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from lists import errors, pointers
from lists.contacts import readdressing
from lists.contacts.readdressing import FormerAddress
from lists.kinds import SubscriptionState
from lists.models import Contact, Organisation, Subscription
from lists.pointers import Pointer
from runtime.language import _

#: Tables whose rows say the same of both when they collide; rows of others are somebody's record.
_SAME = frozenset(
    ("former_identity", "served_departement", "partner_identity", "signature", "subscription", "history",
     "segment_pick", "former_address", "contact_words", "told_apart")
)  # fmt: skip
#: What a merged organisation learns from the other where it knew nothing.
_LEARNT = (
    "siren", "siret", "code", "naf", "naf_2025", "size", "address", "postcode", "commune", "departement", "phone",
    "website", "regional_network_id",
)  # fmt: skip


def organisations(session: Session, kept_id: int, gone_id: int) -> int:
    """Merge an organisation into another; return how many people moved.

    Raises:
        errors.OrganisationUnknown, errors.MergeRefused.
    """
    kept, gone = (session.get(Organisation, number) for number in (kept_id, gone_id))
    if kept is None or gone is None:
        raise errors.OrganisationUnknown
    if kept_id == gone_id or kept.kind != gone.kind:
        raise errors.MergeRefused(reason=_("ce sont deux organisations de genres différents, ou la même"))
    theirs = session.exec(select(Contact).where(Contact.organisation_id == gone_id)).all()
    for one in theirs:
        same = (Contact.organisation_id == kept_id) & (Contact.address_key == one.address_key)
        other = session.exec(select(Contact).where(same)).first()
        if other is not None:
            _join(session, other, one)
    session.flush()
    for pointer in pointers.to(session, "organisation"):
        _repoint(session, pointer, gone_id, kept_id)
    session.expire(gone)
    for name in _LEARNT:
        if getattr(kept, name) is None and getattr(gone, name) != kept_id:
            setattr(kept, name, getattr(gone, name))
    session.add(kept)
    session.delete(gone)
    session.flush()
    return len(theirs)


def people(session: Session, kept: Contact, gone: Contact, today: Any) -> None:
    """Merge a contact into another of the same organisation; the address of `gone` becomes a former one.

    Raises:
        errors.MergeRefused: they work in two organisations.
    """
    if kept.id == gone.id or kept.organisation_id != gone.organisation_id:
        raise errors.MergeRefused(reason=_("ces deux fiches ne sont pas dans la même organisation"))
    readdressing.take_along(session, gone.address_key, kept.address_key)
    former = FormerAddress(contact_id=kept.id or 0, address_key=gone.address_key, until=today)
    for name in ("civility", "first_name", "last_name", "function", "phone"):
        if getattr(kept, name) is None:
            setattr(kept, name, getattr(gone, name))
    session.add(kept)
    _join(session, kept, gone)
    session.merge(former)
    session.flush()


def _join(session: Session, kept: Contact, gone: Contact) -> None:
    """Let everything of one contact be the other's, and delete it."""
    left = sa.select(col(Subscription.mailing_list_id)).where(
        col(Subscription.contact_id) == gone.id, col(Subscription.state) == SubscriptionState.LEFT.value
    )
    # An officer stopped writing to one of them: that was meant of the person.
    session.execute(
        sa.update(Subscription)
        .where(col(Subscription.contact_id) == kept.id, col(Subscription.mailing_list_id).in_(left))
        .values(state=SubscriptionState.LEFT.value)
    )
    session.flush()
    for pointer in pointers.to(session, "contact"):
        _repoint(session, pointer, gone.id or 0, kept.id or 0)
    session.execute(sa.delete(Contact).where(col(Contact.id) == gone.id))
    session.expunge(gone)


def _repoint(session: Session, pointer: Pointer, gone: int, kept: int) -> None:
    table = sa.Table(pointer.table, sa.MetaData(), autoload_with=session.connection())
    key, column = list(table.primary_key.columns), table.c[pointer.column]
    for row in session.execute(sa.select(*key).where(column == gone)).all():
        mine = sa.and_(*(one == value for one, value in zip(key, row, strict=True)))
        try:
            with session.begin_nested():
                session.execute(sa.update(table).where(mine).values({pointer.column: kept}))
        except IntegrityError:
            if pointer.table not in _SAME:
                reason = _("les deux figurent déjà dans une liste transmise ou annoncée")
                raise errors.MergeRefused(reason=reason) from None
            session.execute(sa.delete(table).where(mine))
