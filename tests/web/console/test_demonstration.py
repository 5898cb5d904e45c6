"""In a demo one comes in as anybody, and nowhere else."""

from __future__ import annotations

from accounts.roles import Role
from runtime import settings
from runtime.installation import Installation
from tests.web.console.officers import Officer


def test_a_demo_lets_anybody_in_as_one_of_its_people(opened: Installation) -> None:
    """Without a password; looking alone begins no session."""
    (opened.settings.data / settings.DEMO_MARK).touch()
    marie, visitor = Officer(opened, Role.WRITE), Officer(opened)
    assert visitor.get("/").headers["location"] == "/demonstration"
    assert "rédaction" in visitor.get("/demonstration").text

    answer = visitor.post("/demonstration", {"who": str(marie.user_id)})
    visitor.token = answer.cookies["relais"]
    assert "Bonjour Marie Exemple" in visitor.get("/").text


def test_no_other_installation_has_such_a_door(opened: Installation) -> None:
    """Whatever is asked of it."""
    marie, visitor = Officer(opened, Role.WRITE), Officer(opened)

    assert visitor.get("/demonstration").status_code == 404
    assert visitor.post("/demonstration", {"who": str(marie.user_id)}).status_code == 404
