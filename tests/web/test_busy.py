"""Leaving while another writes, or while the database is away: it always works, and counts before the next letter."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from campaigns.acting import launching, sending, ticking
from campaigns.post import tokens
from campaigns.post.models import Delivery, Event
from campaigns.post.readers import leave_files, unsubscribing
from lists.models import Suppression
from runtime import database as databases
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.web.conftest import Ask, browser, zoes_key
from tests.web.test_undoing import action


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody."""
    monkeypatch.setattr(unsubscribing, "PATIENCE", 0.05)


@contextmanager
def writing(opened: Installation) -> Iterator[None]:
    """Let another connection write, for as long as this lasts."""
    with opened.database.transaction() as session:
        session.execute(sa.text("UPDATE mailing_list SET note = 'an import'"))
        if not opened.database.is_sqlite:
            session.execute(sa.text("LOCK TABLE suppression, event IN SHARE ROW EXCLUSIVE MODE"))
        yield


def away(opened: Installation) -> Installation:
    """Return the same with a database that cannot be reached."""
    nowhere = databases.connect(f"sqlite:///{opened.settings.data / 'none' / 'relais.db'}")
    return dataclasses.replace(opened, database=nowhere)


def stopped(opened: Installation) -> int:
    """Return how often the database has noted that Zoé left."""
    with opened.database.reading() as session:
        assert len(session.exec(select(Event).where(Event.kind == "left")).all()) <= 1
        return len(session.exec(select(Suppression).where(Suppression.address_key == zoes_key(opened))).all())


@pytest.mark.dialects
def test_leaving_waits_for_no_import(ask: Ask, opened: Installation, link: str) -> None:
    """It is answered as always, with the way back; the tick records it, once."""
    with writing(opened):
        answers = [ask("POST", link, content="List-Unsubscribe=One-Click") for _twice in range(2)]
        shown = ask("GET", link)
        waiting = stopped(opened)
    ticked = ticking.tick(opened).did

    assert [one.status_code for one in answers] == [200, 200]
    assert action(answers[0].text, "annuler")
    assert "C’est fait" in shown.text
    assert waiting == 0
    assert "departures.recorded:1" in ticked
    assert stopped(opened) == 1
    assert not leave_files.is_any(opened.settings.data)


def test_leaving_works_without_a_database(opened: Installation, link: str) -> None:
    """What stands on the disk is no address, and nobody else may read it."""
    assert browser(away(opened))("POST", link).status_code == 200
    (file,) = leave_files.folder(opened.settings.data).iterdir()

    assert file.read_text().split()[1] == link.rpartition("/")[2]
    assert file.stat().st_mode & 0o777 == 0o600
    ticking.tick(opened)
    assert stopped(opened) == 1


def test_neither_disk_nor_database_is_said_to_come_back_later(opened: Installation, link: str) -> None:
    """503, and never 500."""
    leave_files.folder(opened.settings.data).write_text("a file where a folder should be")

    assert browser(away(opened))("POST", link).status_code == 503


def test_a_departure_that_waits_can_be_undone(ask: Ask, opened: Installation, link: str) -> None:
    """It is recorded first, then undone."""
    with writing(opened):
        page = ask("POST", link).text

    assert "annulée" in ask("POST", action(page, "annuler")).text
    assert stopped(opened) == 0


def test_the_personal_page_leaves_too(ask: Ask, opened: Installation, link: str) -> None:
    """Whoever presses a button has said it."""
    visit = tokens.mint_visit(opened.keyring, tokens.Visit(zoes_key(opened), opened.clock.epoch()))
    with writing(opened):
        assert ask("POST", f"/l/moi/{visit}/quitter").status_code == 200
    ticking.tick(opened)

    assert stopped(opened) == 1


def test_a_process_that_died_between_records_nothing_twice(ask: Ask, opened: Installation, link: str) -> None:
    """The file is still there although all of it is in the database; she has come back since."""
    with writing(opened):
        page = ask("POST", link).text
    (file,) = leave_files.folder(opened.settings.data).iterdir()
    content = file.read_text()
    ask("POST", action(page, "annuler"))
    file.write_text(content)
    ticking.tick(opened)

    assert stopped(opened) == 0


def test_what_nobody_signed_is_put_aside(opened: Installation) -> None:
    """It stops nobody, and keeps no other departure from being recorded."""
    leave_files.note(opened.settings.data, "X" * tokens.LEAVE_LENGTH, 1)
    ticking.tick(opened)

    assert [one.suffix for one in leave_files.folder(opened.settings.data).iterdir()] == [".unreadable"]


def test_it_counts_before_the_next_letter(opened: Installation, server: servers.Sink, tmp_path: Path) -> None:
    """Whatever keeps the database busy, no letter leaves to who has left."""
    given = settings.load(data=opened.settings.data, smtp_url=server.url)
    opened = dataclasses.replace(opened, settings=given)
    campaign = launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test").id or 0
    with opened.database.reading() as session:
        mine = session.exec(select(Delivery).where(Delivery.address == cast.ZOE)).one()
    leave_files.note(given.data, tokens.mint_leave(opened.keyring, 1, mine.id or 0, mine.address_key), 1)
    sending.send(opened, campaign)

    assert set(server.letters) == set(cast.EVERYBODY) - {cast.ZOE}
