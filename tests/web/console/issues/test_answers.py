"""« Réponses »: what invited readers answered, counted for whoever reads, by name for whoever writes."""

from __future__ import annotations

from pathlib import Path

from accounts.roles import Role
from campaigns.editorial import outlines
from runtime.installation import Installation
from tests import audited, cast, invitations
from tests.web.conftest import browser
from tests.web.console.officers import Officer


def test_they_are_counted_for_readers_and_named_for_writers(opened: Installation, tmp_path: Path) -> None:
    """The file is for whoever writes, and it is written down who took it; no address is anywhere."""
    links = invitations.send(opened, invitations.stage(opened, tmp_path, "summons"))
    marie, karim = Officer(opened, Role.WRITE), Officer(opened, Role.READ, name="Karim Exemple")
    before = marie.get("/numeros/1/reponses").text
    ask = browser(opened)
    ask("POST", links[cast.ZOE][0], data={"answer": "yes", "people": "3"})
    ask("POST", links[cast.LOIC][0], data={"answer": "no", "represented_by": "=cmd|' /C calc'!A0"})
    written, read = marie.get("/numeros/1/reponses").text, karim.get("/numeros/1/reponses").text
    file = marie.post("/numeros/1/reponses/fichier")

    assert "Pas encore de réponse" in before
    assert ("Zoe Œuvrard" in written, "vient, à 3" in written) == (True, True)
    assert ("Œuvrard" in read, "Les noms sont réservés" in read, "<dd>3</dd>" in read) == (False, True, True)
    assert karim.post("/numeros/1/reponses/fichier").status_code == 403
    assert file.headers["content-disposition"] == 'attachment; filename="reponses-1.csv"'
    assert file.text.splitlines()[1].startswith("Zoe Œuvrard;;Ateliers Brumevent;je viens;3;;")
    assert ";'=cmd" in file.text
    assert cast.ZOE not in written + read + file.text
    assert audited.acts(opened, f"user:{marie.user_id}")[1:] == [("issue.answers_exported", {"id": 1, "rows": 2})]


def test_an_issue_that_invites_to_nothing_says_so(staged: Installation, marie: Officer) -> None:
    """And has no tab for them; a convocation that waits has one."""
    begun = marie.post(
        "/nouveau-message", {"kind": "convocation", "subject": "Comité de pilotage", "dated": "2009-09-20"}
    )
    composed, other = marie.follow(begun).text, marie.get("/numeros/1").text

    assert "Ce numéro n’invite à rien" in marie.get("/numeros/1/reponses").text
    assert ("/numeros/2/reponses" in composed, "/numeros/1/reponses" in other) == (True, False)
    assert outlines.show(staged, 2).template == "summons"
