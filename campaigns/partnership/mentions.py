"""The mention of the partners in a letter, once their convention is over.

Owns which partners of a frozen letter belong to a convention. Refuses to judge a partner whom no convention names.
"""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from campaigns.editorial import editions, event_times
from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership import conventions
from campaigns.partnership.conventions import Convention
from campaigns.partnership.conventions.values import AfterEnd
from campaigns.post.models import Campaign
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _

#: The finding that a person overrides when a letter leaves all the same.
_OVERRIDE = "convention_ended"


def left_out(session: Session, opened: Installation, snapshot: Snapshot) -> Snapshot:
    """Return a snapshot without the partners of a convention that is over, where the partners chose so."""
    ended = conventions.ended(session, max(clock.today(opened.clock), snapshot.issue.dated))
    if ended is None or ended.rules.after_end is not AfterEnd.LEAVE_OUT:
        return snapshot
    kept = tuple(one for one in snapshot.partners if not _belongs(ended, one.code))
    return snapshot if kept == snapshot.partners else replace(snapshot, partners=kept)


def question(session: Session, campaign: Campaign, now: int) -> str:
    """Return why a letter that waits must ask a person first: it names partners whose convention ended meanwhile.

    Empty when there is nothing to ask, or when a person already answered: by a reason at the launch, or by resuming it.
    """
    ended = conventions.ended(session, clock.day_of(now))
    if ended is None or _answered(session, campaign, ended):
        return ""
    partners = editions.read(session, campaign.edition_id).partners
    named = [one.name for one in partners if _belongs(ended, one.code)]
    if not named:
        return ""
    said = _("la lettre nomme {names}, et {convention} est échue depuis le {day}")
    return said.format(names=", ".join(named), convention=ended.short, day=event_times.day(ended.last_day))


def _belongs(convention: Convention, code: str | None) -> bool:
    return code is not None and convention.partner(code) is not None


def _answered(session: Session, campaign: Campaign, ended: Convention) -> bool:
    launched = audit.last(session, ["campaign.launched"], campaign=campaign.id)
    if launched is not None and _OVERRIDE in launched.details.get("overrides", {}):
        return True
    resumed = audit.last(session, ["campaign.resumed"], campaign=campaign.id)
    return resumed is not None and clock.in_paris(resumed.at).date() > ended.last_day
