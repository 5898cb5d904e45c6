"""Fixtures that the whole suite shares: a database, a clock that is moved by hand, keys."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from runtime import database as databases
from runtime import migrating, settings
from runtime.database import Database
from runtime.installation import Installation
from runtime.keyring import Keyring
from tests import postgres as postgres_server
from tests import servers
from tests.clocks import MovableClock


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server for the whole session, in a folder that no other session of pytest tidies away."""
    with (
        tempfile.TemporaryDirectory(prefix="relais-postgres-", ignore_cleanup_errors=True) as folder,
        postgres_server.running(Path(folder)) as url,
    ):
        yield url


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that the migrations have made a database of; to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "relais.db"
    made = databases.connect(f"sqlite:///{path}", durable=False)
    migrating.upgrade(made)
    made.engine.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh database of either kind, made by the migrations."""
    if request.param == "postgresql":
        with postgres_server.cloned(request.getfixturevalue("postgres")) as cloned:
            yield cloned
        return
    path = shutil.copy(request.getfixturevalue("migrated"), tmp_path / "relais.db")
    made = databases.connect(f"sqlite:///{path}", durable=False)
    yield made
    made.engine.dispose()


@pytest.fixture
def clock() -> MovableClock:
    """A clock that stands at 10 o'clock in Paris on 15 September 2009."""
    return MovableClock(datetime(2009, 9, 15, 8, 0, tzinfo=UTC))


@pytest.fixture
def keyring() -> Keyring:
    """Keys that are the same in every run."""
    return Keyring(suppression=b"s" * 32, signing={1: b"k" * 32})


@pytest.fixture
def opened(database: Database, clock: MovableClock, keyring: Keyring, tmp_path: Path) -> Installation:
    """An installation in a temporary folder, with a clock that is moved by hand."""
    return Installation(settings.load(data=tmp_path), database, keyring, clock)


@pytest.fixture
def server() -> Iterator[servers.Sink]:
    """A running server."""
    with servers.running() as sink:
        yield sink
