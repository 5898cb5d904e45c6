"""The clock: one *now*, aware, and another one only where nothing real is sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from runtime import clock, installation, settings
from runtime.clock import Clock

LONG_AGO = datetime(2009, 9, 15, 10, 0, tzinfo=UTC)


def test_now_is_aware_and_in_utc() -> None:
    """Two clocks of one machine can be compared."""
    assert Clock().now().utcoffset() == timedelta(0)
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_another_start_runs_on() -> None:
    """It is no frozen clock."""
    started = Clock.starting_at(LONG_AGO)

    assert LONG_AGO <= started.now() < LONG_AGO + timedelta(minutes=1)
    assert abs(started.epoch() - LONG_AGO.timestamp()) < 60


def test_a_start_without_zone_is_paris_time() -> None:
    """Ten o'clock in September is eight in UTC."""
    assert Clock.starting_at(datetime(2009, 9, 15, 10, 0)).now().hour == 8  # noqa: DTZ001 -- what is tested


def test_paris_knows_its_summer() -> None:
    """People read the hour of their own clock."""
    assert clock.in_paris(datetime(2009, 7, 1, 12, 0, tzinfo=UTC)).hour == 14
    assert clock.in_paris(datetime(2009, 12, 1, 12, 0, tzinfo=UTC)).hour == 13


def shown(data: Path) -> datetime:
    """Return what an installation that is told another time shows."""
    opened, _applied = installation.make(settings.load(data=data, now=LONG_AGO))
    opened.database.engine.dispose()
    return opened.clock.now()


def test_a_demo_may_live_in_another_year(data: Path) -> None:
    """Its folder is marked."""
    (data / settings.DEMO_MARK).touch()

    assert shown(data).year == 2009


def test_a_demo_knows_its_own_moment(data: Path) -> None:
    """Whoever types a command in it next week finds nothing years old; a setting still says otherwise."""
    (data / settings.DEMO_MARK).write_text("2008-12-24T10:00:00+01:00", "utf-8")
    opened, _applied = installation.make(settings.load(data=data))
    opened.database.engine.dispose()

    assert (opened.clock.now().year, shown(data).year) == (2008, 2009)


def test_real_letters_leave_at_the_real_time(tmp_path: Path) -> None:
    """`RELAIS_NOW` is not honoured elsewhere."""
    assert shown(tmp_path).year > 2009
