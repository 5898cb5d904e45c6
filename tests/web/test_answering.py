"""Whoever is invited answers by the link of their own letter, as often as they like, until it begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from campaigns.acting.retention import expiring_records
from campaigns.acting.rights import access, gathering, objection_and_erasure
from campaigns.editorial.models import Issue
from campaigns.post import answer_tokens, reports, tokens
from campaigns.post.answer_rows import Answer
from campaigns.post.answers import forgetting, tallies
from campaigns.post.answers.tallies import Tally
from lists import addresses
from lists.history import Happening
from runtime.installation import Installation
from tests import cast, invitations
from tests.clocks import MovableClock
from tests.web.conftest import Ask, browser
from tests.web.test_forwarded import HERS
from tests.web.test_routes import rows


@pytest.fixture
def links(opened: Installation, tmp_path: Path) -> dict[str, list[str]]:
    """Everybody's links, from letters that their servers took."""
    return invitations.send(opened, invitations.stage(opened, tmp_path))


@pytest.fixture
def ask(opened: Installation) -> Ask:
    """A browser."""
    return browser(opened)


def tally(opened: Installation) -> Tally:
    """Count the answers."""
    with opened.database.reading() as session:
        return tallies.of_issue(session, session.get_one(Issue, 1))[0]


def test_looking_answers_nothing(opened: Installation, ask: Ask, links: dict[str, list[str]]) -> None:
    """Scanners follow both links of every letter."""
    yes, no = links[cast.ZOE]
    before = rows(opened)
    first, second = ask("GET", yes).text, ask("GET", no).text

    assert yes + "/non" == no
    assert len({link for found in links.values() for link in found}) == 8
    assert first.index('value="yes"') < first.index('value="no"')
    assert second.index('value="no"') < second.index('value="yes"')
    assert "octobre 2009" in first
    assert "Paris, salle des Trois-Arches" in first
    assert rows(opened) == before


@pytest.mark.dialects
def test_an_answer_may_change_until_it_begins(
    opened: Installation, ask: Ask, links: dict[str, list[str]], clock: MovableClock
) -> None:
    """The last one counts; afterwards it is shown and stays."""
    link = links[cast.ZOE][0]
    for said in ({"answer": "yes", "people": "3"}, {"answer": "no"}, {"answer": "yes", "people": " 2 "}):
        page = ask("POST", link, data=said).text
    ask("POST", links[cast.LOIC][0], data={"answer": "no"})
    clock.move(datetime(2009, 10, 8, 7, tzinfo=UTC) - clock.now())  # nine o'clock in Paris
    late = ask("POST", link, data={"answer": "no"})
    shown = ask("GET", link).text

    assert "vous serez 2" in page
    assert (late.status_code, "On ne peut plus répondre" in late.text) == (410, True)
    assert ("vous serez 2" in shown, "<form" in shown) == (True, False)
    assert tally(opened) == Tally(coming=1, people=2, declined=1, represented=0)


@pytest.mark.parametrize("many", ["0", "51", "-1", "trois", "2,5", "9999", "٣"])
def test_a_number_that_nobody_can_be_is_refused_in_words(
    opened: Installation, ask: Ask, links: dict[str, list[str]], many: str
) -> None:
    """With what was typed, and nothing recorded."""
    answer = ask("POST", links[cast.ZOE][0], data={"answer": "yes", "people": many})

    assert answer.status_code == 422
    assert f"« {many} » n’est pas un nombre de 1 à 50" in answer.text
    assert f'value="{many}"' in answer.text
    assert tally(opened) == Tally()


def test_one_answer_of_nobody_else_is_changed(opened: Installation, ask: Ask, links: dict[str, list[str]]) -> None:
    """A link that was cut, that of another kind, or no answer at all, changes nothing."""
    yes = links[cast.ZOE][0]
    leave = tokens.mint_leave(opened.keyring, 1, 1, cast.key(opened, cast.ZOE))
    tried = [yes[:-1], yes + "A", f"/l/r/{leave}", "/l/r/" + answer_tokens.INERT]
    found = [ask("POST", path, data={"answer": "yes"}).status_code for path in tried]

    assert found == [404] * 4
    assert ask("POST", yes, data={"answer": "maybe"}).status_code == 404
    assert "lettre d’essai" in ask("GET", tried[3]).text
    assert tally(opened) == Tally()


