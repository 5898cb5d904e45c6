"""Removing what an import created, where it is unchanged since and nothing else refers to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists.history import Happening
from lists.importing import changes
from lists.importing.changes import MODELS, Thing
from lists.importing.undoing import references
from lists.importing.undoing.outcomes import Undone
from lists.kinds import SIGNS, OrganisationKind, SubscriptionState
from lists.models import ImportChange, ServedDepartement, Subscription
from lists.pointers import Pointer
from runtime.language import N_, _

#: The order of removal: rows that point to others go first.
_ORDER = (Thing.CONTACT, Thing.SIGNATURE, Thing.FORMER_IDENTITY, Thing.ORGANISATION)
_KEPT = {
    Thing.CONTACT: N_("contact gardé : {reason}"),
    Thing.SIGNATURE: N_("signature gardée : {reason}"),
    Thing.FORMER_IDENTITY: N_("ancien nom gardé : {reason}"),
    Thing.ORGANISATION: N_("organisation gardée : {reason}"),
}
_NETWORK = OrganisationKind.REGIONAL_NETWORK.value

Made = Sequence[ImportChange]


def remove(session: Session, undone: Undone) -> None:
    """Remove everything that can be removed, and note why the rest stays."""
    for made in _made(session, Thing.SUBSCRIPTION, undone):
        _unsubscribe(session, made, undone)
    for made in _made(session, Thing.SERVED_DEPARTEMENT, undone):
        _serve_no_more(session, made, undone)
    for thing in _ORDER:
        pointing = references.pointing(session, thing)
        for made in _made(session, thing, undone):
            # A network is made before its missions, and goes after them.
            networks = [change for change in made if change.after.get("kind") == _NETWORK]
            _remove(session, thing, [change for change in made if change not in networks], pointing, undone)
            _remove(session, thing, networks, pointing, undone)


def _made(session: Session, thing: Thing, undone: Undone) -> Any:
    return undone.changes(session, col(ImportChange.before).is_(None) & (col(ImportChange.thing) == thing))


def _remove(session: Session, thing: Thing, made: Made, pointing: Sequence[Pointer], undone: Undone) -> None:
    numbers = [change.row_id for change in made]
    rows = _rows(session, thing, numbers)
    mentioned = references.spoken_of(session, pointing, numbers)
    disturbed = _disturbed(session, numbers, undone) if thing is Thing.CONTACT else set()
    alive = _alive(session, numbers) if thing is Thing.CONTACT else set()
    elsewhere = _elsewhere(session, numbers, undone) if thing is Thing.CONTACT else set()
    going: list[int] = []
    for change in made:
        number = change.row_id
        if number not in rows:
            continue
        reason = _changed(change, rows[number], undone)
        reason = reason or (_("une autre lettre lui écrit") if number in elsewhere else None)
        reason = reason or (_("l’inscription a changé depuis") if number in disturbed else None)
        reason = reason or (_("autre chose s’y rattache") if number in mentioned else None)
        reason = reason or (_("la personne s’est manifestée depuis") if number in alive else None)
        if reason:
            undone.keep(change.line, _(_KEPT[thing]).format(reason=reason))
        else:
            going.append(number)
            undone.done.append(change.id)
            undone.removed.add(change.line)
    _delete(session, thing, going)
    _unsubscribe_from(session, elsewhere, undone)


def _changed(change: ImportChange, row: Mapping[str, Any], undone: Undone) -> str | None:
    """Return why a row is no longer as the import made it; `None` when it still is."""
    is_settled = change.thing == Thing.FORMER_IDENTITY and row["organisation_id"] in undone.settled
    if is_settled or changes.plain({name: row[name] for name in change.after}) != change.after:
        return _("modifié depuis")
    return None


def _rows(session: Session, thing: Thing, numbers: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    table = MODELS[thing].__table__  # type: ignore[attr-defined]
    found = session.execute(sqlalchemy.select(table).where(table.c.id.in_(numbers))).mappings()
    return {row["id"]: dict(row) for row in found}


def _delete(session: Session, thing: Thing, numbers: Sequence[int]) -> None:
    if thing is Thing.CONTACT:
        session.execute(sqlalchemy.delete(Subscription).where(col(Subscription.contact_id).in_(numbers)))
    table = MODELS[thing].__table__  # type: ignore[attr-defined]
    session.execute(sqlalchemy.delete(table).where(table.c.id.in_(numbers)))


def _untouched(undone: Undone) -> sqlalchemy.ColumnElement[bool]:
    """Return the condition of a subscription that is as the import made it."""
    return sqlalchemy.and_(
        col(Subscription.mailing_list_id) == undone.run.mailing_list_id,
        col(Subscription.state) == SubscriptionState.SUBSCRIBED,
        col(Subscription.since) == undone.run.at,
    )


def _disturbed(session: Session, contacts: Sequence[int], undone: Undone) -> set[int]:
    """Return the contacts whose subscriptions are no longer as the import made them."""
    number = col(Subscription.contact_id)
    changed = sqlalchemy.not_(_untouched(undone))
    return set(session.scalars(sqlalchemy.select(number).where(number.in_(contacts), changed)))


def _elsewhere(session: Session, contacts: Sequence[int], undone: Undone) -> set[int]:
    """Return the contacts who are also on another list: they stay, on that list."""
    number, listed = col(Subscription.contact_id), col(Subscription.mailing_list_id)
    other = sqlalchemy.select(number).where(number.in_(contacts), listed != undone.run.mailing_list_id)
    return set(session.scalars(other))


def _unsubscribe_from(session: Session, contacts: Collection[int], undone: Undone) -> None:
    """Take contacts off the list of the import, where the subscription is as the import made it."""
    mine = col(Subscription.contact_id).in_(contacts) & _untouched(undone)
    session.execute(sqlalchemy.delete(Subscription).where(mine))


def _alive(session: Session, contacts: Sequence[int]) -> set[int]:
    """Return the contacts who did something themselves: clicked, replied, confirmed."""
    number = col(Happening.contact_id)
    own = col(Happening.fact).in_([fact.value for fact in SIGNS])
    return set(session.scalars(sqlalchemy.select(number).where(number.in_(contacts), own)))


def _unsubscribe(session: Session, made: Made, undone: Undone) -> None:
    """Take off the list the contacts who existed before the import but were not on it."""
    line_of = {change.row_id: change.line for change in made}
    undone.done += [change.id for change in made]
    number = col(Subscription.contact_id)
    mine = number.in_(line_of) & _untouched(undone)
    going = set(session.scalars(sqlalchemy.select(number).where(mine)))
    session.execute(sqlalchemy.delete(Subscription).where(mine))
    undone.restored.update(line_of[contact] for contact in going)
    for contact, line in line_of.items():
        if contact not in going:
            undone.keep(line, _("inscription conservée : modifiée depuis"))


def _serve_no_more(session: Session, made: Made, undone: Undone) -> None:
    for change in made:
        undone.done.append(change.id)
        row = session.get(ServedDepartement, (change.row_id, change.after["departement"]))
        if row is not None:
            session.delete(row)
            undone.restored.add(change.line)
    session.flush()
