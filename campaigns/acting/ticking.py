"""Everything that is due now; cron runs it each minute. Locked, idempotent, and silent when all is well.

`DUTIES` is the list, in order; each duty does its work and returns what it did, in words for the log of a machine. Most
minutes nothing is due: so `pending_duties` checks each duty first, and a duty imports its modules only when it runs.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import NamedTuple

from campaigns import errors
from campaigns.acting import daily_duties, pending_duties, remedies, tick_lock
from campaigns.acting.tick_outcomes import Done
from campaigns.post.states import CampaignState, DeliveryState
from runtime import heartbeats, logs
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.remedies import Remark

#: How long a tick sends before it makes room for the next one.
_SECONDS = 50


def tick(opened: Installation) -> Done:
    """Do what is due; do nothing while another tick is running."""
    done = Done()
    with tick_lock.alone(opened) as is_alone:
        for duty in DUTIES if is_alone else ():
            try:
                if duty.is_due(opened):
                    duty.do(opened, done)
            except RelaisError as problem:
                done.failures.append(problem)
            except Exception as problem:  # noqa: BLE001 -- no duty keeps the others from their work
                logs.logger(__name__).info("unexpected", duty=duty.do.__name__, exc_info=problem)
                done.failures.append(errors.DutyFailed(kind=type(problem).__name__))
    _tell_outages(opened, done)
    return done


def _tell_outages(opened: Installation, done: Done) -> None:
    """Say of a mail server that is away what a person does not know yet, and that it is back."""
    has_sent = any(act.startswith("campaign.sent:") for act in done.did)
    if not done.failures and not has_sent:
        return
    from campaigns.acting import outages

    if has_sent and not done.failures:
        done.alerts += outages.over(opened)
    done.failures = outages.news(opened, done.failures)


def beat(opened: Installation, _done: Done) -> None:
    """Leave a sign of life, for `relais doctor`."""
    with closing(opened.database.writer()) as writer, writer.transaction() as place:
        heartbeats.beat(place, heartbeats.TICK, opened.clock.epoch())


def reclaim(opened: Installation, done: Done) -> None:
    """Take back the rows of workers that died."""
    from campaigns.post import ledger

    with opened.database.transaction() as session:
        ended = ledger.reclaim(session, opened.clock.epoch())
    if ended:
        done.did.append(f"leases.reclaimed:{ended}")


def turn_windows(opened: Installation, done: Done) -> None:
    """Open, hold and end campaigns as the clock says."""
    from sqlmodel import col, select

    from campaigns.acting import windows
    from campaigns.post.models import Campaign

    moving = select(Campaign).where(col(Campaign.state).in_(_MOVING)).order_by(col(Campaign.id))
    with opened.database.transaction() as session:
        # Locked, as `transitions.take` does: who pauses or cancels one meanwhile is not overruled.
        for campaign in session.exec(moving.with_for_update(key_share=True)).all():
            before = campaign.state
            after = windows.turn(session, campaign, opened.clock.epoch())
            if after != before:
                done.did.append(f"campaign.{after.value}:{campaign.id}")
            if after is CampaignState.HELD:
                done.alerts.append(remedies.decision(campaign.id or 0, campaign.state_reason))


def notify(opened: Installation, done: Done) -> None:
    """Send service messages, before the letters: a person waits for each of them; learn which invitations arrived."""
    from campaigns.acting.partnership import meeting_reminders
    from campaigns.post.outbox import delivering

    ended = delivering.send(opened, seconds=_SECONDS_TO_NOTIFY)
    done.did += [f"messages.{state.value}:{many}" for state, many in sorted(ended.items())]
    meeting_reminders.learn(opened)


def forget_requests(opened: Installation, done: Done) -> None:
    """Forget who asked to be on a list and never confirmed."""
    from lists.contacts import double_opt_in

    with opened.database.transaction() as session:
        forgotten = double_opt_in.forget_unconfirmed(session, opened.clock.now())
    if forgotten:
        done.did.append(f"requests.forgotten:{forgotten}")


def send(opened: Installation, done: Done) -> None:
    """Send what is due of every campaign for most of a minute; where workers run, queue jobs for them instead.

    The next tick continues, so a campaign that becomes due meanwhile does not wait for the end of a long one.
    """
    from sqlmodel import select

    from campaigns.post import ledger
    from campaigns.post.engine import job_slices
    from campaigns.post.models import Campaign

    now = opened.clock.epoch()
    with opened.database.reading() as session:
        live = session.exec(select(Campaign.id).where(Campaign.state == CampaignState.SENDING.value)).all()
        nexts = {one: ledger.next_due(session, one, now) for one in live if one is not None}
        has_workers = job_slices.has_workers(session)
    due = [one for one, at in nexts.items() if at is not None and at <= now]
    if has_workers:
        done.did += [f"campaign.dispatched:{one}" for one in due if _dispatch(opened, one)]
    elif due:
        from campaigns.acting import sending
        from campaigns.post.engine.runs import Bounds

        done.did += [f"campaign.sent:{one}" for one in due]
        if told := sending.send_all(opened, due, bounds=Bounds(seconds=_SECONDS)):
            done.alerts.append(Remark(told))


def _dispatch(opened: Installation, campaign_id: int) -> int:
    """Queue a campaign for workers; return how many new slices that makes, without those already waiting."""
    from campaigns.post import ledger
    from campaigns.post.engine import job_slices

    with opened.database.transaction() as session:
        return job_slices.defer(session, campaign_id, ledger.counts(session, campaign_id)[DeliveryState.PLANNED])


def sort(opened: Installation, done: Done) -> None:
    """Look up the mailbox providers of waiting campaigns, so that no letter waits for that later."""
    from campaigns.post import provider_lookup

    if found := provider_lookup.ask(opened):
        done.did.append(f"domains.sorted:{found}")


def weigh(opened: Installation, done: Done) -> None:
    """Pause campaigns that do harm: bounces and complaints also arrive while nothing is being sent."""
    from sqlmodel import select

    from campaigns.post.engine import circuit_breaker
    from campaigns.post.models import Campaign

    with opened.database.transaction() as session:
        for campaign in session.exec(select(Campaign).where(Campaign.state == CampaignState.SENDING.value)).all():
            if circuit_breaker.weigh(session, campaign, opened.clock.now()):
                done.did.append(f"campaign.paused:{campaign.id}")


def ask_back(opened: Installation, done: Done) -> None:
    """Alert a person about campaigns that paused themselves, in any process; once per pause."""
    from sqlmodel import select

    from campaigns.post.models import Campaign
    from runtime import audit

    with opened.database.transaction() as session:
        for campaign in session.exec(select(Campaign).where(Campaign.state == CampaignState.PAUSED.value)).all():
            last = audit.last(session, ["campaign.paused", "campaign.told"], campaign=campaign.id)
            if campaign.state_reason and last is not None and last.act == "campaign.paused":
                done.alerts.append(remedies.decision(campaign.id or 0, campaign.state_reason))
                audit.record(session, opened.clock.now(), "tick", "campaign.told", campaign=campaign.id)


def read_mailbox(opened: Installation, done: Done) -> None:
    """Read the letters that came back, where a mailbox is set."""
    from campaigns.acting import reading_mailbox

    tally = reading_mailbox.read(opened, seconds=_SECONDS_TO_READ)
    done.alerts += tally.alerts
    if tally.read:
        done.did.append(f"letters.read:{tally.read}")


def count(opened: Installation, done: Done) -> None:
    """Record the clicks that the web pages spooled before their process died."""
    from campaigns.post.hits import counting

    if recorded := counting.record_left_behind(opened):
        done.did.append(f"clicks.recorded:{recorded}")


def remember(opened: Installation, done: Done) -> None:
    """Before anything leaves, learn who left while the database could not take it, and what the journal of objections
    knows better than a restored database.
    """
    from campaigns.acting.rights import objection_and_erasure
    from campaigns.post.readers import waiting_leaves

    if departed := waiting_leaves.record_all(opened):
        done.did.append(f"departures.recorded:{departed}")
    merged = objection_and_erasure.remember(opened)
    if learnt := merged.stopped + merged.forgotten + merged.withdrawn:
        done.did.append(f"objections.remembered:{learnt}")
    done.alerts += objection_and_erasure.alerts(merged)


def tell(opened: Installation, done: Done) -> None:
    """Report what became of letters to the history of their readers, once a campaign is over."""
    from campaigns.post import history_feed

    with opened.database.reading() as session:
        untold = history_feed.untold(session)
    for campaign in untold:
        history_feed.tell(opened.database, campaign, opened.clock.epoch())
        done.did.append(f"campaign.told:{campaign}")


def choose_subjects(opened: Installation, done: Done) -> None:
    """Choose the better of two subjects where its hours are over, and let the letters that waited for it leave."""
    from campaigns.acting.series import subject_choices

    done.did += [f"campaign.subject_chosen:{one}" for one in subject_choices.turn(opened)]


#: Reading and notifying get only part of a tick: sending must go on.
_SECONDS_TO_READ, _SECONDS_TO_NOTIFY = 20, 20
_MOVING = (CampaignState.WAITING.value, CampaignState.SENDING.value)


class Duty(NamedTuple):
    """One thing that a tick takes care of."""

    #: Tells, quickly, whether there may be anything to do.
    is_due: pending_duties.Look
    do: Callable[[Installation, Done], None]


#: Windows turn again at the end, so that a campaign that was sent to its last letter ends in the same minute.
DUTIES = (
    Duty(pending_duties.always, beat),
    Duty(pending_duties.objections, remember),
    Duty(pending_duties.leases, reclaim),
    Duty(pending_duties.windows, turn_windows),
    Duty(pending_duties.messages, notify),
    Duty(pending_duties.waiting, sort),
    Duty(pending_duties.sending, weigh),
    Duty(pending_duties.subjects, choose_subjects),
    Duty(pending_duties.sending, send),
    Duty(pending_duties.paused, ask_back),
    Duty(pending_duties.windows, turn_windows),
    Duty(pending_duties.mailbox, read_mailbox),
    Duty(pending_duties.hits, count),
    Duty(pending_duties.outcomes, tell),
    Duty(pending_duties.unconfirmed, forget_requests),
    Duty(pending_duties.retention, daily_duties.retain),
    Duty(pending_duties.partnership, daily_duties.keep_promises),
    Duty(pending_duties.digests, daily_duties.prepare_digests),
)