def test_whoever_was_handed_the_letter_sees_for_whom_they_answer_and_nobodys_name(
    ask: Ask, links: dict[str, list[str]]
) -> None:
    """Initials, and where the reader works: never a name or an address."""
    page = ask("GET", links[cast.ZOE][0]).text

    assert "Vous répondez pour Z. Œ., Ateliers Brumevent." in page
    assert [found for found in HERS.findall(page) if found.lower() != "brumevent"] == []


def test_a_convocation_takes_the_name_of_whoever_comes_instead(opened: Installation, tmp_path: Path) -> None:
    """Of one who does not come; an invitation does not ask for it."""
    ask = browser(opened)
    link, no = invitations.send(opened, invitations.stage(opened, tmp_path, "summons"))[cast.ZOE]
    asked = ask("GET", no).text
    told = ask("POST", link, data={"answer": "no", "represented_by": " Loïc  Exemple, <b>adjoint</b> "}).text
    long = ask("POST", link, data={"answer": "no", "represented_by": "x" * 121})
    strange = ask("POST", link, data={"answer": "no", "represented_by": "a\x07b"})

    assert "Je me fais représenter par" in asked
    assert "Loïc Exemple, &lt;b&gt;adjoint&lt;/b&gt; vous représente" in told
    assert (long.status_code, strange.status_code) == (422, 422)
    assert tally(opened) == Tally(declined=1, represented=1)


def test_an_answer_is_a_sign_of_life_and_belongs_to_the_person(
    opened: Installation, ask: Ask, links: dict[str, list[str]]
) -> None:
    """It stands in their file; an erasure leaves the figure, and the link answers for nobody any more."""
    link = links[cast.ZOE][0]
    ask("POST", link, data={"answer": "yes", "people": "2"})
    file = gathering.gather(opened, addresses.parse(cast.ZOE))
    titles = [one.title for one in access.sections(file) if one.rows]
    with opened.database.reading() as session:
        facts = {one.fact for one in session.exec(select(Happening))}
    objection_and_erasure.forget(opened, cast.ZOE, "test")
    with opened.database.reading() as session:
        left = session.exec(select(Answer)).one()

    assert [(one.coming, one.people, one.title) for one in file.answers] == [(True, 2, "Réunion d’échange")]
    assert "Réponses aux invitations" in titles
    assert "replied" in facts
    assert (left.delivery_id, left.address_key, left.represented_by) == (None, None, "")
    assert tally(opened) == Tally(coming=1, people=2)
    assert ask("POST", link, data={"answer": "no"}).status_code == 410


def test_after_its_term_only_the_figure_is_left(
    opened: Installation, ask: Ask, links: dict[str, list[str]], clock: MovableClock
) -> None:
    """Twelve months, unless the installation says otherwise."""
    ask("POST", links[cast.ZOE][0], data={"answer": "no"})
    step = next(one for one in expiring_records.STEPS if one.term is forgetting.ANSWERS)
    soon, later = clock.now() - timedelta(days=1), clock.now() + timedelta(days=1)

    assert (step.due(opened, soon), step.due(opened, later)) == (0, 1)
    assert (step.do(opened, later), step.due(opened, later)) == (1, 0)
    assert tally(opened) == Tally(declined=1)


def test_the_report_of_its_campaign_counts_them(opened: Installation, ask: Ask, links: dict[str, list[str]]) -> None:
    """Beside what became of the letters."""
    ask("POST", links[cast.ZOE][0], data={"answer": "yes", "people": "2"})
    with opened.database.reading() as session:
        told = reports.report(session, 1)

    assert told.answers == Tally(coming=1, people=2)
    assert told.as_json()["answers"] == {"answered": 1, "coming": 1, "people": 2, "declined": 0, "represented": 0}
