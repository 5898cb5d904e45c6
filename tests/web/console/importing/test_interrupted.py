"""A server that stops in the middle of an import leaves whole steps, and the next one says how many."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlmodel import Session

from accounts.roles import Role
from campaigns.acting import reader_files
from campaigns.acting.importing import receiving
from lists.importing import drafts
from lists.importing.drafts import DraftState
from lists.importing.steps import Progress
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock
from tests.web.console.importing.test_importing import PATH, known, simulate, upload, words
from tests.web.console.officers import Officer

#: Lines: two whole steps, and a third that is cut off.
_LINES = 1_200


class _PowerCut(Exception):
    pass


def _cut_off(opened: Installation, number: int, lines: int) -> None:
    """Import a file as the server does, and lose the server after so many lines."""

    def reached(session: Session, progress: Progress) -> None:
        drafts.beat(session, number, progress, opened.clock.epoch(), progress.import_id)
        if progress.done > lines:
            raise _PowerCut

    with opened.database.transaction() as session:
        drafts.move(session, number, DraftState.IMPORTING, opened.clock.epoch())
        file = receiving.as_file(opened, drafts.show(session, number))
    with pytest.raises(_PowerCut):
        reader_files.bring(opened, file, actor="user:1", reached=reached)


def test_an_import_that_was_cut_off_says_what_is_done_and_goes_on(opened: Installation, clock: MovableClock) -> None:
    """Nothing twice, nothing lost; both parts can be undone."""
    with opened.database.transaction() as session:
        cast.publish(session)
    marie = Officer(opened, Role.WRITE)
    content = "Nom;E-mail\n" + "".join(f"N{n};n{n}@o.example\n" for n in range(_LINES))
    where = upload(marie, content.encode(), "liste.csv")
    simulate(marie, where)
    _cut_off(opened, int(where.rpartition("/")[2]), 1_000)
    assert "Import en cours" in marie.get(f"{where}/import").text  # it may be at work in another process
    clock.move(timedelta(minutes=1))

    page = words(marie.get(f"{where}/import").text)
    assert "L’import s’est arrêté avant la fin. L’import a été interrompu par un arrêt du serveur." in page
    assert "1 000 lignes sur 1 200 sont faites." in page
    assert len(known(opened)) == 1_000
    assert "import interrompu" in marie.get(PATH).text

    marie.post(f"{where}/import")
    marie.post(f"{where}/import")  # pressed twice
    result = marie.follow(marie.get(f"{where}/import"))
    assert "L’import est terminé." in words(result.text)
    assert len(known(opened)) == _LINES
    parts = re.findall(rf'href="({PATH}/\d+)"', marie.get(PATH).text)
    assert len(parts) == 2
    for part in parts:
        marie.post(f"{part}/annuler")
        assert "Cet import est annulé." in words(marie.get(part).text)
    assert known(opened) == {}


def test_a_simulation_that_was_cut_off_is_done_again(opened: Installation, clock: MovableClock) -> None:
    """Nothing was written."""
    with opened.database.transaction() as session:
        cast.publish(session)
    marie = Officer(opened, Role.WRITE)
    where = upload(marie, b"Nom;E-mail\nMartin;anne@o.example\n", "liste.csv")
    marie.post(f"{where}/colonnes", {"origine": "salon"})
    with opened.database.transaction() as session:
        drafts.move(session, 1, DraftState.SIMULATING, opened.clock.epoch())
    clock.move(timedelta(minutes=1))

    assert "La simulation a été interrompue par un arrêt du serveur." in marie.get(f"{where}/simulation").text
    again = marie.follow(marie.post(f"{where}/simulation"))
    assert "Importer 1 personne" in words(again.text)
