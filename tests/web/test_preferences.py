"""A letter's own link can reduce what a reader gets; the same page takes that back; the next launch respects both."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select

from campaigns.acting import launching
from campaigns.acting.launching import Launched
from campaigns.acting.rights import objection_and_erasure
from campaigns.checking import drafts
from campaigns.editorial.models import Edition
from campaigns.post import planning, tokens
from campaigns.post.models import Delivery
from lists.permission import special_issues, suppressing
from runtime.installation import Installation
from tests import cast
from tests.web.conftest import Ask, browser, zoes_key


@pytest.fixture
def issue_id(opened: Installation, tmp_path: Path) -> int:
    """An issue that is ready to leave, to four readers."""
    return cast.stage(opened, tmp_path)


@pytest.fixture
def ask(opened: Installation, issue_id: int) -> Ask:
    """A browser."""
    return browser(opened)


@pytest.fixture
def link(opened: Installation, issue_id: int) -> str:
    """The link in a letter of Zoé's."""
    return "/l/p/" + tokens.mint_leave(opened.keyring, 1, 7, zoes_key(opened))


def launched(opened: Installation, issue_id: int) -> tuple[Launched, set[str]]:
    """Launch, and return whom it is for."""
    campaign = launching.launch(opened, launching.Order(issue_id, grace=0), "test")
    with opened.database.reading() as session:
        return campaign, {one.address for one in session.exec(select(Delivery))}


def reduced(opened: Installation) -> bool:
    """Tell whether Zoé wants the special issues only."""
    with opened.database.reading() as session:
        return special_issues.is_reduced(session, zoes_key(opened), 1)


def test_looking_changes_nothing(ask: Ask, opened: Installation, link: str) -> None:
    """It shows a button."""
    assert "Seulement les numéros spéciaux" in ask("GET", link).text
    assert not reduced(opened)


def test_an_ordinary_issue_is_not_for_whoever_wants_special_ones(
    ask: Ask, opened: Installation, issue_id: int, link: str
) -> None:
    """She is counted, by the reason."""
    for _time in range(2):
        page = ask("POST", link)
    with opened.database.reading() as session:
        draft = drafts.gather(opened, session, issue_id, None)
    campaign, readers = launched(opened, issue_id)

    assert draft.audience.contacts == sum(one.readers for one in draft.variants) == campaign.audience
    assert "que les numéros spéciaux" in page.text
    assert readers == set(cast.EVERYBODY) - {cast.ZOE}
    assert campaign.audience == 3
    assert campaign.excluded_at_launch == {"special_only": 1}


def test_a_special_issue_is_for_everybody(ask: Ask, opened: Installation, issue_id: int, link: str) -> None:
    """That is what she asked for."""
    campaign, _readers = launched(opened, issue_id)
    ask("POST", link)
    with opened.database.transaction() as session:
        edition = session.get_one(Edition, campaign.edition_id)
        edition.content = edition.content | {"template": edition.content["template"] | {"name": "special"}}
        session.add(edition)
        session.flush()
        again = planning.Plan(campaign.edition_id, 1, "", None, None, opened.clock.epoch(), None, "hold")
        special = planning.plan(session, again, opened.clock.epoch())

    assert special.audience == len(cast.EVERYBODY)
    assert special.excluded_at_launch == {}


def test_a_person_chooses_on_their_own_page(ask: Ask, opened: Installation, link: str) -> None:
    """All issues again, or the special ones; the link of a letter reduces whatever the body says."""
    ask("POST", link)
    ask("POST", link, data={"which": "all"})
    assert reduced(opened)
    visit = tokens.mint_visit(opened.keyring, tokens.Visit(zoes_key(opened), opened.clock.epoch()))
    ask("POST", f"/l/moi/{visit}/numeros", data={"which": "all"})
    assert not reduced(opened)
    ask("POST", f"/l/moi/{visit}/numeros", data={"which": "special"})

    assert reduced(opened)


def test_what_was_reduced_is_taken_back_where_it_was_asked(ask: Ask, opened: Installation, link: str) -> None:
    """A click too many; looking changes nothing."""
    page = ask("POST", link).text
    assert f'action="{link}/tous"' in page
    assert ask("GET", f"{link}/tous").status_code == 405
    assert reduced(opened)

    assert "reçoit tous les numéros" in ask("POST", f"{link}/tous").text
    assert not reduced(opened)


def test_taking_it_back_brings_nobody_back_who_left(ask: Ask, opened: Installation, link: str) -> None:
    """The page then leads to what does."""
    ask("POST", link)
    ask("POST", link.replace("/l/p/", "/l/u/"))
    page = ask("POST", f"{link}/tous").text
    with opened.database.reading() as session:
        stays = suppressing.is_suppressed(session, zoes_key(opened), 1)

    assert stays
    assert "ne reçoit plus" in page
    assert link.replace("/l/p/", "/l/u/") in page


def test_an_erasure_forgets_the_wish(ask: Ask, opened: Installation, link: str) -> None:
    """The hash that stays is that of the objection alone."""
    ask("POST", link)
    objection_and_erasure.forget(opened, cast.ZOE, "test")

    assert not reduced(opened)


def test_it_works_when_the_list_is_gone(ask: Ask, opened: Installation) -> None:
    """Years later: nothing to reduce, and no error."""
    gone = "/l/p/" + tokens.mint_leave(opened.keyring, 99, 7, zoes_key(opened))

    assert ask("POST", gone).status_code == 200


def test_a_changed_link_is_refused(ask: Ask, opened: Installation, link: str) -> None:
    """As all of them."""
    changed = link.replace("/l/p/A", "/l/p/B", 1)

    assert ask("POST", changed).status_code == 404
    assert not reduced(opened)
