"""Staying: looking changes nothing, one POST keeps, and the link does nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col

from campaigns.acting.rights import objection_and_erasure
from campaigns.post import tokens
from lists.kinds import Fact
from lists.models import Suppression
from lists.retention import inactivity
from lists.retention.inactivity import Lapse
from lists.retention.relationships import Ties
from runtime import clock as clocks
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock
from tests.web.conftest import Ask, zoes_key


@pytest.fixture
def question(opened: Installation, list_id: int, clock: MovableClock) -> str:
    """The link in a question to Zoé, three years later."""
    clock.move(timedelta(days=3 * 366))
    today = clocks.today(clock)
    with opened.database.transaction() as session:
        inactivity.note(session, inactivity.everybody(session, today, Ties()), today)
        (zoe,) = inactivity.everybody(session, today, Ties())
        inactivity.asked(session, zoe, today, 1)
    return "/l/k/" + tokens.mint_keep(opened.keyring, zoes_key(opened), today.toordinal())


def asked(opened: Installation) -> bool:
    """Tell whether Zoé's answer is awaited."""
    with opened.database.reading() as session:
        return session.get(Lapse, zoes_key(opened)) is not None


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])
def test_no_other_method_than_post_keeps(ask: Ask, opened: Installation, question: str, method: str) -> None:
    """A scanner that follows links is no sign of life."""
    ask(method, question)

    assert asked(opened)


def test_one_post_keeps_her_for_three_more_years(ask: Ask, opened: Installation, question: str) -> None:
    """It is her sign, noted in her history; she reads thanks, again too."""
    assert "Oui, je continue" in ask("GET", question).text
    for _again in range(2):
        answer = ask("POST", question)
        assert (answer.status_code, "Merci" in answer.text) == (200, True)

    assert not asked(opened)
    assert [one.fact for one in objection_and_erasure.file_of(opened, cast.ZOE).history] == [Fact.UPDATED.value]


def test_a_link_of_an_earlier_question_keeps_nobody(
    ask: Ask, opened: Installation, question: str, clock: MovableClock
) -> None:
    """Letters are found again after years; the next question has a link of its own."""
    with opened.database.transaction() as session:
        session.execute(sa.update(Lapse).values(asked_on=clocks.today(clock) + timedelta(days=1000)))
    ask("POST", question)

    assert asked(opened)


def test_whoever_answers_too_late_is_told(ask: Ask, opened: Installation, question: str) -> None:
    """She is not brought back by a link that may have been forwarded."""
    objection_and_erasure.forget(opened, cast.ZOE, "test")

    assert "effacées" in ask("POST", question).text
    assert objection_and_erasure.file_of(opened, cast.ZOE).contacts == ()


def test_the_link_neither_lifts_nor_adds_anything_else(ask: Ask, opened: Installation, question: str) -> None:
    """An objection made meanwhile stands."""
    objection_and_erasure.object_(opened, cast.ZOE, "test")
    ask("POST", question)

    with opened.database.reading() as session:
        assert session.execute(sa.select(col(Suppression.reason))).scalars().all() == ["objection"]


@pytest.mark.parametrize("place", [0, 3, 20, 43])
def test_one_changed_character_is_refused(ask: Ask, opened: Installation, question: str, place: int) -> None:
    """Nobody is kept by guessing; a leave token is none of these."""
    token = question.removeprefix("/l/k/")
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    leave = tokens.mint_leave(opened.keyring, 1, 1, zoes_key(opened))

    assert {ask("POST", f"/l/k/{one}").status_code for one in (changed, leave, token[:-4])} == {404}
    assert asked(opened)
