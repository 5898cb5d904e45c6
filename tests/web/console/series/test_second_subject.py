"""« Deux objets »: a second subject is kept with its issue, and who would try it is said in numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts.roles import Role
from campaigns.acting import launching
from campaigns.editorial import second_subjects
from campaigns.editorial.second_subjects import Wish
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer


@pytest.fixture
def path(opened: Installation, tmp_path: Path) -> str:
    """The page of an issue with four readers."""
    return f"/numeros/{cast.stage(opened, tmp_path)}/second-objet"


TYPED = {"second_subject": "Recruter <autrement>", "percent": "50", "least": "2", "hours": "3"}


def test_it_is_kept_and_said_in_numbers(opened: Installation, path: str) -> None:
    """What would happen now; then it can be taken away."""
    officer = Officer(opened, Role.WRITE)
    kept = officer.follow(officer.post(path, TYPED)).text
    issue = int(path.split("/")[2])
    wish = second_subjects.show(opened, issue)
    gone = officer.follow(officer.post(path, {"remove": "1"})).text

    assert wish == Wish("Recruter <autrement>", 50, 2, 3)
    assert "Recruter &lt;autrement&gt;" in kept
    assert "<dt>Attendent le meilleur, 3\u00a0heures</dt><dd>2</dd>" in kept
    assert "n’a plus qu’un objet" in gone
    assert second_subjects.show(opened, issue) is None


def test_what_teaches_nothing_stands_beside_its_field(opened: Installation, path: str) -> None:
    """With what was typed."""
    officer = Officer(opened, Role.WRITE)
    same = officer.post(path, TYPED | {"second_subject": "La Lettre n°\u00a04\u00a0: recruter sans CV"})
    wide = officer.post(path, TYPED | {"percent": "101", "hours": "x"})

    assert (same.status_code, wide.status_code) == (422, 422)
    assert "C’est déjà le premier objet" in same.text
    assert "Un nombre de 90 ou moins est attendu." in wide.text
    assert "Recruter &lt;autrement&gt;" in wide.text


def test_the_way_to_a_departure_leads_there_and_says_so(opened: Installation, path: str) -> None:
    """« À qui et quand » links it, « Relire et envoyer » names the second subject, « Départ » says who waits."""
    officer = Officer(opened, *Role)
    issue = int(path.split("/")[2])
    officer.post(path, TYPED)
    officer.post(f"/numeros/{issue}/envoi", {"when": "now", "go": "relire"})
    choose, read = (officer.get(f"/numeros/{issue}/envoi{page}").text for page in ("", "/relire"))
    campaign = launching.launch(opened, launching.Order(issue, grace=0), "test").id

    assert f'href="{path}"' in choose
    assert "Deux objets seront essayés" in read
    assert "attendent le meilleur objet" in officer.get(f"/envois/{campaign}").text
    results = officer.get(f"/envois/{campaign}/resultats").text
    assert "«\u00a0Recruter &lt;autrement&gt;\u00a0»\u00a0: 1 destinataire, 0 personne a cliqué." in results


def test_whoever_approves_reads_both(opened: Installation, path: str) -> None:
    """An approval covers what was seen."""
    issue = int(path.split("/")[2])
    Officer(opened, Role.WRITE).post(path, TYPED)
    snapshot = launching.look(opened, launching.Order(issue))[0].snapshot

    assert snapshot.issue.subjects.endswith("(ou, à l’essai\u00a0: Recruter <autrement>)")
