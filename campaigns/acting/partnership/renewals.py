"""A designation that has ended asks for another one: both sides are written to, once, on the day after.

So does one whose address no longer exists. Refuses to ask while somebody else, who is no deputy, holds the role.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from campaigns.acting.partnership.outcomes import Outcome
from campaigns.editorial import event_times, publications
from campaigns.partnership.designations import verbs
from campaigns.partnership.designations.rows import DesignationRow
from campaigns.partnership.designations.verbs import Designation, Role
from campaigns.post.outbox import queue
from lists import addresses
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from runtime.remedies import Remark
from templates.service_messages import Reminder


def ask(opened: Installation) -> Outcome:
    """Ask for a new designation wherever one has ended and nobody was asked yet."""
    today = clock.today(opened.clock)
    asked: list[str] = []
    alerts: list[Remark] = []
    with opened.database.transaction() as session:
        for row in lapsed(session, today):
            row.renewal_asked_at = opened.clock.now()
            session.add(row)
            side = dict(verbs.sides(session)).get(row.side, row.side)
            for person in _asked(session, row, today):
                _write(session, opened, person, row, side)
            audit.record(session, opened.clock.now(), "tick", "designation.renewal_asked", id=row.id, side=row.side)
            asked.append(f"designation.renewal_asked:{row.id}")
            words = _("Plus personne n’est désigné par {side} pour : {role}.")
            alerts.append(Remark(words.format(side=side, role=_(verbs.ROLES[Role(row.role)]))))
    return Outcome(tuple(asked), tuple(alerts))


def lapsed(session: Session, today: date) -> list[DesignationRow]:
    """Return the designations that have ended, or lead nowhere, without a successor and without a question yet."""
    rows = session.exec(
        select(DesignationRow).where(
            col(DesignationRow.renewal_asked_at).is_(None),
            col(DesignationRow.deputy).is_(False),
            col(DesignationRow.since) <= today,
            DesignationRow.email != "",
        )
    ).all()
    return [row for row in rows if _is_over(session, row, today) and not _is_succeeded(session, row, today)]


def is_unreachable(session: Session, key: bytes) -> bool:
    """Tell whether an address no longer exists."""
    listed = publications.ensure(session).mailing_list_id
    return SuppressionReason.BOUNCED in suppressing.reasons(session, key, listed)


def _is_over(session: Session, row: DesignationRow, today: date) -> bool:
    return (row.until is not None and row.until < today) or is_unreachable(session, row.address_key)


def _is_succeeded(session: Session, row: DesignationRow, today: date) -> bool:
    held = verbs.holding(session, row.side, row.role, today)
    return any(not one.deputy and one.id != row.id for one in held)


def _asked(session: Session, row: DesignationRow, today: date) -> list[Designation]:
    """Return whom to ask: on each side who follows the partnership, or else anybody designated; on the side concerned,
    for lack of anybody else, the person whose time has ended.
    """
    found: dict[str, Designation] = {}
    everything = verbs.everything(session)
    for side, _name in verbs.sides(session):
        theirs = [one for one in everything if one.side == side and one.holds(today)]
        last = [one for one in everything if one.id == row.id and side == row.side]
        order = sorted(theirs, key=lambda one: (one.role is not Role.FOLLOW_UP, one.deputy)) or last
        for one in order[:1]:
            found.setdefault(one.email, one)
    return list(found.values())


def _write(session: Session, opened: Installation, person: Designation, row: DesignationRow, side: str) -> None:
    publication = publications.ensure(session)
    role = _(verbs.ROLES[Role(row.role)])
    why = (
        _("La désignation de {name} par {side} a pris fin le {day}.").format(
            name=row.name, side=side, day=event_times.day(row.until)
        )
        if row.until is not None and row.until < clock.today(opened.clock)
        else _("L’adresse de {name}, que {side} avait désignée pour cela, n’existe plus.").format(
            name=row.name, side=side
        )
    )
    notice = Reminder(
        **queue.frame(publication),
        greeting=person.name,
        title=_("Qui désigner pour {side} ({role}) ?").format(side=side, role=role),
        paragraphs=(
            why,
            _("Pour « {role} », plus personne ne répond donc au nom de {side}.").format(role=role, side=side),
            _("Répondez à ce message avec le nom, la fonction et l’adresse électronique de la personne qui prend la "
              "suite, et la date de son premier jour."),
        ),
    )  # fmt: skip
    queue.queue(session, opened.keyring, publication, addresses.parse(person.email), notice, now=opened.clock.now())
