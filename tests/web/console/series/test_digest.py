"""« Le récapitulatif »: a rhythm in words, what waits, and a draft at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts.roles import Role
from campaigns.editorial import digests
from campaigns.editorial.digest_rhythms import Every, Rhythm
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PATH = "/reglages/recapitulatif"
TYPED = {"on": "1", "every": "month", "week": "1", "weekday": "1", "by_itself": "1"}


@pytest.fixture
def officer(opened: Installation, tmp_path: Path) -> Officer:
    """Whoever administers a letter for which one article waits."""
    with opened.database.transaction() as session:
        cast.publish(session)
        file = tmp_path / "article.md"
        file.write_text(cast.ARTICLE, "utf-8")
        cast.items(session, opened.settings.data, [file], opened.clock.now())
    return Officer(opened, *Role)


def test_a_rhythm_is_kept_and_its_next_day_said(opened: Installation, officer: Officer) -> None:
    """« Le premier mardi du mois »; off again, nothing is prepared."""
    kept = officer.follow(officer.post(PATH, TYPED)).text
    setting = digests.show(opened)
    off = officer.follow(officer.post(PATH, TYPED | {"on": ""})).text

    assert "Le prochain sera préparé le mardi 6\u00a0octobre 2009." in kept
    assert (setting.rhythm, setting.by_itself) == (Rhythm(Every.MONTH, 1, 1), True)
    assert "aucun récapitulatif n’est préparé" in off


def test_what_waits_is_shown_and_prepared_at_once(opened: Installation, officer: Officer) -> None:
    """The draft opens; the second time nothing waits."""
    before = officer.get(PATH).text
    draft = officer.follow(officer.post(f"{PATH}/maintenant"))
    again = officer.follow(officer.post(f"{PATH}/maintenant")).text

    assert "Le bus de l’emploi s’arrête" in before
    assert "Les nouveautés du" in draft.text
    assert "rien n’a été préparé" in again
    assert "Aucun article prêt n’attend." in again


def test_nonsense_is_refused(opened: Installation, officer: Officer) -> None:
    """A sentence, and nothing is kept."""
    assert officer.post(PATH, TYPED | {"week": "5"}).status_code == 422
    assert officer.post(PATH, TYPED | {"every": "<script>"}).status_code == 422
    assert not digests.show(opened).is_on
