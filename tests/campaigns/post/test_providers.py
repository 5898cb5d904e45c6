"""The groups as an installation keeps them: those that ship, what an administrator changed, how each stands with us."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from campaigns import errors
from campaigns.post import models, providers
from campaigns.post.models import Provider
from mailer import pacing
from runtime.database import Database

pytestmark = pytest.mark.dialects

NOW = 1_000_000


def named(session: Session, name: str) -> Provider:
    """Return one group."""
    return next(one for one in providers.listed(session) if one.name == name)


@pytest.fixture(autouse=True)
def _ensured(database: Database) -> None:
    with database.transaction() as session:
        providers.ensure(session)


def test_what_ships_is_there_once(database: Database) -> None:
    """However often it is made sure of."""
    with database.transaction() as session:
        again = providers.ensure(session)

    assert [providers.group(one) for one in again] == list(pacing.GROUPS)
    assert (again[providers.OTHERS].name, again[providers.ALL].name) == (pacing.OTHERS, pacing.ALL)


def test_what_an_administrator_changed_stays(database: Database) -> None:
    """An update of the software does not undo it."""
    with database.transaction() as session:
        providers.change(session, "orange", {"connections": 1, "letters": None})
    with database.transaction() as session:
        providers.ensure(session)

    with database.reading() as session:
        assert providers.group(named(session, "orange")).limits == pacing.ProviderLimits(1, None)


@pytest.mark.parametrize(
    ("name", "changes", "problem", "fields"),
    [
        ("oragne", {"connections": 1}, errors.ProviderUnknown, "domains, exchangers"),
        ("all", {"domains": ["un.fr"], "per_second": 1.0}, errors.RateAlone, "domains"),
        ("La Région", {"domains": ["un.fr"]}, errors.ProviderRefused, "name"),
        ("orange", {"title": None}, errors.ProviderRefused, "title"),
        ("others", {"exchangers": ["mx.un.fr"]}, errors.ProviderRefused, "exchangers"),
        ("sfr", {"domains": ["wanadoo.fr"]}, errors.ProviderRefused, "domains"),
    ],
)
def test_a_refusal_names_the_fields_that_are_wrong(
    database: Database, name: str, changes: dict[str, Any], problem: type[errors.ProviderRefused], fields: str
) -> None:
    """Each face has its own words for them."""
    with pytest.raises(problem) as refused, database.transaction() as session:
        providers.change(session, name, changes)

    assert refused.value.field == fields


def test_a_domain_has_one_owner(database: Database) -> None:
    """Refused, and nothing is changed."""
    with pytest.raises(errors.ProviderRefused, match="orange"), database.transaction() as session:
        providers.change(session, "sfr", {"connections": 9, "domains": ["wanadoo.fr"]})

    with database.reading() as session:
        assert named(session, "sfr").connections == 2


def test_a_rest_is_never_cut_short_by_a_shorter_one(database: Database) -> None:
    """Two processes hear different things of one provider."""
    with database.transaction() as session:
        orange = named(session, "orange").id or 0
        providers.leave_alone(session, orange, 120, NOW)
        providers.leave_alone(session, orange, 30, NOW + 1)

    with database.reading() as session:
        assert providers.resting(session, NOW + 119) == {orange: NOW + 120}
        assert providers.resting(session, NOW + 120) == {}
        assert named(session, "orange").rested == 120


def test_a_provider_that_accepts_a_letter_is_forgiven(database: Database) -> None:
    """Its next rest is a short one again."""
    with database.transaction() as session:
        orange = named(session, "orange").id or 0
        providers.leave_alone(session, orange, 120, NOW)
        providers.forgive(session, orange)

    with database.reading() as session:
        assert named(session, "orange").rested == 0


def test_a_new_rate_counts_from_now(database: Database) -> None:
    """What was reserved at one letter an hour does not hold up ten a second."""
    with database.transaction() as session:
        providers.change(session, pacing.ALL, {"per_second": 1 / 3600})
        providers.reserve(session, providers.ALL, 5, NOW)
        providers.change(session, pacing.ALL, {"per_second": 10.0})

        assert providers.reserve(session, providers.ALL, 5, NOW) == NOW


def test_two_processes_that_are_the_first_at_once_both_go_on(database: Database) -> None:
    """Neither of them finds the other's rows when it looks; the second to write leaves them as they are."""
    with database.transaction() as session:
        shipped = providers.ensure(session)
        session.execute(sa.delete(models.table("mail_domain")))
        session.execute(sa.delete(providers.PROVIDER))
    barrier = threading.Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _number: _first(database, barrier), range(2)))

    assert made == [len(shipped)] * 2


def _first(database: Database, barrier: threading.Barrier) -> int:
    barrier.wait(timeout=20)
    with database.transaction() as session:
        return len(providers.ensure(session))
