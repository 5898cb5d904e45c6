"""A Word file is cut into drafts on a page that shows where."""

from __future__ import annotations

import re

from accounts.roles import Role
from runtime.installation import Installation
from tests.campaigns.editorial.manuscripts import words
from tests.campaigns.editorial.test_received_files import file
from tests.web.console.officers import Officer


def test_a_file_becomes_the_articles_that_are_ticked(opened: Installation) -> None:
    """Proposed, joined, created; its picture is seen and described."""
    marie = Officer(opened, Role.WRITE)
    received = marie.ask("POST", "/articles/fichier", files={"fichier": ("envoi.docx", file().content)})
    page = marie.follow(received)
    address = received.headers["location"]
    picture = marie.get(f"{address}/images/0")
    joined = marie.post(address, {"debut": ["0", "4"], "revoir": "1"})
    made = marie.post(
        address, {"debut": ["0", "4"], "titre-0": "Le bus et le forum", "alt-0": "Un carré", "creer": "1"}
    )

    assert len(re.findall(r'name="debut" value="\d+" checked', page.text)) == 3
    assert "Créer 3 articles" in page.text
    assert picture.headers["content-type"] == "image/png"
    assert "Créer 2 articles" in joined.text
    assert "Le bus et le forum" in marie.follow(made).text
    assert marie.get(address).status_code == 404


def test_what_cannot_be_read_is_said_on_the_page(opened: Installation) -> None:
    """With what to do."""
    marie = Officer(opened, Role.WRITE)
    answer = marie.ask("POST", "/articles/fichier", files={"fichier": ("photo.jpg", b"x")})
    empty = marie.ask("POST", "/articles/fichier", files={"fichier": ("vide.docx", words.saved(words.empty()))})

    assert (answer.status_code, empty.status_code) == (422, 422)
    assert "enregistrez-le sous ce format" in answer.text
