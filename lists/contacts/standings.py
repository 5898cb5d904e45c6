"""Whether a person receives the letters of one mailing list, and why, in one sentence.

Owns the sentences that a person's file and the list of people show. Refuses to choose an audience, which may leave
somebody out for reasons of its own (a segment, one contact of each organisation): that is for `audiences`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from lists.kinds import SubscriptionState, SuppressionReason
from lists.models import Contact, Subscription, Suppression
from lists.permission import special_issues, suppressing
from lists.permission.special_issues import Reduction
from runtime import clock
from runtime.language import N_, _

#: Why somebody receives, or does not, besides `kinds.SuppressionReason`.
LISTED, SPECIAL_ONLY, UNCONFIRMED, LEFT, ABSENT = "listed", special_issues.SPECIAL_ONLY, "unconfirmed", "left", "absent"


class Stand(StrEnum):
    """Whether somebody receives the letter."""

    RECEIVES = "receives"
    WAITS = "waits"
    STOPPED = "stopped"


_STATES = {
    Stand.RECEIVES: SubscriptionState.SUBSCRIBED.value,
    Stand.WAITS: SubscriptionState.PENDING.value,
}
#: What is said of each, and the clause that says why; `day` is the day since when it is so.
SENTENCES = {
    LISTED: (N_("Reçoit la lettre"), N_("parce que son adresse est inscrite depuis le {day}")),
    SPECIAL_ONLY: (N_("Ne reçoit que les numéros spéciaux"), N_("parce que cette personne l’a choisi le {day}")),
    UNCONFIRMED: (
        N_("Ne reçoit pas encore la lettre"), N_("parce que l’inscription du {day} attend d’être confirmée")
    ),
    LEFT: (N_("Ne reçoit plus la lettre"), N_("parce que son inscription a pris fin le {day}")),
    ABSENT: (N_("Ne reçoit pas la lettre"), N_("parce que son adresse n’y est pas inscrite")),
    SuppressionReason.OBJECTION.value: (
        N_("Ne reçoit rien"), N_("parce que cette personne s’est opposée à nos envois le {day}")
    ),
    SuppressionReason.UNSUBSCRIBED.value: (
        N_("Ne reçoit plus la lettre"), N_("parce que cette personne s’est désinscrite le {day}")
    ),
    SuppressionReason.BOUNCED.value: (
        N_("Ne reçoit rien"), N_("parce qu’un serveur a refusé son adresse le {day}")
    ),
    SuppressionReason.COMPLAINED.value: (
        N_("Ne reçoit rien"), N_("parce que cette personne a signalé une lettre comme indésirable le {day}")
    ),
    SuppressionReason.ERASED.value: (
        N_("Ne reçoit rien"), N_("parce que ses données ont été effacées le {day}")
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one contact stands on one list."""

    stand: Stand
    #: One of `SENTENCES`.
    why: str
    #: Since when it is so; `None` where nothing ever happened.
    since: datetime | None = None

    @property
    def day(self) -> date | None:
        """The day of it, in Paris."""
        return clock.in_paris(self.since).date() if self.since else None


def is_(one: Stand, mailing_list_id: int) -> ColumnElement[bool]:
    """Return the condition, over a contact joined with a subscription to this list, that they stand so."""
    stopped = suppressing.clause(col(Contact.address_key), mailing_list_id)
    state = sa.func.coalesce(col(Subscription.state), "")
    if one is Stand.STOPPED:
        return sa.or_(state.not_in(_STATES.values()), stopped)
    # The state first: it is at hand, a suppression is looked up.
    return sa.and_(state == _STATES[one], sa.not_(stopped))


def stand(mailing_list_id: int) -> ColumnElement[str]:
    """Return how they stand, over the same; each suppression is looked up once."""
    state = sa.func.coalesce(col(Subscription.state), "")
    return sa.case(
        (state.not_in(_STATES.values()), Stand.STOPPED.value),
        (suppressing.clause(col(Contact.address_key), mailing_list_id), Stand.STOPPED.value),
        (state == _STATES[Stand.WAITS], Stand.WAITS.value),
        else_=Stand.RECEIVES.value,
    )


def of(session: Session, contact_ids: Collection[int], mailing_list_id: int) -> dict[int, Standing]:
    """Return where contacts (at most some hundred) stand on a list, in one statement."""
    stop, mine = aliased(Suppression), aliased(Suppression)
    covers = (col(mine.address_key) == col(Contact.address_key)) & (
        sa.func.coalesce(col(mine.mailing_list_id) == mailing_list_id, sa.true())
    )
    # What holds everywhere is said first, as `suppressing.reason_of` does.
    first = sa.select(col(mine.id)).where(covers).order_by(col(mine.mailing_list_id).is_not(None)).limit(1)
    query = (
        sa.select(col(Contact.id), col(Subscription.state), col(Subscription.since), col(stop.reason), col(stop.since),
                  col(Reduction.since))
        .select_from(Contact)
        .outerjoin(Subscription, (col(Subscription.contact_id) == col(Contact.id))
                   & (col(Subscription.mailing_list_id) == mailing_list_id))
        .outerjoin(stop, col(stop.id) == first.correlate(Contact).scalar_subquery())
        .outerjoin(Reduction, (col(Reduction.address_key) == col(Contact.address_key))
                   & (col(Reduction.mailing_list_id) == mailing_list_id))
        .where(col(Contact.id).in_(contact_ids))
    )  # fmt: skip
    return {row[0]: _standing(*row[1:]) for row in session.execute(query)}


def sentence(one: Standing, said: Callable[[date], str]) -> str:
    """Return « Reçoit la lettre, parce que … » or « Ne reçoit pas …, parce que … »; `said` puts a day into words."""
    return f"{verdict(one)}, {why(one, said)}."


def verdict(one: Standing) -> str:
    """Return the words before the clause, such as « Reçoit la lettre »."""
    return _(SENTENCES[one.why][0])


def why(one: Standing, said: Callable[[date], str]) -> str:
    """Return the clause « parce que … » alone."""
    return _(SENTENCES[one.why][1]).format(day=said(one.day) if one.day else "?")


def _standing(
    state: str | None, since: datetime | None, why: str | None, stopped: datetime | None, reduced: datetime | None
) -> Standing:
    if why is not None:
        return Standing(Stand.STOPPED, why, stopped)
    if state == SubscriptionState.PENDING:
        return Standing(Stand.WAITS, UNCONFIRMED, since)
    if state == SubscriptionState.LEFT:
        return Standing(Stand.STOPPED, LEFT, since)
    if state is None:
        return Standing(Stand.STOPPED, ABSENT)
    return Standing(Stand.RECEIVES, SPECIAL_ONLY, reduced) if reduced else Standing(Stand.RECEIVES, LISTED, since)
