"""« La lettre de bienvenue »: set, seen and tried out by whoever administers the letter."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from campaigns.editorial import publications
from campaigns.post.welcomes import welcome_letters
from runtime.installation import Installation
from tests import cast, servers
from tests.campaigns.post import messages
from tests.web.console.officers import Officer

PATH = "/reglages/bienvenue"
TYPED = {"on": "1", "subject": "Bienvenue !", "body_markdown": "Bonjour,\r\n\r\nmerci **beaucoup**."}


@pytest.fixture
def officer(opened: Installation) -> Officer:
    """Whoever administers a letter that may write."""
    with opened.database.transaction() as session:
        cast.publish(session)
    return Officer(opened, Role.ADMINISTER)


def test_what_is_typed_is_kept_and_seen(opened: Installation, officer: Officer) -> None:
    """Without a script too; the frame shows the letter, with its way out."""
    before = officer.get(PATH).text
    after = officer.follow(officer.post(f"{PATH}?lettre=1", TYPED))
    frame = officer.get(f"{PATH}/apercu?lettre=1").text
    kept = welcome_letters.show(opened)

    assert "pas envoyée" in before
    assert "Personne ne peut s’inscrire" in before
    assert "Lettre de bienvenue enregistrée." in after.text
    assert (kept.is_on, kept.subject, kept.shows_last) == (True, "Bienvenue !", False)
    assert "<strong>beaucoup</strong>" in frame
    assert "Ne plus recevoir cette lettre" in frame


def test_what_is_wrong_stands_beside_its_field(opened: Installation, officer: Officer) -> None:
    """With what was typed, and nothing is kept."""
    refused = officer.post(PATH, TYPED | {"subject": " ", "body_markdown": "<b>Texte</b> gardé"})
    frame = officer.ask("POST", f"{PATH}/apercu", json={"subject": "", "body_markdown": "x"})

    assert refused.status_code == 422
    assert "Donnez un objet à la lettre." in refused.text
    assert "&lt;b&gt;Texte&lt;/b&gt; gardé" in refused.text
    assert (frame.status_code, frame.json()) == (422, {"sentence": "Donnez un objet à la lettre."})
    assert not welcome_letters.show(opened).is_on


def test_it_is_seen_while_it_is_typed(opened: Installation, officer: Officer) -> None:
    """What the editor sends is in the frame, and not kept."""
    words = {"type": "paragraph", "content": [{"type": "text", "text": "À peine tapé"}]}
    body = {"type": "doc", "content": [words]}
    frame = officer.ask("POST", f"{PATH}/apercu", json={"subject": "Bonjour", "body": body, "on": "1"})

    assert "À peine tapé" in frame.text
    assert not welcome_letters.show(opened).is_on


def test_a_trial_goes_to_the_visitor_alone(opened: Installation, officer: Officer, server: servers.Sink) -> None:
    """What is typed is kept first; without a server the page says why nothing left."""
    nothing = officer.follow(officer.post(f"{PATH}/essai", TYPED)).text
    writer = Officer(messages.with_server(opened, server.url), Role.ADMINISTER, name="Paul Exemple")
    said = writer.follow(writer.post(f"{PATH}/essai", TYPED)).text

    assert "L’essai n’est pas parti." in nothing
    assert f"un essai est parti vers {writer.email}" in said
    assert server.received == {writer.email: 1}
    assert b"[Essai]" in server.letters[writer.email]
    assert b"List-Unsubscribe-Post" in server.letters[writer.email]


def test_each_letter_has_its_own(opened: Installation, officer: Officer) -> None:
    """Chosen by its address; a right for one is none for the other, and an unknown one is no page."""
    cast.second(opened)
    with opened.database.reading() as session:
        other = publications.chosen(session, cast.SECOND).id
    colleague = Officer(opened, Role.ADMINISTER, name="Paul Exemple", publication_id=other)

    assert officer.follow(officer.post(f"{PATH}?lettre={other}", TYPED)).status_code == 200
    assert welcome_letters.show(opened, cast.SECOND).is_on
    assert colleague.post(f"{PATH}?lettre=1", TYPED).status_code == 403
    assert officer.get(f"{PATH}?lettre=99").status_code == 404
    assert officer.get(f"{PATH}?lettre=<script>").status_code == 404
