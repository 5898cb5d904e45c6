"""A mail server that is away: said once when it begins, once a day, and once when it is over; cron mails each word."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from campaigns.acting import ticking
from runtime import settings
from runtime.installation import Installation
from tests import servers
from tests.clocks import MovableClock


def away(opened: Installation) -> Installation:
    """Return the same installation whose server does not answer."""
    given = settings.load(data=opened.settings.data, smtp_url="smtp://127.0.0.1:1")
    return dataclasses.replace(opened, settings=given)


def test_an_outage_is_said_once_and_its_end_too(ready: Installation, server: servers.Sink, clock: MovableClock) -> None:
    """With the port; and nothing is lost meanwhile."""
    first = ticking.tick(away(ready))
    clock.move(timedelta(minutes=1))
    second = ticking.tick(away(ready))
    clock.move(timedelta(minutes=1))
    third = ticking.tick(ready)
    clock.move(timedelta(minutes=1))
    fourth = ticking.tick(ready)

    assert ["127.0.0.1:1" in str(problem) for problem in first.failures] == [True]
    assert second.failures == []
    assert [str(alert) for alert in third.alerts if "de nouveau" in str(alert)] != []
    assert (fourth.alerts, fourth.failures) == ([], [])
    assert server.received.total() == 4


def test_an_outage_that_lasts_is_recalled_each_day(ready: Installation, clock: MovableClock) -> None:
    """Somebody may have missed the first word."""
    told = []
    for _half_day in range(4):
        told.append(len(ticking.tick(away(ready)).failures))
        clock.move(timedelta(hours=11))

    assert told == [1, 0, 0, 1]
