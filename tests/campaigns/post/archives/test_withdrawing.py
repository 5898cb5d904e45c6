"""Withdrawing: nobody can read it any more, everybody can read that it was withdrawn, and what was sent stays."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from campaigns import errors
from campaigns.editorial import snapshots
from campaigns.editorial.models import Edition
from campaigns.post.archives import queries, web_versions, withdrawing
from campaigns.post.archives.queries import Wish
from campaigns.post.archives.withdrawing import Removal
from runtime import clock
from runtime.audit import AuditEntry
from runtime.installation import Installation
from tests.campaigns.post.archives.conftest import Publish

pytestmark = pytest.mark.dialects

ON = date(2010, 3, 3)


def withdraw(opened: Installation, item: int, name: str = "") -> None:
    """Withdraw with a note."""
    with opened.database.transaction() as session:
        withdrawing.take_out(session, item, name=name, note="À sa demande.", on=ON)


def everything(opened: Installation, item: int) -> str:
    """Return all that anybody can read of an item, in lower case."""
    with opened.database.reading() as session:
        shown = queries.article(session, item)
        assert shown is not None
        version = web_versions.numbered(opened, shown.article.issue_id)
        listed = [one.model_dump() for one in queries.search(session, Wish()).articles]
        return f"{shown.item} {shown.body} {version} {listed}".lower()


@pytest.mark.parametrize("name", ["Léïla Benali", "léïla  BENALI", "Benali"])
def test_a_name_is_hidden_wherever_it_stands(opened: Installation, publish: Publish, name: str) -> None:
    """In bold halves, in other cases, in the author's line, in what is searched."""
    publish()
    before = everything(opened, 1)
    withdraw(opened, 1, name)
    after = everything(opened, 1)

    assert "benali" in before
    assert "benali" not in after
    assert "[nom retiré]" in after
    assert "le bus de l’emploi" in after


def test_only_the_name_is_hidden(opened: Installation, publish: Publish) -> None:
    """The sentence around it stays, with its settings."""
    publish()
    withdraw(opened, 1, "Léïla Benali")
    with opened.database.reading() as session:
        shown = queries.article(session, 1)

    assert shown is not None
    assert "<strong>[nom retiré]</strong> conduit le bus" in shown.body
    assert "[nom retiré] l’a repeint" in shown.body


def test_a_part_of_a_word_is_no_name(opened: Installation, publish: Publish) -> None:
    """« bus » stays in « bus », nobody is called « enal »."""
    publish()
    with pytest.raises(errors.NameNotFound), opened.database.transaction() as session:
        withdrawing.take_out(session, 1, name="enal", on=ON)


def test_a_whole_article_leaves_a_note(opened: Installation, publish: Publish) -> None:
    """At its address and in the issue; it is listed no more."""
    publish()
    withdraw(opened, 1)
    after = everything(opened, 1)

    assert "conduit le bus" not in after
    assert "valence" not in after
    assert "cet article a été retiré" in after
    assert "à sa demande" in after
    with opened.database.reading() as session:
        assert [one.item_id for one in queries.search(session, Wish()).articles] == [2, 3]


def test_what_was_sent_stays_what_it_was(opened: Installation, publish: Publish) -> None:
    """With its hash, which can be computed again."""
    publish()
    with opened.database.reading() as session:
        before = session.exec(select(Edition)).one()
    withdraw(opened, 1, "Léïla Benali")
    withdraw(opened, 2)
    with opened.database.reading() as session:
        after = session.exec(select(Edition)).one()

    assert (after.content, after.letter) == (before.content, before.letter)
    assert snapshots.digest(after.content) == after.sha256


def test_an_issue_that_is_sent_again_shows_no_more(opened: Installation, publish: Publish) -> None:
    """A withdrawal holds for what comes."""
    publish("Premier numéro")
    withdraw(opened, 1, "Léïla Benali")
    publish("Deuxième numéro")

    assert "benali" not in everything(opened, 1)


def test_what_was_never_sent_cannot_be_withdrawn(opened: Installation, publish: Publish) -> None:
    """One sentence says so."""
    with pytest.raises(errors.NotInArchive), opened.database.transaction() as session:
        withdrawing.take_out(session, 1, on=ON)


def test_who_withdrew_is_remembered(opened: Installation, publish: Publish) -> None:
    """With the day in Paris, and not the name that somebody wants forgotten."""
    publish()
    made = withdrawing.withdraw(opened, 1, "shell:zoe", name="Léïla  Benali", note=" À sa demande. ")

    assert made == Removal(1, whole=False, day=clock.today(opened.clock), note="À sa demande.")
    with opened.database.reading() as session:
        act = session.exec(select(AuditEntry).where(AuditEntry.act == "article.withdrawn")).one()
    assert (act.actor, act.details) == ("shell:zoe", {"item": 1, "withdrawal": 1, "whole": False})
