"""Access: a complete `.zip` that people and machines can read, about that person only."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import lxml.html
import pytest

from campaigns.acting import launching
from campaigns.acting.rights import access, labels, objection_and_erasure
from campaigns.post import delivery_events
from campaigns.post.delivery_events import EventKind, Heard
from lists import addresses
from lists.kinds import Purpose
from lists.permission import consents, suppressing
from runtime.installation import Installation
from tests import cast


@pytest.fixture
def desk(opened: Installation, tmp_path: Path) -> Installation:
    """Zoé got a letter that came back, agreed to be counted, objected; her name would be markup."""
    launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test")
    key = suppressing.address_key(opened.keyring, addresses.parse(cast.ZOE))
    with opened.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE delivery SET state = 'accepted'")
        session.connection().exec_driver_sql("UPDATE contact SET last_name = '<script>alert(1)</script>'")
        found = session.connection().exec_driver_sql(f"SELECT id FROM delivery WHERE address = '{cast.ZOE}'")
        delivery = found.scalar_one()
        delivery_events.record(
            session, Heard("1", EventKind.BOUNCED, delivery, opened.clock.epoch(), words="550 boîte <pleine>")
        )
        consents.give(
            session, key, Purpose.CLICKS, 1,
            wording="J’accepte que mes clics soient connus.", source="formulaire", now=opened.clock.now(), proof="clic",
        )  # fmt: skip
    objection_and_erasure.object_(opened, cast.ZOE, "test", "lettre du 12 mars")
    return opened


def _unzipped(content: bytes) -> tuple[dict[str, object], str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["donnees.json", "lisez-moi.html"]
        return json.loads(archive.read("donnees.json")), archive.read("lisez-moi.html").decode()


def test_both_files_say_everything(desk: Installation) -> None:
    """Origin, basis, the exact words of a consent, letters, what came back, objections, and what art. 15(1) asks."""
    data, page = _unzipped(access.access(desk, cast.ZOE, evidence="courriel", actor="test"))
    text = " ".join(lxml.html.fromstring(page).text_content().replace("\u00a0", " ").split())

    assert data["person"] == objection_and_erasure.file_of(desk, cast.ZOE).as_json()
    for words in (
        "intérêt légitime",
        "J’accepte que mes clics soient connus.",
        "La Lettre n° 4",
        "550 boîte <pleine>",
        "lettre du 12 mars",
        "36 mois après votre dernier signe",
        "cnil.fr",
        "accès",
        "Ateliers Brumevent",
    ):
        assert words in text


def test_the_page_loads_and_runs_nothing(desk: Installation) -> None:
    """What people typed is text; nothing is fetched from anywhere."""
    _data, page = _unzipped(access.access(desk, cast.ZOE, evidence="", actor="test"))

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not lxml.html.fromstring(page).xpath("//*[@src or @href or @action]")


def test_it_closes_her_request(desk: Installation) -> None:
    """The register is whole also when nobody had registered it."""
    access.access(desk, cast.ZOE, evidence="courriel", actor="test")

    assert [(one.kind, one.ending) for one in objection_and_erasure.file_of(desk, cast.ZOE).requests] == [
        ("objection", "done"), ("access", "done"),
    ]  # fmt: skip


def test_whoever_is_not_known_is_told_so(desk: Installation) -> None:
    """An answer is due to her too."""
    data, page = _unzipped(access.access(desk, "personne@ailleurs.example", evidence="", actor="test"))

    assert isinstance(data["person"], dict)
    assert data["person"]["contacts"] == []
    assert "Rien." in page


def test_every_name_of_the_file_has_words(desk: Installation) -> None:
    """A column without a heading would stop the page of the one person who has it."""
    sections = access.sections(objection_and_erasure.file_of(desk, cast.ZOE))

    assert [section.title for section in sections if not (section.head or section.rows)] == []
    assert [section.title for section in sections if not all(section.head)] == []
    assert labels.value("state", "subscribed") == "inscription en cours"
    assert labels.value("reason", "jamais vue") == "jamais vue"
