"""The letter in the console: in its frame, in every view, checked, and tried out."""

from __future__ import annotations

import email
import email.policy

import pytest

from campaigns.acting import looking, previewing
from campaigns.editorial import outlines, trial_groups
from runtime.installation import Installation
from tests import cast, servers
from tests.web.console.officers import Officer


def test_the_frame_shows_the_letter_behind_a_policy_of_its_own(staged: Installation, marie: Officer) -> None:
    """Nothing runs in it and no other site frames it."""
    frame = marie.get("/numeros/1/apercu")
    policy = frame.headers["content-security-policy"]

    assert frame.text == looking.look(staged, 1).shown(looking.View.LIGHT)
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "frame-ancestors 'none'" in marie.get("/numeros/1").headers["content-security-policy"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("vue=clair&largeur=telephone", "letter-sheet phone"),
        ("vue=sombre", "quel que soit le vôtre"),
        ("vue=sans-images", "apercu?vue=sans-images"),
        ("vue=texte", "Bonjour Madame, Monsieur,"),
        ("vue=lecteur", "Titre de niveau 1"),
        ("q=dupont", "Personne de ce nom ne reçoit ce numéro."),
        ("q=brumevent", "Zoe Œuvrard"),
    ],
)
def test_every_view_has_an_address(marie: Officer, query: str, expected: str) -> None:
    """It can be sent to a colleague."""
    page = marie.get(f"/numeros/1/regard?{query}")

    assert page.status_code == 200
    assert expected in page.text


def test_the_letter_as_one_of_its_readers_receives_it(staged: Installation, marie: Officer) -> None:
    """With the sentence that says why she gets these articles."""
    zoe = previewing.contact(staged, cast.ZOE)
    frame = marie.get(f"/numeros/1/apercu?comme={zoe}")
    page = marie.get(f"/numeros/1/regard?comme={zoe}")
    nobody = marie.get("/numeros/1/regard?comme=999")

    assert "Bonjour Zoe," in frame.text
    assert "Ce public reçoit les articles qui sont pour tous." in page.text
    assert nobody.status_code == 200
    assert "La lettre ne peut pas encore être montrée." in nobody.text


def test_findings_lead_to_their_place(staged: Installation, marie: Officer) -> None:
    """A warning can be muted; what a machine can mend is mended at once."""
    said = {"title": "Quatre", "subject": "Recruter sans CV!", "preheader": "Recruter sans CV", "dated": "2009-10-06"}
    marie.post("/numeros/1", said)
    before = marie.get("/numeros/1/controles").text
    mended = marie.follow(marie.post("/numeros/1/corriger")).text
    muted = marie.follow(marie.post("/numeros/1/controles/sourdine", {"code": "preheader_repeats"})).text

    assert "Le préheader répète l’objet" in before
    assert 'href="/numeros/1"' in before
    assert "1 correction est faite." in mended
    assert outlines.show(staged, 1).subject == "Recruter sans CV\u202f!"
    assert "Le préheader répète l’objet" in mended
    assert "Le préheader répète l’objet" not in muted


def test_a_trial_to_oneself_is_one_click(marie: Officer, server: servers.Sink) -> None:
    """And it says to how many it went."""
    said = marie.follow(marie.post("/numeros/1/essai/moi")).text

    assert "L’essai est parti vers 1 adresse." in said
    assert set(server.received) == {marie.email}


def test_a_trial_is_what_one_looks_at(staged: Installation, marie: Officer, server: servers.Sink) -> None:
    """As one reader receives it, where the preview showed that; somebody who does not receive it is nobody's model."""
    zoe = previewing.contact(staged, cast.ZOE)
    marie.post("/numeros/1/essai/moi", {"comme": str(zoe)})
    refused = marie.post("/numeros/1/essai/moi", {"comme": "999"})

    letter = email.message_from_bytes(server.letters[marie.email], policy=email.policy.default)
    text = letter.get_body(("plain",))

    assert text is not None
    assert "Bonjour Zoe," in text.get_content()
    assert letter["Subject"].startswith("[Essai] ")
    assert refused.status_code == 422
    assert server.received.total() == 1


def test_addresses_are_counted_before_anything_leaves(
    staged: Installation, marie: Officer, server: servers.Sink
) -> None:
    """The button says to how many (R9), and the team is saved for the next time (R8)."""
    typed = "anne@charte.example, karim@charte.example\nanne@charte.example"
    counted = marie.post("/numeros/1/essai", {"to": typed, "group": "Relecture"})
    nothing_yet = server.received.total()
    sent = marie.follow(marie.post("/numeros/1/essai", {"to": typed, "go": "1"}))

    assert "Envoyer l’essai à 2 personnes" in counted.text
    assert nothing_yet == 0
    assert "vers 2 adresses" in sent.text
    assert trial_groups.listed(staged, 1)[0].addresses == ("anne@charte.example", "karim@charte.example")
    assert "Relecture" in marie.get("/numeros/1/essai").text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("pas une adresse", "est refusée"), (" ".join(f"a{n}@b.example" for n in range(21)), "20 adresses au plus")],
)
def test_what_cannot_be_tried_is_said_beside_the_field(marie: Officer, typed: str, expected: str) -> None:
    """And what was typed stays there."""
    refused = marie.post("/numeros/1/essai", {"to": typed, "go": "1"})

    assert refused.status_code == 422
    assert expected in refused.text
    assert typed[:10] in refused.text
