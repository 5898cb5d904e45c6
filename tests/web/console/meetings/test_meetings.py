"""« Rencontres »: an officer plans, invites, hears answers, says that it took place; without a convention, nothing."""

from __future__ import annotations

import re
from datetime import timedelta

from accounts.roles import Role
from campaigns.editorial import item_writing
from campaigns.partnership.meetings import listing
from runtime.installation import Installation
from tests.campaigns.partnership.meetings import scene
from tests.campaigns.partnership.meetings.conftest import bound
from tests.clocks import MovableClock
from tests.web.console.officers import Officer

__all__ = ["bound"]
PATH = "/convention/rencontres"


def test_there_is_no_such_page_without_a_convention(opened: Installation) -> None:
    """A neutral installation knows nothing of meetings."""
    marie = Officer(opened, Role.WRITE, Role.SEND)

    assert [marie.get(f"{PATH}{more}").status_code for more in ("", "/nouvelle", "/1")] == [404, 404, 404]


def test_a_meeting_is_planned_invited_to_and_held(bound: Installation, clock: MovableClock) -> None:
    """From the remark that nothing is planned to « tenue », by forms alone."""
    marie = Officer(bound, Role.WRITE, Role.SEND)
    assert "« Échange annuel » : à prévoir avant le 15 juin 2010." in plain(marie.get(PATH).text)
    typed = {"kind": "exchange", "day": "2010-03-12", "since": "14:00", "until": "17:00", "place": "Paris",
             "agenda": "- Un\n- Deux"}  # fmt: skip
    planned = marie.post(f"{PATH}/nouvelle", typed)
    where = planned.headers["location"]
    assert (planned.status_code, where) == (303, f"{PATH}/1")
    page = plain(marie.get(where).text)
    assert "Solange Dorval" in page
    assert "vendredi 12 mars 2010, 14 h – 17 h" in page

    marie.post(f"{where}/inviter", {"whom": "designated"})
    assert "2 invitations partent dans la minute." in plain(marie.get(where).text)
    moved = marie.post(f"{where}/modifier", typed | {"day": "2010-03-19"})
    assert moved.status_code == 303
    assert "Les personnes invitées sont prévenues." in plain(marie.get(where).text)
    early = marie.post(f"{where}/tenue", {"attendees": "6"})
    assert (early.status_code, "est prévue" in plain(early.text)) == (422, True)
    clock.move(timedelta(days=200))
    marie = Officer(bound, Role.WRITE, name="Lou Exemple")
    marie.post(f"{where}/tenue", {"attendees": "6", "present": "1"})
    assert "6 personnes étaient là." in plain(marie.get(where).text)
    assert [one.attended for one in listing.show(bound, 1).guests] == [True, False]
    marie.post(f"{where}/corriger")
    assert listing.show(bound, 1).is_planned


def test_what_is_due_waits_on_the_first_page(bound: Installation, clock: MovableClock) -> None:
    """Once it is time, and it leads to the form with the kind chosen."""
    marie = Officer(bound, Role.WRITE)
    assert "Échange annuel" not in marie.get("/").text
    clock.move(timedelta(days=160))
    page = Officer(bound, Role.WRITE, name="Lou Exemple").get("/").text

    assert "« Échange annuel » : rien n’est prévu" in plain(page)
    assert 'href="/convention/rencontres/nouvelle?genre=exchange"' in page


def test_what_was_typed_comes_back_with_what_is_wrong(bound: Installation) -> None:
    """Each sentence stands beside its field, and the field keeps what was typed."""
    marie = Officer(bound, Role.WRITE, Role.SEND)
    typed = {"kind": "exchange", "day": "2010-03-12", "since": "14:00", "until": "13:00", "title": "<b>Échange</b>"}
    refused = marie.post(f"{PATH}/nouvelle", typed)
    scene.exchange(bound)
    nobody = marie.post(f"{PATH}/1/inviter", {"whom": "person", "name": "Zoé", "email": "zoe"})
    silent = marie.post(f"{PATH}/1/annuler", {"reason": " "})

    assert refused.status_code == nobody.status_code == silent.status_code == 422
    assert "la fin précède le début" in plain(refused.text).casefold()
    assert "&lt;b&gt;Échange&lt;/b&gt;" in refused.text
    assert re.search(r'id="error-email"[^>]*>[^<]+', nobody.text)
    assert "Dites pourquoi" in plain(silent.text)


def test_who_only_reads_or_writes_mails_nobody(bound: Installation) -> None:
    """Inviting, cancelling and moving a meeting that people were invited to write to people: that is « envoi »."""
    scene.exchange(bound)
    reads, writes = Officer(bound, Role.READ, name="Lise Lit"), Officer(bound, Role.WRITE, name="Ada Écrit")

    assert reads.get(f"{PATH}/1").status_code == 200
    assert reads.post(f"{PATH}/nouvelle").status_code == 403
    assert writes.post(f"{PATH}/1/inviter", {"whom": "designated"}).status_code == 403
    assert writes.post(f"{PATH}/1/annuler", {"reason": "x"}).status_code == 403
    Officer(bound, Role.SEND, name="Eva Envoie").post(f"{PATH}/1/inviter", {"whom": "designated"})
    assert writes.post(f"{PATH}/1/modifier", {"day": "2010-03-19"}).status_code == 403


def test_the_summary_is_looked_at_and_taken_along(bound: Installation) -> None:
    """For a yearly meeting; an exchange presents nobody's actions."""
    marie = Officer(bound, Role.WRITE)
    marie.post(f"{PATH}/nouvelle", {"kind": "charter_yearly", "day": "2010-05-20"})
    scene.exchange(bound)

    assert "Les actions du Conseil national des missions locales" in marie.get(f"{PATH}/1/synthese").text
    assert marie.get(f"{PATH}/1/synthese.txt").text.startswith("Les actions du Conseil national")
    assert marie.get(f"{PATH}/2/synthese").status_code == 404


def test_an_article_chooses_its_meeting(bound: Installation) -> None:
    """Where there are meetings, its form lists them; the choice is kept."""
    marie = Officer(bound, Role.WRITE)
    item = item_writing.blank(bound, "test", "good_practice").entry.id
    assert 'name="meeting"' not in marie.get(f"/articles/{item}").text
    made = scene.exchange(bound)
    assert f'<option value="{made.name}">' in marie.get(f"/articles/{item}").text

    marie.post(f"/articles/{item}", {"title": "Relire à deux", "meeting": made.name, "version": "1"})
    assert [one.item for one in listing.show(bound, 1).practices] == [item]
    assert f'<option value="{made.name}" selected>' in marie.get(f"/articles/{item}").text


def plain(html: str) -> str:
    """Return a page with ordinary spaces."""
    return re.sub(r"\s+", " ", html.replace("\u00a0", " "))
