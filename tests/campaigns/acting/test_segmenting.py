"""Segments as people keep them: what is said of each act, what is remembered of it, and what is refused."""

from __future__ import annotations

import pytest

from campaigns import errors
from campaigns.acting import segmenting
from lists import errors as lists_errors
from lists.kinds import Policy
from runtime.errors import FieldRefused
from runtime.files import File
from runtime.installation import Installation
from tests import audited, cast

DROME = File("drome.json", b'{"field": "organisation.departement", "is": "26"}')


@pytest.fixture
def staffed(opened: Installation) -> Installation:
    """The four readers of the cast, all of them in the Drôme."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
    return opened


def test_a_rule_is_kept_counted_and_remembered(staffed: Installation) -> None:
    """Under its name without the spaces around it."""
    reached = segmenting.keep(staffed, "  Drôme ", DROME, "test")

    assert reached.as_json() == {"name": "Drôme", "organisations": 1, "contacts": 4, "excluded": {}}
    assert segmenting.listed(staffed) == ("Drôme",)
    assert audited.acts(staffed) == [("segment.kept", {"name": "Drôme"})]


@pytest.mark.parametrize(
    ("name", "rule", "problem"),
    [
        (" ", DROME, FieldRefused),
        ("Drôme", File("x.json", b"\xff"), errors.FileRefused),
        ("Drôme", File("x.json", b"{"), errors.FileRefused),
        ("Drôme", File("x.json", b"[" * 100_000), errors.FileRefused),
        ("Drôme", File("x.json", b'{"is": 1' + b"0" * 5000 + b"}"), errors.FileRefused),
        ("Drôme", File("x.json", b"[1]"), lists_errors.RuleRefused),
        ("Drôme", File("x.json", b'{"segment": "Drome"}'), lists_errors.SegmentUnknown),
    ],
)
def test_what_is_refused_leaves_no_trace(
    staffed: Installation, name: str, rule: File, problem: type[Exception]
) -> None:
    """Neither a segment nor an act."""
    with pytest.raises(problem):
        segmenting.keep(staffed, name, rule, "test")

    assert (segmenting.listed(staffed), audited.acts(staffed)) == ((), [])


def test_contacts_are_picked_by_hand_and_by_number_remembered(staffed: Installation) -> None:
    """An address stands in no act."""
    segmenting.keep(staffed, "Drôme", DROME, "test")
    taken_out = segmenting.exclude(staffed, "Drôme", [cast.ZOE, cast.LOIC], "test")
    put_in = segmenting.include(staffed, "Drôme", [cast.ZOE], "test")
    left = segmenting.unpick(staffed, "Drôme", [cast.LOIC], "test")

    assert [one.contacts for one in (taken_out, put_in, left)] == [2, 3, 4]
    assert [act for act, _details in audited.acts(staffed)[1:]] == [
        "segment.excluded", "segment.included", "segment.unpicked",
    ]  # fmt: skip
    assert [len(details["contacts"]) for _act, details in audited.acts(staffed)[1:]] == [2, 1, 1]


def test_nobody_is_picked_when_one_is_unknown(staffed: Installation) -> None:
    """The others stay where the rule puts them."""
    segmenting.keep(staffed, "Drôme", DROME, "test")
    with pytest.raises(lists_errors.ContactUnknown):
        segmenting.exclude(staffed, "Drôme", [cast.ZOE, "personne@brumevent.example"], "test")

    assert segmenting.count(staffed, "Drôme").contacts == 4
    assert [act for act, _details in audited.acts(staffed)] == ["segment.kept"]


def test_a_publication_that_does_not_exist_is_refused_first(staffed: Installation) -> None:
    """Before anything is kept or picked."""
    segmenting.keep(staffed, "Drôme", DROME, "test")
    with pytest.raises(errors.PublicationUnknown):
        segmenting.keep(staffed, "Autre", DROME, "test", publication="Nulle part")
    with pytest.raises(errors.PublicationUnknown):
        segmenting.exclude(staffed, "Drôme", [cast.ZOE], "test", publication="Nulle part")
    with pytest.raises(errors.PublicationUnknown):
        segmenting.count(staffed, "Drôme", publication="Nulle part")

    assert segmenting.listed(staffed) == ("Drôme",)
    assert [act for act, _details in audited.acts(staffed)] == ["segment.kept"]


def test_a_policy_and_a_list_narrow_the_count(staffed: Installation) -> None:
    """One of each organisation, of the list of that name."""
    segmenting.keep(staffed, "Drôme", DROME, "test")
    counted = segmenting.count(staffed, "Drôme", mailing_list="Liste de diffusion", policy=Policy.ONE)

    assert (counted.contacts, counted.excluded) == (1, {"other_contact": 3})
    with pytest.raises(lists_errors.MailingListUnnamed):
        segmenting.count(staffed, "Drôme", mailing_list="Autre")
