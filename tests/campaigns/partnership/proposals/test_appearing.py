"""ML-3: a day after the letter left she is told that her action appeared, and her page goes on counting."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from campaigns.acting import launching, sending, ticking
from campaigns.editorial import issues
from campaigns.partnership.proposals import own_articles, proposing, reviewing
from campaigns.partnership.proposals.errors import NoProposals
from campaigns.partnership.proposals.own_articles import Own
from campaigns.partnership.proposals.proposing import Draft
from runtime import settings
from runtime.installation import Installation
from tests import cast, pdfs, servers
from tests.campaigns.partnership.proposals import contributors
from tests.campaigns.partnership.proposals.contributors import TYPED
from tests.clocks import MovableClock


@pytest.fixture
def accepted(opened: Installation, server: servers.Sink, tmp_path: Path) -> Installation:
    """Inès's action was accepted, and stands in an issue for the four readers of the cast, of the Drôme."""
    found = Installation(
        settings.load(data=tmp_path, smtp_url=server.url), opened.database, opened.keyring, opened.clock
    )
    cast.stage(found, tmp_path)
    contributors.stage(found)
    number = proposing.propose(found, contributors.token(found), Draft(**TYPED)).number
    item = reviewing.accept(found, number, "test").item or 0
    with found.database.transaction() as session:
        issues.add(session, 1, [item], "actions")
    return found


def own(opened: Installation) -> Own:
    """Return Inès's page."""
    return own_articles.look(opened, contributors.token(opened))


def sent(opened: Installation) -> Installation:
    """Send it."""
    launching.launch(opened, launching.Order(1, grace=0), "test")
    sending.send(opened, 1)
    ticking.tick(opened)
    return opened


def test_she_is_told_once_the_day_after(accepted: Installation, clock: MovableClock) -> None:
    """With the link, the readers and the clicks; not before anything has left, and not twice."""
    clock.move(timedelta(days=2))
    ticking.tick(accepted)
    assert contributors.messages(accepted, "thanks") == []

    sent(accepted)
    clock.move(timedelta(days=1))
    ticking.tick(accepted)
    clock.move(timedelta(days=1))
    ticking.tick(accepted)
    with accepted.database.reading():
        mailed = contributors.messages(accepted, "thanks")
    assert [one.state for one in mailed] == ["accepted"]


def test_what_she_is_told(accepted: Installation, clock: MovableClock) -> None:
    """Figures of letters, and never a reader."""
    from campaigns.partnership.proposals import thanking

    sent(accepted)
    clock.move(timedelta(days=1))
    assert thanking.thank(accepted) == [1]
    [said] = contributors.messages(accepted, "thanks")
    assert said.content["readers"] == 4
    assert said.content["clicks"] == 0
    assert said.content["issue"] == "n°\u00a04, septembre 2009"
    assert said.content["url"].startswith(f"{accepted.settings.base_url}/l/a/")
    assert said.content["own_url"].endswith(f"{contributors.token(accepted)}/articles")


def test_her_page_says_how_far_it_went(accepted: Installation) -> None:
    """A number of neighbours that could mean a person is not said."""
    assert [one.words for one in own(accepted).waiting] == ["acceptée"]
    sent(accepted)

    [article] = own(accepted).articles
    assert (article.title, article.readers, article.near, article.around) == (
        TYPED["title"], 4, "moins de\u00a05", "moins de\u00a05",
    )  # fmt: skip
    assert own(accepted).waiting == ()
    assert (own(accepted).departement, own(accepted).region) == ("dans la Drôme", "Rhône-Alpes")


def test_a_letter_that_everybody_refused_is_nothing(
    accepted: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """It is not on her page, and nobody thanks her for it."""
    server.at_rcpt = {one: ["550 5.1.1 nobody"] for one in cast.EVERYBODY}
    sent(accepted)
    clock.move(timedelta(days=2))
    ticking.tick(accepted)

    assert own(accepted).articles == ()
    assert contributors.messages(accepted, "thanks") == []


def test_her_page_stays_when_the_convention_has_ended(accepted: Installation, clock: MovableClock) -> None:
    """What was published under it was published; nothing more can be proposed, and what waits is answered."""
    number = proposing.propose(accepted, contributors.token(accepted), Draft(**TYPED | {"title": "Le forum"})).number
    sent(accepted)
    clock.move(timedelta(days=365))

    assert len(own(accepted).articles) == 1
    assert not own(accepted).may_propose
    with pytest.raises(NoProposals):
        proposing.page(accepted, contributors.token(accepted))
    assert reviewing.decline(accepted, number, "La convention est échue.", "test").line.state == "declined"


def test_the_sheet_is_one_page_for_her_board(accepted: Installation) -> None:
    """With the name of her organisation and the figures, for those who hear it too."""
    sent(accepted)
    sheet = own_articles.sheet(accepted, contributors.token(accepted))

    assert pdfs.pages(sheet) == 1
    assert b"/StructTreeRoot" in sheet or b"StructTreeRoot" in pdfs.unpacked(sheet)
