"""The officer sees the issue in each design, and chooses one for it or for the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts.roles import Role
from campaigns.editorial import design_choices, looks, publications
from runtime.installation import Installation
from templates import designs
from tests import cast
from tests.web.console.officers import Officer


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue that could leave."""
    return cast.stage(opened, tmp_path)


def test_each_design_shows_the_letter_itself(opened: Installation, issue: int) -> None:
    """In a frame that runs nothing; who only reads may look, and is told whom to ask."""
    reader = Officer(opened, Role.READ)
    page = reader.get(f"/numeros/{issue}/presentation")
    frames = [reader.get(f"/numeros/{issue}/presentation/{key}") for key in designs.DESIGNS]

    assert [f'src="/numeros/{issue}/presentation/{key}"' in page.text for key in designs.DESIGNS] == [True] * 4
    assert "aria-disabled" in page.text
    assert all("Le bus de l’emploi" in one.text for one in frames)
    assert len({one.text for one in frames}) == len(frames)
    assert page.text.count(" sandbox ") == len(frames)
    assert all("script-src" not in one.headers["content-security-policy"] for one in frames)
    assert reader.get(f"/numeros/{issue}/presentation/tabloid").text.count("tabloid") == 1


def test_an_issue_has_what_was_chosen(opened: Installation, issue: int) -> None:
    """Until it follows its letter again; what nobody offered is refused and changes nothing."""
    officer = Officer(opened, Role.WRITE)
    path = f"/numeros/{issue}/presentation"
    kept = officer.follow(officer.post(path, {"design": "magazine"}))
    refused = officer.post(path, {"design": "tabloid"})
    own = design_choices.of_issue(opened, issue).own
    officer.post(path, {"design": ""})

    assert "Présentation enregistrée\u00a0: Magazine." in kept.text
    assert 'value="magazine" aria-describedby="about-magazine" checked' in kept.text
    assert (refused.status_code, own and own.key) == (422, "magazine")
    assert design_choices.of_issue(opened, issue).own is None


def test_the_letter_has_what_its_administrator_chose(opened: Installation, issue: int) -> None:
    """Seen on its newest issue."""
    administrator = Officer(opened, Role.ADMINISTER)
    before = administrator.get("/reglages/presentation").text
    kept = administrator.follow(administrator.post("/reglages/presentation", {"design": "brief"}))

    assert f'src="/numeros/{issue}/presentation/brief"' in before
    assert "Présentation enregistrée\u00a0: Brève." in kept.text
    assert looks.show(opened).design == "brief"
    assert Officer(opened, Role.WRITE, name="Paul Exemple").post("/reglages/presentation", {}).status_code == 403


def test_a_letter_without_an_issue_names_its_designs(opened: Installation) -> None:
    """There is nothing to show them on yet."""
    with opened.database.transaction() as session:
        publications.ensure(session)
    page = Officer(opened, Role.ADMINISTER).get("/reglages/presentation").text

    assert "<iframe" not in page
    assert all(one.sentence in page for one in designs.listed())


def test_a_colleague_of_another_letter_only_looks(opened: Installation, issue: int) -> None:
    """The right is one for a publication."""
    cast.second(opened)
    with opened.database.reading() as session:
        other = publications.everything(session)[1].id
    stranger = Officer(opened, Role.WRITE, publication_id=other)

    assert stranger.post(f"/numeros/{issue}/presentation", {"design": "brief"}).status_code == 403
    assert design_choices.of_issue(opened, issue).own is None
