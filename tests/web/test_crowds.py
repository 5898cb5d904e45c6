"""Many at once: whoever only reads waits for nobody who writes, and a crowd is never our fault."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa

from runtime import database as databases
from runtime import errors
from runtime.installation import Installation
from tests.web.conftest import Site


@pytest.mark.dialects
def test_pages_do_not_wait_for_forms(site: Site, list_id: int, link: str) -> None:
    """An import holds the database, sixty people press a button, and the page of a reader comes first."""
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        with site.opened.database.transaction() as session:
            is_shared = session.get_bind().dialect.name == "postgresql"
            # On SQLite the first statement takes the only lock for writing.
            session.execute(sa.text("LOCK TABLE reduction IN EXCLUSIVE MODE" if is_shared else "SELECT 1"))
            held.set()
            over.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    preferences = link.replace("/l/u/", "/l/p/")
    answers = site.crowd([("POST", preferences)] * 60 + [("GET", "/l/pourquoi")], over.set)
    holder.join()

    assert (answers[0].request.method, answers[0].status_code) == ("GET", 200)
    assert {answer.status_code for answer in answers} == {200}


def test_a_connection_that_never_comes_is_said_in_a_sentence(opened: Installation) -> None:
    """Not an error of the library: the pages then answer to come back."""
    database = databases.connect(opened.database.engine.url.render_as_string(hide_password=False))
    database.engine.pool._timeout = 0.01  # type: ignore[attr-defined]
    kept = [database.engine.connect() for _one in range(40)]

    with pytest.raises(errors.DatabaseBusy), database.looking():
        pass
    for connection in kept:
        connection.close()
    database.engine.dispose()
