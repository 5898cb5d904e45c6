"""Who speaks for a side, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from campaigns.acting.rights import objection_and_erasure
from campaigns.partnership import evidence
from campaigns.partnership.designations import verbs
from campaigns.partnership.designations.errors import DesignationRefused, DesignationUnknown
from campaigns.partnership.designations.verbs import Role
from runtime.installation import Installation
from tests import audited
from tests.campaigns.partnership import conventions, partners
from tests.campaigns.partnership.partners import ANNE, FIRST, LAST, LOIC, MARIE


@pytest.fixture
def partnered(opened: Installation) -> Installation:
    """An installation that knows two partners."""
    return partners.enter(opened)


def _holding(opened: Installation, on: date) -> list[str]:
    with opened.database.reading() as session:
        return [one.name for one in verbs.holding(session, "cnml", Role.FOLLOW_UP, on)]


def test_a_role_is_held_from_the_first_day_to_the_last(partnered: Installation) -> None:
    """Both included; the deputy comes after whom they stand in for."""
    verbs.add(partnered, LOIC, "test")
    verbs.add(partnered, ANNE, "test")

    assert _holding(partnered, date(2009, 6, 15)) == []
    assert _holding(partnered, FIRST) == _holding(partnered, LAST) == ["Anne Dubreuil", "Loïc Exemple"]
    assert _holding(partnered, date(2010, 4, 1)) == ["Loïc Exemple"]


def test_one_role_has_one_holder(partnered: Installation) -> None:
    """The second is refused by name until the first has ended; then she follows."""
    made = verbs.add(partnered, ANNE, "test")
    second = replace(ANNE, name="Karim Second", email="karim@cnml.example", since=date(2010, 2, 1))
    with pytest.raises(DesignationRefused, match=f"Anne Dubreuil.*n°\xa0{made.id}"):
        verbs.add(partnered, second, "test")

    verbs.end(partnered, made.id, date(2010, 1, 31), "test")
    verbs.add(partnered, second, "test")

    assert _holding(partnered, date(2010, 2, 1)) == ["Karim Second"]
    assert [one.until for one in verbs.listed(partnered)] == [date(2010, 1, 31), LAST]
    assert [act for act, _details in audited.acts(partnered)][-3:] == [
        "designation.made",
        "designation.ended",
        "designation.made",
    ]


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"side": "qui"}, "side", "« qui » n’est pas un partenaire : « cnml » ou « charte »"),
        ({"name": " "}, "name", "le nom"),
        ({"email": "anne"}, "email", "anne"),
        ({"until": date(2009, 6, 15)}, "until", "le dernier jour précède le premier"),
    ],
)
def test_what_cannot_be_is_refused(partnered: Installation, changed: dict[str, object], field: str, words: str) -> None:
    """With the field, and what to give instead."""
    with pytest.raises(DesignationRefused) as refused:
        verbs.add(partnered, replace(ANNE, **changed), "test")  # type: ignore[arg-type]

    assert refused.value.field == field
    assert words in str(refused.value).replace("\xa0", " ")
    assert verbs.listed(partnered) == ()


def test_who_asks_to_be_erased_is_forgotten(partnered: Installation) -> None:
    """That somebody held the role on these days stays."""
    verbs.add(partnered, ANNE, "test")
    objection_and_erasure.forget(partnered, ANNE.email, "test")

    (left,) = verbs.listed(partnered)
    assert (left.name, left.email, left.function, left.until) == ("", "", "", LAST)
    assert _holding(partnered, FIRST) == []


def test_a_partner_of_the_convention_need_not_be_entered(opened: Installation) -> None:
    """The sender itself often is not."""
    with pytest.raises(DesignationRefused, match="aucun partenaire"):
        verbs.add(opened, MARIE, "test")

    conventions.adopted(opened)
    assert verbs.add(opened, MARIE, "test").side == "charte"


def test_a_designation_is_evidence_for_as_long_as_it_lasts(partnered: Installation) -> None:
    """From the first day of the convention; its end is known to the review."""
    convention = conventions.adopted(partnered)
    made = verbs.add(partnered, replace(ANNE, since=date(2009, 1, 1), until=None), "test")
    verbs.end(partnered, made.id, LAST, "test")

    with partnered.database.reading() as session:
        found = evidence.listed(session, convention, FIRST, date(2010, 6, 15))
    assert {(one.act, one.on, one.until) for one in found} == {("designation:cnml:follow_up", FIRST, LAST)}


def test_an_unknown_number_is_no_designation(partnered: Installation) -> None:
    """It is said so."""
    with pytest.raises(DesignationUnknown, match="n°\xa07"):
        verbs.end(partnered, 7, FIRST, "test")
