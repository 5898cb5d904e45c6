"""Whether anything is due: one cheap check for each duty of the tick, which usually finds nothing to do.

A check knows tables only by name, so that neither their models nor the code that uses them is loaded. It may be wrong
in one way only: it says true, and the duty then finds nothing. Refuses to decide anything else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from campaigns.post.hits import spooling
from campaigns.post.readers import leave_files
from campaigns.post.states import OPEN, CampaignState
from lists.kinds import SubscriptionState as Standing
from runtime import clock, heartbeats
from runtime.installation import Installation

Look = Callable[[Installation], bool]

#: `queue.DAYS` and `double_opt_in.DAYS_TO_CONFIRM`, which a test holds to them.
DAYS_OF_NOTICES, DAYS_TO_CONFIRM = 30, 7
#: The hour, in Paris, before which nobody is reminded of anything.
EIGHT = 8
#: What looks ask of tables, with the types that the databases disagree about.
CAMPAIGN = sa.table(
    "campaign", sa.column("id", sa.Integer), sa.column("state", sa.String), sa.column("told_at", sa.BigInteger)
)
LEASE = sa.table("lease", sa.column("id", sa.Integer))
MESSAGE = sa.table(
    "service_message",
    sa.column("state", sa.String),
    *(sa.column(name, sa.BigInteger) for name in ("queued_at", "next_at", "expires_at")),
)
PLACE = sa.table("journal_place", sa.column("octets", sa.BigInteger), sa.column("compared_on", sa.Date))
SUBSCRIPTION = sa.table("subscription", sa.column("state", sa.String), sa.column("since", sa.DateTime))
TRIAL = sa.table("subject_trial", sa.column("campaign_id", sa.Integer), sa.column("chosen", sa.String))
DIGEST = sa.table("digest", sa.column("is_on", sa.Boolean), sa.column("next_on", sa.Date))
TABLES = (CAMPAIGN, DIGEST, LEASE, MESSAGE, PLACE, SUBSCRIPTION, TRIAL)


def always(_opened: Installation) -> bool:
    """A duty that is due each time."""
    return True


def objections(opened: Installation) -> bool:
    """A departure waits, or the journal has grown since it was last read, or has not been compared today."""
    if leave_files.is_any(opened.settings.data):
        return True
    journal = opened.database.journal
    if journal is None:
        return False
    with opened.database.looking() as connection:
        place = connection.execute(sa.select(PLACE.c.octets, PLACE.c.compared_on)).first()
    return place is None or place.compared_on != clock.today(opened.clock) or place.octets != journal.size()


def leases(opened: Installation) -> bool:
    """A process holds rows, and may have died."""
    return _is_any(opened, LEASE)


def windows(opened: Installation) -> bool:
    """A campaign may have to be opened, held or ended."""
    return _stands(opened, CampaignState.WAITING, CampaignState.SENDING)


def messages(opened: Installation) -> bool:
    """A service message can be tried, has become pointless, or was kept long enough."""
    now = opened.clock.epoch()
    can_be_tried = (MESSAGE.c.next_at <= now) | (MESSAGE.c.expires_at <= now)
    is_old = MESSAGE.c.queued_at < now - DAYS_OF_NOTICES * 86_400
    return _is_any(opened, MESSAGE, (MESSAGE.c.state.in_([one.value for one in OPEN]) & can_be_tried) | is_old)


def waiting(opened: Installation) -> bool:
    """A campaign waits, so the providers of its mailboxes can be looked up."""
    return _stands(opened, CampaignState.WAITING)


def sending(opened: Installation) -> bool:
    """A campaign is under way."""
    return _stands(opened, CampaignState.SENDING)


def subjects(opened: Installation) -> bool:
    """A campaign under way tries two subjects, and none was chosen yet."""
    sending_ = sa.select(CAMPAIGN.c.id).where(CAMPAIGN.c.state == CampaignState.SENDING.value)
    return _is_any(opened, TRIAL, TRIAL.c.chosen == "", TRIAL.c.campaign_id.in_(sending_))


def paused(opened: Installation) -> bool:
    """A campaign is paused, and a person may not know."""
    return _stands(opened, CampaignState.PAUSED)


def mailbox(opened: Installation) -> bool:
    """A mailbox is set: only the mailbox itself knows whether it holds anything."""
    return opened.settings.mailbox_url is not None


def hits(opened: Installation) -> bool:
    """A process died before it recorded its clicks."""
    return spooling.has_left_behind(opened.settings.data)


def outcomes(opened: Installation) -> bool:
    """A campaign is over, and its outcomes were not reported."""
    return _stands(opened, CampaignState.FINISHED, CampaignState.CANCELLED, also=CAMPAIGN.c.told_at.is_(None))


def unconfirmed(opened: Installation) -> bool:
    """Somebody asked to be on a list, and did not confirm it in time."""
    # The state is a literal, not a bound parameter: otherwise the database does not use the partial index.
    waits = SUBSCRIPTION.c.state == sa.literal_column(f"'{Standing.PENDING.value}'")
    before = opened.clock.now() - timedelta(days=DAYS_TO_CONFIRM)
    return _is_any(opened, SUBSCRIPTION, waits & (SUBSCRIPTION.c.since < before))


def retention(opened: Installation) -> bool:
    """The daily work has not been done yet today (the day in Paris)."""
    with opened.database.looking() as connection:
        last = heartbeats.last(connection, heartbeats.RETENTION)
    # « Different », not « later »: a clock that ran ahead and was corrected must not block the work.
    return last is None or clock.day_of(last.at) != clock.today(opened.clock)


def partnership(opened: Installation) -> bool:
    """The daily work for the partnership has not been done yet today, and offices are open."""
    if clock.in_paris(opened.clock.now()).hour < EIGHT:
        return False
    with opened.database.looking() as connection:
        last = heartbeats.last(connection, heartbeats.PARTNERSHIP)
    return last is None or clock.day_of(last.at) != clock.today(opened.clock)


def digests(opened: Installation) -> bool:
    """The day of a digest has come, and offices are open."""
    if clock.in_paris(opened.clock.now()).hour < EIGHT:
        return False
    return _is_any(opened, DIGEST, DIGEST.c.is_on, DIGEST.c.next_on <= clock.today(opened.clock))


def _stands(opened: Installation, *states: CampaignState, also: sa.ColumnElement[bool] | None = None) -> bool:
    """Tell whether any campaign is in one of these states."""
    stands = CAMPAIGN.c.state.in_([one.value for one in states])
    return _is_any(opened, CAMPAIGN, stands if also is None else stands & also)


def _is_any(opened: Installation, table: sa.TableClause, *conditions: sa.ColumnElement[bool]) -> bool:
    found = sa.select(sa.literal(1)).select_from(table).where(*conditions).limit(1)
    with opened.database.looking() as connection:
        return connection.execute(found).first() is not None
