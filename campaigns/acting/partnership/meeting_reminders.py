"""Meetings in the tick: what became of invitations, each time that messages leave; reminders once a day."""

from __future__ import annotations

from campaigns.acting.partnership.outcomes import Outcome
from runtime.installation import Installation
from runtime.remedies import Remark


def remind(opened: Installation) -> Outcome:
    """Remind of the meetings that are due, and remark what nobody did, each once."""
    from campaigns.partnership.meetings import reminding

    work = reminding.run(opened)
    did = (f"meetings.reminded:{work.written}",) if work.written else ()
    return Outcome(did, tuple(map(Remark, work.remarks)))


def learn(opened: Installation) -> None:
    """Learn what became of the invitations to meetings, once messages have left."""
    from campaigns.partnership.meetings import reminding

    reminding.learn(opened)
