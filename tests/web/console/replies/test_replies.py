"""« Réponses »: what strangers wrote is shown as text, answered, followed and classed by whoever may."""

from __future__ import annotations

import logging

import pytest

from accounts.roles import Role
from campaigns.acting import ticking
from campaigns.acting.replies import listing, threads
from campaigns.acting.replies.listing import State
from runtime.installation import Installation
from tests import cast
from tests.campaigns.acting.replies import letters
from tests.campaigns.acting.returned import Box
from tests.web.console.officers import Officer


def test_a_letter_is_read_answered_and_classed(sent: Installation, box: Box) -> None:
    """The menu counts it until somebody looks; the answer leaves by mail."""
    letter = letters.write(sent, box, "Où trouver le guide ?")
    marie = Officer(sent, Role.WRITE)
    listed = marie.get("/reponses").text
    assert "Où trouver le guide ?" in listed
    assert '<span class="count">1<' in listed
    shown = marie.get(f"/reponses/{letter}").text
    assert "En réponse à" in shown
    assert '<span class="count">1<' not in marie.get("/").text

    said = marie.follow(marie.post(f"/reponses/{letter}/repondre", {"words": "Il est en ligne."})).text
    assert "elle part dans la minute" in said
    box.server.letters.clear()
    ticking.tick(sent)
    assert b"Marie Exemple" in box.server.letters[cast.ZOE]
    marie.follow(marie.post(f"/reponses/{letter}/classer"))
    assert listing.listed(sent).lines == ()
    assert "Où trouver le guide ?" in marie.get("/reponses?etat=classees").text


def test_a_proposal_is_accepted_with_its_consequence(sent: Installation, box: Box) -> None:
    """And the page that follows says what was done."""
    letter = letters.write(sent, box, "Ma nouvelle adresse est zoe.n@brume.example.")
    marie = Officer(sent, Role.WRITE)
    shown = marie.get(f"/reponses/{letter}").text
    assert "Les prochaines lettres vont à zoe.n@brume.example." in shown

    answer = marie.post(f"/reponses/{letter}/accepter", {"proposal": "address"})
    assert answer.headers["location"] == f"/reponses/{letter}"
    assert "C’est fait." in marie.follow(answer).text
    again = marie.post(f"/reponses/{letter}/accepter", {"proposal": "address"})
    assert (again.status_code, "quelqu’un l’a fait entre-temps" in again.text) == (422, True)


def test_what_a_stranger_wrote_runs_nowhere_and_no_log_names_people(
    sent: Installation, box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither his page nor his subject, nor the name of his file."""
    box.drop(
        f"From: <script>x@y.example\nTo: {box.sender(cast.ZOE)}\nSubject: <script>alert(1)</script>\n"
        "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html\n\n"
        "<p>Bonjour <b>gras</b></p><script>alert(2)</script><img src=x onerror=alert(3)>\n"
        "--B\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="<svg onload=alert(4)>.pdf"\n\nx\n--B--\n'
    )
    with caplog.at_level(logging.DEBUG):
        letter = letters.write(sent, box, "Bravo.")
        marie = Officer(sent, Role.WRITE)
        for path in ("/reponses", f"/reponses/{letter}", f"/reponses/{letter - 1}"):
            shown = marie.get(path).text
            assert "<script>alert" not in shown
            assert "<img src=x" not in shown
            assert "<svg onload" not in shown
    assert "Bonjour gras" in shown
    assert cast.ZOE not in caplog.text


def test_looking_without_the_right_to_write_changes_nothing(sent: Installation, box: Box) -> None:
    """The buttons say whom to ask; the letter stays unread."""
    letter = letters.write(sent, box, "Bravo.")
    Officer(sent, Role.WRITE, name="Claire Aubry")
    reader = Officer(sent, Role.READ)
    shown = reader.get(f"/reponses/{letter}").text

    assert "Demandez à" in shown
    assert reader.post(f"/reponses/{letter}/repondre", {"words": "Merci"}).status_code == 403
    assert listing.listed(sent).lines[0].state is State.UNREAD
    assert not threads.show(sent, letter).is_read


def test_an_empty_answer_and_an_unknown_letter_are_refused_in_a_sentence(sent: Installation, box: Box) -> None:
    """What was typed stays."""
    letter = letters.write(sent, box, "Bravo.")
    marie = Officer(sent, Role.WRITE)
    empty = marie.post(f"/reponses/{letter}/repondre", {"words": "  "})
    turned = marie.post(f"/reponses/{letter}/repondre", {"words": "Merci\u202e !"})

    assert (empty.status_code, "Écrivez votre réponse." in empty.text) == (422, True)
    assert (turned.status_code, "Merci" in turned.text) == (422, True)
    assert marie.get("/reponses/99").status_code == 404
    assert marie.post(f"/reponses/{letter}/accepter", {"proposal": "x"}).status_code == 404
