"""The meetings of the year of the demo: when they are planned, who is invited, and how many came.

One national event is held without inviting the other partner, and the yearly meeting of all partners never takes place.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from campaigns.partnership.meetings import holding, inviting, planning
from campaigns.partnership.meetings.holding import Outcome
from campaigns.partnership.meetings.inviting import Whom
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.planning import Plan
from cli.demo.year.playing import Scene, moment
from runtime.clock import PARIS
from runtime.installation import Installation

#: By which articles name the first exchange.
SAINT_ETIENNE = "echange-saint-etienne"
#: The plan, the day on which it was made and people were invited, whom; how many came (`None`: nobody was told).
_MEETINGS: tuple[tuple[Plan, date, Whom | None, int | None], ...] = (
    (Plan(MeetingKind.EVENT, "2009-10-08", title="Forum Diversité et Alternance", place="Strasbourg"),
     date(2009, 9, 1), None, None),
    (Plan(MeetingKind.EXCHANGE, "2009-09-15T09:30", "2009-09-15T16:30", place="Saint-Étienne", name=SAINT_ETIENNE,
          agenda="Ce que chacun a essayé\nCe qui peut se reprendre ailleurs\nCe que nous publions"),
     date(2009, 8, 25), Whom(designated=True), 16),
    (Plan(MeetingKind.EXCHANGE, "2009-11-17T09:30", "2009-11-17T16:30", place="Paris", name="echange-paris",
          agenda="Six récits\nTravail en groupes\nCe que nous publions"),
     date(2009, 10, 20), Whom(designated=True), 21),
    (Plan(MeetingKind.NETWORKS_YEARLY, "2009-11-24T10:00", "2009-11-24T16:00", place="Paris",
          agenda="Les actions du Secrétariat général\nLe kit à relayer"),
     date(2009, 10, 27), Whom(segment="animations régionales"), 23),
    (Plan(MeetingKind.CAMPAIGN, "2010-03-01", title="Un mois pour ouvrir ses portes"),
     date(2010, 1, 18), Whom(designated=True), None),
    (Plan(MeetingKind.STEERING, "2010-06-10T14:00", "2010-06-10T17:00", place="Paris",
          agenda="Bilan de l’année\nNouvelles pistes d’action\nRenouvellement"),
     date(2010, 3, 22), Whom(designated=True), 6),
)  # fmt: skip


def scenes(actor: str) -> list[Scene]:
    """Return the meetings: when they are planned and to whom they are announced, and when they took place."""
    return [scene for plan, asked, guests, came in _MEETINGS for scene in _meeting(plan, asked, guests, came, actor)]


def _meeting(plan: Plan, asked: date, guests: Whom | None, came: int | None, actor: str) -> list[Scene]:
    made: list[int] = []
    scenes = [Scene(moment(asked, 14), partial(_plan, made=made, plan=plan, guests=guests, actor=actor))]
    if came is not None:
        after = datetime.fromisoformat(plan.ends).replace(hour=18, tzinfo=PARIS)
        scenes.append(Scene(after, lambda opened: holding.hold(opened, made[0], Outcome(attendees=came), actor)))
    return scenes


def _plan(opened: Installation, made: list[int], plan: Plan, guests: Whom | None, actor: str) -> None:
    made.append(planning.add(opened, plan, actor).id)
    if guests is not None:
        inviting.invite(opened, made[0], guests, actor)
