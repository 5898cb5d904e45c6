"""What proves a clause: found by the words of the convention of that day, and by nothing else."""

from __future__ import annotations

from datetime import date

from campaigns.partnership import conventions, evidence
from campaigns.partnership.evidence import Evidence, Nature
from runtime.installation import Installation
from tests.campaigns.partnership.conventions import adopted, other

DAY = date(2009, 10, 1)


def met(opened: Installation, on: date = DAY, act: str = "meeting:exchange", text: str = "Échange tenu") -> None:
    """Record a meeting."""
    with opened.database.transaction() as session:
        evidence.attach(session, act, on=on, subject="meeting:3", text=text, nature=Nature.DECLARED, actor="test")


def listed(opened: Installation, since: date = date(2009, 6, 16), until: date = date(2010, 6, 15)) -> list[Evidence]:
    """Return what proves something in a period."""
    with opened.database.reading() as session:
        convention = conventions.newest(session)
        assert convention is not None
        return list(evidence.listed(session, convention, since, until))


def test_an_act_proves_every_clause_that_accepts_it(opened: Installation) -> None:
    """One exchange is what both sides promised."""
    adopted(opened)
    met(opened)

    assert [(one.commitment, one.on, one.nature) for one in listed(opened)] == [
        ("E3.S3", DAY, Nature.DECLARED),
        ("E3.C2", DAY, Nature.DECLARED),
    ]


def test_the_same_act_again_replaces_the_first(opened: Installation) -> None:
    """A meeting that moved was held once."""
    adopted(opened)
    met(opened)
    met(opened, on=date(2009, 11, 1), text="Échange reporté")

    assert [(one.on, one.text) for one in listed(opened)] == [(date(2009, 11, 1), "Échange reporté")] * 2


def test_what_did_not_happen_is_forgotten(opened: Installation) -> None:
    """A cancelled meeting proves nothing."""
    adopted(opened)
    met(opened)
    with opened.database.transaction() as session:
        evidence.detach(session, "meeting:3")

    assert listed(opened) == []


def test_a_declaration_is_for_one_clause(opened: Installation) -> None:
    """Whatever that clause accepts otherwise."""
    adopted(opened)
    met(opened, act="declared:E2.C2")

    assert [one.commitment for one in listed(opened)] == ["E2.C2"]


def test_without_a_convention_nothing_is_kept(opened: Installation) -> None:
    """Nobody promised anything; and on days before it neither."""
    met(opened)
    adopted(opened)
    met(opened, on=date(2009, 1, 1))

    assert listed(opened, since=date(2008, 1, 1)) == []


def test_another_convention_decides_by_its_own_words(opened: Installation) -> None:
    """No clause is known by its name."""
    adopted(opened, other())
    met(opened, on=date(2026, 3, 1), act="meeting:steering")

    assert [one.commitment for one in listed(opened, date(2026, 1, 2), date(2027, 1, 1))] == ["C"]


def test_what_calls_for_a_clause_is_no_proof_of_it(opened: Installation) -> None:
    """An exchange that was held asks for its practices to be published."""
    adopted(opened)
    met(opened)

    with opened.database.reading() as session:
        convention = conventions.newest(session)
        assert convention is not None
        called = evidence.occasions(session, convention, DAY, DAY)
    assert [one.commitment for one in called] == ["E1.S3", "E1.C2"]


def test_what_lasts_belongs_to_each_day_of_it(opened: Installation) -> None:
    """A designation of before the year is one of that year."""
    adopted(opened)
    with opened.database.transaction() as session:
        evidence.attach(
            session, "designation:cnml:follow_up", on=date(2009, 7, 1), until=date(2010, 3, 31), subject="one",
            text="Désignée", nature=Nature.DECLARED, actor="test",
        )  # fmt: skip

    assert [one.until for one in listed(opened, since=DAY)] == [date(2010, 3, 31)]
    assert listed(opened, since=date(2010, 4, 1)) == []
