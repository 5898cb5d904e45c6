"""Fixtures that the whole suite shares: a database, a clock that is moved by hand, keys."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest

from runtime import settings
from runtime.database import Database
from runtime.installation import Installation
from runtime.keyring import Keyring
from tests import databases, matrix, servers
from tests import postgres as postgres_server
from tests.clocks import MovableClock

# How long a machine takes is no property of the code: a busy one makes no test fail.
hypothesis.settings.register_profile("relais", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("relais")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the two runs of the suite be chosen."""
    parser.addoption(
        "--databases", type=matrix.Run, choices=list(matrix.Run), default=matrix.Run.USUAL,
        help="usual: SQLite, and both databases where dialects differ; others: what that leaves; both: everything",
    )  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker."""
    config.addinivalue_line("markers", f"{matrix.DIALECTS}: runs on both databases in every run")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the other run what belongs there."""
    run = config.getoption("--databases")
    mine: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        callspec = getattr(item, "callspec", None)  # of tests with parameters only
        kind = callspec.params.get("database") if callspec else None
        differs = item.get_closest_marker(matrix.DIALECTS) is not None
        (mine if matrix.belongs(run, kind, differs=differs) else others).append(item)
    items[:] = mine
    config.hook.pytest_deselected(items=others)


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later search for garbage: a million objects that no test lets go."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgres(testrun_uid: str) -> Iterator[str]:
    """The address of a PostgreSQL server, in a folder that no other session of pytest tidies away."""
    with postgres_server.running(Path(tempfile.gettempdir()) / f"relais-postgres-{testrun_uid}") as url:
        yield url


@pytest.fixture(scope="session")
def emptied(postgres: str, worker_id: str) -> Iterator[postgres_server.Emptied]:
    """The database of this worker on that server."""
    with postgres_server.emptied(postgres, f"relais_{worker_id}") as made:
        yield made


@pytest.fixture
def large(emptied: postgres_server.Emptied) -> Database:
    """The same, empty."""
    return emptied.empty()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that the migrations have made a database of; to be copied."""
    return databases.migrate(tmp_path_factory.mktemp("migrated") / "relais.db")


@pytest.fixture(scope="session")
def copies(migrated: Path) -> databases.Copies:
    """What copies it."""
    return databases.Copies(migrated)


@pytest.fixture
def small(copies: databases.Copies, tmp_path: Path) -> Iterator[Database]:
    """A fresh SQLite."""
    yield copies.at(tmp_path / "relais.db")
    copies.close()


@pytest.fixture
def data(migrated: Path, tmp_path: Path) -> Path:
    """The folder of an installation that is made on the spot, with its database in it: only the keys are missing."""
    made = tmp_path / "data"
    made.mkdir()
    shutil.copyfile(migrated, made / "relais.db")
    return made


@pytest.fixture(params=matrix.KINDS)
def database(request: pytest.FixtureRequest) -> Database:
    """A database of either kind as the migrations left it; which of them in which run, `tests/matrix.py` says."""
    made: Database = request.getfixturevalue("small" if request.param == matrix.SQLITE else "large")
    return made


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
